-- SPDX-License-Identifier: GPL-3.0-or-later
-- Caseweave project file, schema version 1. docs/file-format.md explains it.
--
-- Tracked tables: STRICT, WITHOUT ROWID, keyed by a 16-byte GUID; plain foreign
-- keys; no triggers, views, generated columns, cascades; no UNIQUE but the key.
-- Positions are Unicode code points, half-open. Times (created, modified, …) are
-- microseconds since 1970 in UTC; dates that people enter are ISO 8601 text.

CREATE TABLE project (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  title TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  context TEXT NOT NULL DEFAULT '',
  approach TEXT NOT NULL DEFAULT '',
  boundaries TEXT NOT NULL DEFAULT '',
  selection TEXT NOT NULL DEFAULT '',
  invented INTEGER NOT NULL DEFAULT 0 CHECK (invented IN (0, 1)),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE coders (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  colour TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE research_questions (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  parent BLOB REFERENCES research_questions (guid),
  position INTEGER NOT NULL,
  wording TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A proposition; a rival explanation is one that names the proposition it rivals.
CREATE TABLE propositions (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  question BLOB REFERENCES research_questions (guid),
  rival_of BLOB REFERENCES propositions (guid),
  position INTEGER NOT NULL,
  wording TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE interview_questions (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  question BLOB REFERENCES research_questions (guid),
  instrument TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  wording TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- A document without a text revision is one that is expected but not yet there.
CREATE TABLE documents (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  type TEXT NOT NULL DEFAULT '',
  wave TEXT NOT NULL DEFAULT '',
  speaker_role TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  text_revision INTEGER NOT NULL DEFAULT 0,
  format TEXT NOT NULL DEFAULT '',
  encoding TEXT NOT NULL DEFAULT '',
  file_name TEXT NOT NULL DEFAULT '',
  file_hash BLOB,
  original BLOB,
  media_path TEXT NOT NULL DEFAULT '',
  media_hash BLOB,
  expected TEXT,
  received TEXT,
  checked TEXT,
  deidentified TEXT,
  returned TEXT,
  consent TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- text and structure name blobs. turns: a line each, "start end text_start
-- speaker time_ms". edits: how the parent became this one, a line each, "start
-- end length" in the parent's positions.
CREATE TABLE text_revisions (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  document BLOB NOT NULL REFERENCES documents (guid),
  number INTEGER NOT NULL CHECK (number > 0),
  parent INTEGER NOT NULL DEFAULT 0,
  text BLOB NOT NULL,
  length INTEGER NOT NULL,
  words INTEGER NOT NULL,
  turns TEXT NOT NULL DEFAULT '',
  structure BLOB,
  edits TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX text_revisions_by_document ON text_revisions (document, number);

CREATE TABLE case_types (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'participant', 'site', 'other')),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A participant or a site lies in a case (parent) and is not one.
CREATE TABLE cases (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  type BLOB NOT NULL REFERENCES case_types (guid),
  parent BLOB REFERENCES cases (guid),
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  colour TEXT NOT NULL DEFAULT '',
  context TEXT NOT NULL DEFAULT '',
  selection TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_parent ON cases (parent);

CREATE TABLE speakers (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  document BLOB NOT NULL REFERENCES documents (guid),
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  participant BLOB REFERENCES cases (guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_document ON speakers (document, number);
CREATE INDEX speakers_by_participant ON speakers (participant) WHERE participant IS NOT NULL;

-- What belongs to a case: a whole document, a range of it, or one speaker's turns in it.
CREATE TABLE memberships (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  case_guid BLOB NOT NULL REFERENCES cases (guid),
  document BLOB NOT NULL REFERENCES documents (guid),
  kind TEXT NOT NULL CHECK (kind IN ('whole', 'range', 'speaker')),
  text_revision INTEGER NOT NULL DEFAULT 0,
  start INTEGER,
  end INTEGER,
  speaker BLOB REFERENCES speakers (guid),
  created INTEGER NOT NULL,
  CHECK ((kind = 'range') = (start IS NOT NULL AND end IS NOT NULL)),
  CHECK (start IS NULL OR (start >= 0 AND start < end)),
  CHECK ((kind = 'speaker') = (speaker IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_case ON memberships (case_guid, document);
CREATE INDEX memberships_by_document ON memberships (document, kind, case_guid);
CREATE INDEX memberships_by_speaker ON memberships (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE respondents (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  label TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE respondent_cases (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  respondent BLOB NOT NULL REFERENCES respondents (guid),
  case_guid BLOB NOT NULL REFERENCES cases (guid),
  role TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX respondent_cases_by_respondent ON respondent_cases (respondent);
CREATE INDEX respondent_cases_by_case ON respondent_cases (case_guid);

CREATE TABLE attributes (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  owner TEXT NOT NULL CHECK (owner IN ('case', 'document', 'respondent')),
  case_type BLOB REFERENCES case_types (guid),
  type TEXT NOT NULL CHECK (type IN ('text', 'integer', 'decimal', 'date', 'yes-no', 'choice',
                                     'choices')),
  unit TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attribute_choices (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  attribute BLOB NOT NULL REFERENCES attributes (guid),
  label TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attribute_choices_by_attribute ON attribute_choices (attribute);

-- A value is text, integer, decimal, ISO date or 0/1 by the attribute's type, or
-- names a choice. An attribute of several choices has a row for each.
CREATE TABLE attribute_values (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  attribute BLOB NOT NULL REFERENCES attributes (guid),
  case_guid BLOB REFERENCES cases (guid),
  document BLOB REFERENCES documents (guid),
  respondent BLOB REFERENCES respondents (guid),
  value ANY,
  choice BLOB REFERENCES attribute_choices (guid),
  CHECK ((case_guid IS NOT NULL) + (document IS NOT NULL) + (respondent IS NOT NULL) = 1),
  CHECK ((value IS NULL) <> (choice IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX attribute_values_by_attribute ON attribute_values (attribute);
CREATE INDEX attribute_values_by_case ON attribute_values (case_guid) WHERE case_guid IS NOT NULL;
CREATE INDEX attribute_values_by_document ON attribute_values (document) WHERE document IS NOT NULL;
CREATE INDEX attribute_values_by_respondent ON attribute_values (respondent)
  WHERE respondent IS NOT NULL;
CREATE INDEX attribute_values_by_choice ON attribute_values (choice) WHERE choice IS NOT NULL;

-- revision is the number of the definition in force.
CREATE TABLE codes (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  parent BLOB REFERENCES codes (guid),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  colour TEXT NOT NULL DEFAULT '',
  brief TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL DEFAULT '',
  when_to_use TEXT NOT NULL DEFAULT '',
  when_not_to_use TEXT NOT NULL DEFAULT '',
  typical_example TEXT NOT NULL DEFAULT '',
  borderline_example TEXT NOT NULL DEFAULT '',
  attribution TEXT NOT NULL DEFAULT '',
  codable INTEGER NOT NULL DEFAULT 1 CHECK (codable IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('provisional', 'active', 'retired')),
  revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_by_parent ON codes (parent);

CREATE TABLE code_revisions (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  code BLOB NOT NULL REFERENCES codes (guid),
  number INTEGER NOT NULL CHECK (number > 0),
  name TEXT NOT NULL,
  brief TEXT NOT NULL,
  definition TEXT NOT NULL,
  when_to_use TEXT NOT NULL,
  when_not_to_use TEXT NOT NULL,
  typical_example TEXT NOT NULL,
  borderline_example TEXT NOT NULL,
  attribution TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_revisions_by_code ON code_revisions (code, number);

CREATE TABLE code_sets (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_set_members (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  code_set BLOB NOT NULL REFERENCES code_sets (guid),
  code BLOB NOT NULL REFERENCES codes (guid),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_set_members_by_set ON code_set_members (code_set);
CREATE INDEX code_set_members_by_code ON code_set_members (code);

-- A range of the text, an area of a page (points from its top left), or a span of time.
CREATE TABLE passages (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  document BLOB NOT NULL REFERENCES documents (guid),
  coder BLOB NOT NULL REFERENCES coders (guid),
  kind TEXT NOT NULL DEFAULT 'range' CHECK (kind IN ('range', 'area', 'time')),
  text_revision INTEGER NOT NULL DEFAULT 0,
  start INTEGER,
  end INTEGER,
  page INTEGER,
  x REAL,
  y REAL,
  width REAL,
  height REAL,
  begin_ms INTEGER,
  end_ms INTEGER,
  quotable INTEGER NOT NULL DEFAULT 0 CHECK (quotable IN (0, 1)),
  wording TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  CHECK (start IS NULL OR (start >= 0 AND start < end)),
  CHECK ((kind = 'range') = (start IS NOT NULL AND end IS NOT NULL)),
  CHECK ((kind = 'area') = (page IS NOT NULL AND x IS NOT NULL AND y IS NOT NULL
                            AND width IS NOT NULL AND height IS NOT NULL)),
  CHECK ((kind = 'time') = (begin_ms IS NOT NULL AND end_ms IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX passages_by_document ON passages (document, start, end, coder);

-- Independent coding to be compared. unit_coder is the one whose passages are the
-- units, where these are fixed beforehand.
CREATE TABLE rounds (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  purpose TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed', 'resolved')),
  blind INTEGER NOT NULL DEFAULT 1 CHECK (blind IN (0, 1)),
  unit TEXT NOT NULL DEFAULT '',
  unit_coder BLOB REFERENCES coders (guid),
  overlap REAL,
  statistic TEXT NOT NULL DEFAULT '',
  threshold REAL,
  fixed_beforehand INTEGER NOT NULL DEFAULT 0 CHECK (fixed_beforehand IN (0, 1)),
  opened INTEGER,
  closed INTEGER,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A coding repeats its passage's document and range, so that a matrix reads one
-- index. revision is the number of the code's definition that was in force.
CREATE TABLE codings (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  passage BLOB NOT NULL REFERENCES passages (guid),
  code BLOB NOT NULL REFERENCES codes (guid),
  coder BLOB NOT NULL REFERENCES coders (guid),
  revision INTEGER NOT NULL,
  document BLOB NOT NULL REFERENCES documents (guid),
  start INTEGER,
  end INTEGER,
  round BLOB REFERENCES rounds (guid),
  weight REAL,
  comment TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX codings_by_code ON codings (code, document, coder, start, end);
CREATE INDEX codings_by_document ON codings (document, start, end, code, coder);
CREATE INDEX codings_by_passage ON codings (passage);
CREATE INDEX codings_by_round ON codings (round) WHERE round IS NOT NULL;

CREATE TABLE code_examples (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  code BLOB NOT NULL REFERENCES codes (guid),
  passage BLOB NOT NULL REFERENCES passages (guid),
  kind TEXT NOT NULL CHECK (kind IN ('typical', 'borderline')),
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX code_examples_by_code ON code_examples (code);
CREATE INDEX code_examples_by_passage ON code_examples (passage);

CREATE TABLE link_types (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  symmetric INTEGER NOT NULL DEFAULT 0 CHECK (symmetric IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  type BLOB NOT NULL REFERENCES link_types (guid),
  origin BLOB NOT NULL REFERENCES passages (guid),
  target BLOB NOT NULL REFERENCES passages (guid),
  coder BLOB NOT NULL REFERENCES coders (guid),
  note TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_origin ON links (origin);
CREATE INDEX links_by_target ON links (target);

CREATE TABLE findings (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  question BLOB REFERENCES research_questions (guid),
  proposition BLOB REFERENCES propositions (guid),
  position INTEGER NOT NULL,
  claim TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  finding BLOB NOT NULL REFERENCES findings (guid),
  relation TEXT NOT NULL CHECK (relation IN ('supports', 'contradicts', 'nuances')),
  passage BLOB REFERENCES passages (guid),
  case_guid BLOB REFERENCES cases (guid),
  document BLOB REFERENCES documents (guid),
  note TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_finding ON evidence (finding);
CREATE INDEX evidence_by_passage ON evidence (passage) WHERE passage IS NOT NULL;
CREATE INDEX evidence_by_case ON evidence (case_guid) WHERE case_guid IS NOT NULL;
CREATE INDEX evidence_by_document ON evidence (document) WHERE document IS NOT NULL;

-- One kind of memo, wherever it is tied. A private one is seen by its coder only,
-- until released. journal_date makes it an entry of the coder's journal.
CREATE TABLE memos (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  title TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
  journal_date TEXT,
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE memo_ties (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  memo BLOB NOT NULL REFERENCES memos (guid),
  document BLOB REFERENCES documents (guid),
  passage BLOB REFERENCES passages (guid),
  coding BLOB REFERENCES codings (guid),
  code BLOB REFERENCES codes (guid),
  case_guid BLOB REFERENCES cases (guid),
  attribute BLOB REFERENCES attributes (guid),
  question BLOB REFERENCES research_questions (guid),
  finding BLOB REFERENCES findings (guid),
  round BLOB REFERENCES rounds (guid),
  other_memo BLOB REFERENCES memos (guid),
  CHECK ((document IS NOT NULL) + (passage IS NOT NULL) + (coding IS NOT NULL) + (code IS NOT NULL)
         + (case_guid IS NOT NULL) + (attribute IS NOT NULL) + (question IS NOT NULL)
         + (finding IS NOT NULL) + (round IS NOT NULL) + (other_memo IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX memo_ties_by_memo ON memo_ties (memo);
CREATE INDEX memo_ties_by_document ON memo_ties (document) WHERE document IS NOT NULL;
CREATE INDEX memo_ties_by_passage ON memo_ties (passage) WHERE passage IS NOT NULL;
CREATE INDEX memo_ties_by_coding ON memo_ties (coding) WHERE coding IS NOT NULL;
CREATE INDEX memo_ties_by_code ON memo_ties (code) WHERE code IS NOT NULL;
CREATE INDEX memo_ties_by_case ON memo_ties (case_guid) WHERE case_guid IS NOT NULL;
CREATE INDEX memo_ties_by_other_memo ON memo_ties (other_memo) WHERE other_memo IS NOT NULL;

-- How far a coder is with a document; code_set NULL means all codes.
CREATE TABLE readings (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  coder BLOB NOT NULL REFERENCES coders (guid),
  document BLOB NOT NULL REFERENCES documents (guid),
  code_set BLOB REFERENCES code_sets (guid),
  state TEXT NOT NULL CHECK (state IN ('begun', 'finished')),
  text_revision INTEGER NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_by_document ON readings (document);
CREATE INDEX readings_by_set ON readings (code_set) WHERE code_set IS NOT NULL;

-- What a document was not asked about: an empty cell there is not a silence.
CREATE TABLE not_asked (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  document BLOB NOT NULL REFERENCES documents (guid),
  code BLOB NOT NULL REFERENCES codes (guid),
  coder BLOB NOT NULL REFERENCES coders (guid),
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX not_asked_by_document ON not_asked (document);
CREATE INDEX not_asked_by_code ON not_asked (code);

-- Framework summaries: one for each case and code, whichever matrix shows it.
CREATE TABLE summaries (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  case_guid BLOB NOT NULL REFERENCES cases (guid),
  code BLOB NOT NULL REFERENCES codes (guid),
  body TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coders (guid),
  modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX summaries_by_case ON summaries (case_guid);
CREATE INDEX summaries_by_code ON summaries (code);

CREATE TABLE answers (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  question BLOB NOT NULL REFERENCES research_questions (guid),
  case_guid BLOB REFERENCES cases (guid),
  body TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coders (guid),
  modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_question ON answers (question);
CREATE INDEX answers_by_case ON answers (case_guid) WHERE case_guid IS NOT NULL;

-- A case's dated chronology, and who acts in it.
CREATE TABLE events (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  case_guid BLOB NOT NULL REFERENCES cases (guid),
  position INTEGER NOT NULL,
  from_date TEXT NOT NULL DEFAULT '',
  to_date TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  passage BLOB REFERENCES passages (guid),
  document BLOB REFERENCES documents (guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_case ON events (case_guid);
CREATE INDEX events_by_passage ON events (passage) WHERE passage IS NOT NULL;
CREATE INDEX events_by_document ON events (document) WHERE document IS NOT NULL;

CREATE TABLE actors (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  case_guid BLOB NOT NULL REFERENCES cases (guid),
  participant BLOB REFERENCES cases (guid),
  name TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_case ON actors (case_guid);
CREATE INDEX actors_by_participant ON actors (participant) WHERE participant IS NOT NULL;

CREATE TABLE quote_uses (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  passage BLOB NOT NULL REFERENCES passages (guid),
  place TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_uses_by_passage ON quote_uses (passage);

-- Saved questions: definition is JSON, by kind.
CREATE TABLE queries (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('passages', 'table', 'search')),
  definition TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  position INTEGER NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE round_coders (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  round BLOB NOT NULL REFERENCES rounds (guid),
  coder BLOB NOT NULL REFERENCES coders (guid),
  finished INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX round_coders_by_round ON round_coders (round);

CREATE TABLE round_documents (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  round BLOB NOT NULL REFERENCES rounds (guid),
  document BLOB NOT NULL REFERENCES documents (guid),
  text_revision INTEGER NOT NULL DEFAULT 0,
  start INTEGER,
  end INTEGER,
  CHECK ((start IS NULL) = (end IS NULL)),
  CHECK (start IS NULL OR (start >= 0 AND start < end))
) STRICT, WITHOUT ROWID;
CREATE INDEX round_documents_by_round ON round_documents (round);
CREATE INDEX round_documents_by_document ON round_documents (document);

CREATE TABLE round_codes (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  round BLOB NOT NULL REFERENCES rounds (guid),
  code BLOB NOT NULL REFERENCES codes (guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_codes_by_round ON round_codes (round);
CREATE INDEX round_codes_by_code ON round_codes (code);

-- How a difference between coders was settled. The coders' own codings stay;
-- coding is the agreed one, made by the resolution.
CREATE TABLE resolutions (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  round BLOB NOT NULL REFERENCES rounds (guid),
  document BLOB NOT NULL REFERENCES documents (guid),
  text_revision INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL CHECK (end > start),
  code BLOB REFERENCES codes (guid),
  coding BLOB REFERENCES codings (guid),
  decision TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL REFERENCES coders (guid),
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX resolutions_by_round ON resolutions (round);
CREATE INDEX resolutions_by_document ON resolutions (document);
CREATE INDEX resolutions_by_code ON resolutions (code) WHERE code IS NOT NULL;
CREATE INDEX resolutions_by_coding ON resolutions (coding) WHERE coding IS NOT NULL;

CREATE TABLE exercises (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  name TEXT NOT NULL,
  instructions TEXT NOT NULL DEFAULT '',
  round BLOB NOT NULL REFERENCES rounds (guid),
  model_coder BLOB NOT NULL REFERENCES coders (guid),
  position INTEGER NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exercises_by_round ON exercises (round);

CREATE TABLE exercise_attempts (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  exercise BLOB NOT NULL REFERENCES exercises (guid),
  coder BLOB NOT NULL REFERENCES coders (guid),
  number INTEGER NOT NULL,
  started INTEGER NOT NULL,
  finished INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX exercise_attempts_by_exercise ON exercise_attempts (exercise);

-- Which replacements are in use, never for whom.
CREATE TABLE pseudonyms (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  replacement TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',
  participant BLOB REFERENCES cases (guid),
  note TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pseudonyms_by_participant ON pseudonyms (participant) WHERE participant IS NOT NULL;

-- What was erased for good, so that a merge does not bring it back.
CREATE TABLE tombstones (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  kind TEXT NOT NULL,
  erased BLOB NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  coder BLOB NOT NULL,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a merge left for review: mine was kept, theirs is here.
CREATE TABLE conflicts (
  guid BLOB PRIMARY KEY CHECK (length (guid) = 16),
  merge_entry BLOB NOT NULL,
  table_name TEXT NOT NULL,
  row BLOB NOT NULL,
  field TEXT NOT NULL,
  mine ANY,
  theirs ANY,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled')),
  note TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Untracked from here on.

-- Large immutable things by SHA-256: texts, structures, originals, images.
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),
  data BLOB NOT NULL
) STRICT;

-- Every change, appended in the transaction that made it. undoes names the entry
-- that an undo or redo acts on. changeset: see docs/file-format.md.
CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL CHECK (length (id) = 16),
  parents BLOB NOT NULL,
  replica BLOB NOT NULL CHECK (length (replica) = 16),
  coder BLOB NOT NULL CHECK (length (coder) = 16),
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('setup', 'do', 'undo', 'redo', 'merge')),
  undoes BLOB,
  schema INTEGER NOT NULL,
  size INTEGER NOT NULL,
  changeset BLOB NOT NULL
) STRICT;
CREATE INDEX history_by_id ON history (id);
CREATE INDEX history_by_undoes ON history (undoes) WHERE undoes IS NOT NULL;

-- What is true of this copy of the file alone.
CREATE TABLE local (
  key TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

-- Derived, always rebuildable. full_text has a row for each paragraph, with rowid
-- number * 2^32 + the paragraph's first position, number from indexed_documents.
CREATE TABLE indexed_documents (
  number INTEGER PRIMARY KEY,
  document BLOB NOT NULL UNIQUE,
  text BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE full_text USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2');
