/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-starter-codebook-private.h"

#include "cw-code.h"

#include <string.h>

/*
 * A dozen codes of the codebook on knowledge mobilization in education research, in
 * three levels, to begin with until the whole one is there. Invented examples; the
 * attribution names where an idea comes from, and [C] what is Caseweave's own.
 */
typedef struct
{
  const char *path;
  gboolean codable;
  const char *colour;
  const char *brief;
  const char *definition;
  const char *when_to_use;
  const char *when_not_to_use;
  const char *example;
  const char *attribution;
} StarterCode;

static const StarterCode starter_codes[] = {
  { "Engagement", FALSE, "#2a7fb8", "Who takes part in the research, and how deeply.",
    "How researchers and those in practice, policy and the community take part in a project "
    "together.",
    "", "", "", "KMb study" },
  { "Engagement/Shared task", TRUE, "", "What researchers and practice do together.",
    "Work on the research itself that researchers and practitioners share.",
    "When such work is told and none of the codes below says what it was.",
    "Not for meetings that only inform.", "“We sat down every other Thursday and did it together.”",
    "IOE" },
  { "Engagement/Shared task/Co-design", TRUE, "",
    "Researchers and practitioners plan the research together.",
    "Questions, instruments or interventions are worked out jointly, before or while the research "
    "is done.",
    "When practitioners have had a hand in what is studied or how.",
    "Not when practitioners only comment on a finished plan.",
    "“The teachers rewrote half of our observation sheet before we used it.”", "IOE" },
  { "Engagement/Trust", TRUE, "", "The sides rely on each other.",
    "Confidence, or the want of it, that the other side is competent, means well and keeps its "
    "word.",
    "When somebody speaks of trust, of earning or losing it, or of what rests on it.",
    "Not for liking or familiarity alone.",
    "“After the second year the principals just handed us the keys.”", "[C]" },
  { "Direction of flow", FALSE, "#3a9d5d", "Which way knowledge travels.",
    "Whether knowledge goes from research to practice, back, or both ways.", "", "", "", "IOE" },
  { "Direction of flow/One-way dissemination", TRUE, "",
    "Knowledge goes from researchers to others.",
    "Results are handed on to those who are to use them; nothing comes back.",
    "When telling, sending or presenting is all that happens.",
    "Not where an exchange follows: use Two-way exchange.",
    "“We sent the report to every school in the district.”", "IOE" },
  { "Direction of flow/Two-way exchange", TRUE, "", "Knowledge goes both ways.",
    "Researchers and practitioners each learn from the other and act on it.",
    "When both sides are said to give and to take.",
    "Not for a question after a talk: use One-way dissemination.",
    "“They showed us what the numbers hid, and we showed them what they had not counted.”", "IOE" },
  { "KMb strategy", FALSE, "#8e5fb0", "What is done so that knowledge travels.",
    "Deliberate efforts that get people the information they need, when they need it and in a "
    "format they can use.",
    "", "", "", "YouthREX" },
  { "KMb strategy/Written and media", TRUE, "", "Knowledge travels on paper or screen.",
    "Texts and media that are made so that findings are read, heard or seen.",
    "When such a product is told and none of the codes below says what it was.",
    "Not for texts that only researchers read.",
    "“There was always something in the staff room to pick up.”", "YouthREX" },
  { "KMb strategy/Written and media/Brief or summary", TRUE, "", "A short written product.",
    "A few pages, or one, that sum up findings for a stated audience.",
    "When a short text is made, used, praised or blamed.", "Not for the full report.",
    "“Two pages, no tables: that is what got read.”", "YouthREX" },
  { "Impact", TRUE, "#c58a1b", "What has changed.",
    "A change in decisions, practice, understanding or lives that is put down to the research.",
    "When a change is told and tied to the project.", "Not for hopes: nothing has changed yet.",
    "“The district dropped the old placement test that spring.”", "KMb study" },
  { "Impact/Changed understanding", TRUE, "", "People see something differently.",
    "A change in what people know, or how they see a matter, that is put down to the research.",
    "When somebody tells what is understood since that was not before.",
    "Not for a change in what people do.",
    "“I had never thought of absence as something a school does.”", "[C]" },
  { "Barrier", FALSE, "#c2453d", "What stands in the way.",
    "Conditions that keep knowledge from travelling or from being used.", "", "", "", "KMb study" },
  { "Barrier/Practical", TRUE, "", "Obstacles of everyday work.",
    "Want of time, knowledge, data or access on either side.",
    "When such an obstacle is told and none of the codes below says what it was.",
    "Not for how money or policy are arranged: use Systemic.",
    "“It was always the small things: a room, a password, a phone number.”", "REL" },
  { "Barrier/Practical/Time", TRUE, "", "There is not enough time.",
    "Want of time for research, for engaging with it, or for working together.",
    "When time is named as what is lacking.", "Not for bad timing of results.",
    "“Nobody gets a free period to read studies.”", "REL" },
  { "Barrier/Systemic", TRUE, "", "Obstacles that the system sets.",
    "How funding and policy are arranged stands in the way.",
    "When such an obstacle is told and none of the codes below says what it was.",
    "Not for obstacles of everyday work: use Practical.",
    "“Everybody agreed, and nobody was in charge.”", "KMb study" },
  { "Barrier/Systemic/Funding", TRUE, "", "Money is lacking or ends too soon.",
    "Funding that does not pay for engagement, or stops before results are used.",
    "When money, or its conditions, are what stands in the way.",
    "Not where the lack of money is a lack of staff time: use Time.",
    "“The grant ended the month the results came in.”", "KMb study" },
};

static gboolean
add_code (CwChange          *change,
          const StarterCode *starter,
          const char *const *fields,
          CwGuid            *out_guid,
          GError           **error)
{
  g_autofree char *above = g_strdup (starter->path);
  char *slash = strrchr (above, '/');
  gboolean found = FALSE;
  CwGuid parent;

  if (slash != NULL)
    {
      *slash = '\0';
      if (!cw_code_find_path (cw_change_get_database (change), above, &found, &parent, error))
        return FALSE;
      g_assert (found);
    }
  return cw_code_add (change, found ? &parent : NULL, slash != NULL ? slash + 1 : above, fields,
                      out_guid, error);
}

/*
 * cw_starter_codebook_add:
 * Adds the starter codebook to a project without codes of these names.
 */
gboolean
cw_starter_codebook_add (CwChange *change,
                         GError  **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (starter_codes); i++)
    {
      const StarterCode *starter = &starter_codes[i];
      const char *fields[CW_CODE_N_FIELDS] = {
        [CW_CODE_BRIEF] = starter->brief,
        [CW_CODE_DEFINITION] = starter->definition,
        [CW_CODE_WHEN_TO_USE] = starter->when_to_use,
        [CW_CODE_WHEN_NOT_TO_USE] = starter->when_not_to_use,
        [CW_CODE_TYPICAL_EXAMPLE] = starter->example,
        [CW_CODE_ATTRIBUTION] = starter->attribution,
      };
      CwGuid guid;

      if (!add_code (change, starter, fields, &guid, error)
          || !cw_code_recolour (change, &guid, starter->colour, error)
          || !cw_code_set_codable (change, &guid, starter->codable, error))
        return FALSE;
    }
  return TRUE;
}
