/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-blob.h"
#include "cw-dependents.h"
#include "cw-text.h"

G_BEGIN_DECLS

/* What a document says of itself besides its name; each is text, "" if not set. The
 * dates (expected to returned) are ISO 8601, as coarse as a year. */
typedef enum
{
  CW_DOCUMENT_TYPE,
  CW_DOCUMENT_WAVE,
  CW_DOCUMENT_SPEAKER_ROLE,
  CW_DOCUMENT_NOTE,
  CW_DOCUMENT_LANGUAGE,
  CW_DOCUMENT_CONSENT,
  CW_DOCUMENT_EXPECTED,
  CW_DOCUMENT_RECEIVED,
  CW_DOCUMENT_CHECKED,
  CW_DOCUMENT_DEIDENTIFIED,
  CW_DOCUMENT_RETURNED,
  CW_DOCUMENT_N_FIELDS,
} CwDocumentField;

typedef struct
{
  CwGuid guid;
  char *name;
  char *fields[CW_DOCUMENT_N_FIELDS];
  gint64 position;
  guint text_revision; /* the current one, from 1; 0: expected, not yet there */
  guint32 length;      /* of the current text, in code points */
  gint64 words;
  char *format;          /* "txt", "docx" */
  char *encoding;        /* "" where the format fixes it */
  char *file_name;       /* of the file that it came from, without folders */
  gboolean has_original; /* the file itself is kept in the project */
  gint64 created;
} CwDocument;

/*
 * A document on its way in: everything that can be computed beforehand (hashes,
 * words, structure), so that the change that adds it is short. Made in any thread,
 * used once or more.
 */
typedef struct _CwDocumentDraft CwDocumentDraft;

CwDocumentDraft *cw_document_draft_new           (const CwText          *text,
                                                  GBytes                *file,
                                                  const char            *file_name,
                                                  gboolean               keep_original);
void             cw_document_draft_free          (CwDocumentDraft       *draft);
gint64           cw_document_draft_get_words     (const CwDocumentDraft *draft);
const CwHash    *cw_document_draft_get_file_hash (const CwDocumentDraft *draft);

const char *cw_document_field_to_string   (CwDocumentField  field);
gboolean    cw_document_field_from_string (const char      *string,
                                           CwDocumentField *out_field);

void        cw_document_free           (CwDocument   *document);
GPtrArray  *cw_document_list           (CwDatabase   *database,
                                        GError      **error);
CwDocument *cw_document_load           (CwDatabase   *database,
                                        const CwGuid *guid,
                                        GError      **error);
gboolean    cw_document_find           (CwDatabase   *database,
                                        const char   *name,
                                        gboolean     *out_found,
                                        CwGuid       *out_guid,
                                        GError      **error);
gboolean    cw_document_find_same_file (CwDatabase   *database,
                                        const CwHash *file_hash,
                                        gboolean     *out_found,
                                        CwGuid       *out_guid,
                                        GError      **error);
char       *cw_document_pick_name      (CwDatabase   *database,
                                        const char   *wanted,
                                        GError      **error);

GBytes *cw_document_load_bytes    (CwDatabase   *database,
                                   const CwGuid *guid,
                                   GError      **error);
CwText *cw_document_load_text     (CwDatabase   *database,
                                   const CwGuid *guid,
                                   GError      **error);
GBytes *cw_document_load_original (CwDatabase   *database,
                                   const CwGuid *guid,
                                   GError      **error);
char   *cw_document_load_range    (CwDatabase   *database,
                                   const CwGuid *guid,
                                   guint32       start,
                                   guint32       end,
                                   GError      **error);

gboolean      cw_document_add              (CwChange              *change,
                                            const CwDocumentDraft *draft,
                                            const char            *name,
                                            CwGuid                *out_guid,
                                            GError               **error);
gboolean      cw_document_expect           (CwChange              *change,
                                            const char            *name,
                                            CwGuid                *out_guid,
                                            GError               **error);
gboolean      cw_document_rename           (CwChange              *change,
                                            const CwGuid          *guid,
                                            const char            *name,
                                            GError               **error);
gboolean      cw_document_set_field        (CwChange              *change,
                                            const CwGuid          *guid,
                                            CwDocumentField        field,
                                            const char            *value,
                                            GError               **error);
gboolean      cw_document_reorder          (CwChange              *change,
                                            const CwGuid          *guid,
                                            guint                  index,
                                            GError               **error);
CwDependents *cw_document_count_dependents (CwDatabase            *database,
                                            const CwGuid          *guid,
                                            GError               **error);
gboolean      cw_document_delete           (CwChange              *change,
                                            const CwGuid          *guid,
                                            gboolean               force,
                                            GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDocument, cw_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDocumentDraft, cw_document_draft_free)

G_END_DECLS
