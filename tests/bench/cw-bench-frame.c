/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-make-private.h"

#include "cw-attribute-value.h"
#include "cw-case.h"
#include "cw-code.h"
#include "cw-membership.h"
#include "cw-setup.h"

static const char *const coder_names[CW_BENCH_N_CODERS] = { "Ines", "Tomas", "Yuki" };

/* 8 codes, 3 below each, and 2 below each of those: "Obstacles lived together". */
static const char *const aspects[] = { "Beginnings", "Practice", "Relations",  "Resources", "Rules",
                                       "Obstacles",  "Outcomes", "Reflection", NULL };
static const char *const angles[] = { "expected", "lived", "missing", NULL };
static const char *const scopes[] = { "alone", "together", NULL };
static const char *const *const levels[] = { aspects, angles, scopes, NULL };

static gboolean
add_codes (CwChange     *change,
           const CwGuid *parent,
           const char   *parent_name,
           guint         depth,
           CwGuid      **next,
           GError      **error)
{
  if (levels[depth] == NULL)
    return TRUE;
  for (guint i = 0; levels[depth][i] != NULL; i++)
    {
      g_autofree char *name = parent_name != NULL
                                ? g_strdup_printf ("%s %s", parent_name, levels[depth][i])
                                : g_strdup (levels[depth][i]);
      g_autofree char *definition = g_strdup_printf ("What is said of %s.", name);
      const char *const fields[CW_CODE_N_FIELDS] = { [CW_CODE_DEFINITION] = definition };
      CwGuid *code = (*next)++;

      if (!cw_code_add (change, parent, name, fields, code, error)
          || !add_codes (change, code, name, depth + 1, next, error))
        return FALSE;
    }
  return TRUE;
}

static const struct
{
  const char *name;
  CwAttributeType type;
  const char *choices[4];
} attributes[CW_BENCH_N_ATTRIBUTES] = {
  { "Region", CW_ATTRIBUTE_CHOICE, { "north", "south", "coast" } },
  { "Setting", CW_ATTRIBUTE_CHOICE, { "town", "village" } },
  { "Partners", CW_ATTRIBUTE_CHOICES, { "school", "clinic", "library" } },
  { "Begun", CW_ATTRIBUTE_DATE },
  { "Staff", CW_ATTRIBUTE_INTEGER },
  { "Members", CW_ATTRIBUTE_INTEGER },
  { "Visits", CW_ATTRIBUTE_INTEGER },
  { "Budget", CW_ATTRIBUTE_DECIMAL },
  { "Share of volunteers", CW_ATTRIBUTE_DECIMAL },
  { "Own rooms", CW_ATTRIBUTE_YES_NO },
  { "Pilot", CW_ATTRIBUTE_YES_NO },
  { "Remark", CW_ATTRIBUTE_TEXT },
};

static char *
invent_value (GRand *rand,
              guint  attribute)
{
  switch (attributes[attribute].type)
    {
    case CW_ATTRIBUTE_CHOICE:
    case CW_ATTRIBUTE_CHOICES:
      return g_strdup (attributes[attribute].choices[g_rand_int_range (rand, 0, 2)]);
    case CW_ATTRIBUTE_DATE:
      return g_strdup_printf ("%d-%02d", g_rand_int_range (rand, 1990, 2024),
                              g_rand_int_range (rand, 1, 13));
    case CW_ATTRIBUTE_INTEGER:
      return g_strdup_printf ("%d", g_rand_int_range (rand, 1, 500));
    case CW_ATTRIBUTE_DECIMAL:
      return g_strdup_printf ("%d.%d", g_rand_int_range (rand, 0, 90000),
                              g_rand_int_range (rand, 1, 10));
    case CW_ATTRIBUTE_YES_NO:
      return g_strdup (g_rand_int_range (rand, 0, 2) ? "yes" : "no");
    case CW_ATTRIBUTE_TEXT:
    default:
      return g_strdup_printf ("Seen %d times.", g_rand_int_range (rand, 2, 9));
    }
}

static gboolean
add_attributes (CwBenchMaking *making,
                CwChange      *change,
                GError       **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (making->study->seed);

  for (guint i = 0; i < CW_BENCH_N_ATTRIBUTES; i++)
    {
      CwGuid attribute;

      if (!cw_attribute_define (change, attributes[i].name, CW_OWNER_CASE, attributes[i].type, NULL,
                                attributes[i].choices[0] != NULL ? attributes[i].choices : NULL,
                                &attribute, error))
        return FALSE;
      for (guint j = 0; j < CW_BENCH_N_CASES; j++)
        {
          g_autofree char *value = invent_value (rand, i);

          if (!cw_attribute_value_set (change, &attribute, &making->cases[j], value, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_cases (CwChange     *change,
           const CwGuid *type,
           const char   *noun,
           guint         n,
           CwGuid       *out_cases,
           GError      **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %02u", noun, i + 1);

      if (!cw_case_add (change, name, type, NULL, &out_cases[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_frame (CwBenchMaking *making,
            GError       **error)
{
  g_autoptr (CwChange) change = cw_change_begin (making->project, &making->coders[0],
                                                 "Set up the study", NULL, CW_CHANGE_BULK, error);
  CwGuid *next = making->codes;
  CwGuid case_type;
  CwGuid strand_type;

  return change != NULL && add_codes (change, NULL, NULL, 0, &next, error)
         && cw_case_type_find_kind (cw_change_get_database (change), CW_CASE_KIND_CASE, &case_type,
                                    error)
         && cw_case_type_add (change, CW_BENCH_STRAND, CW_CASE_KIND_OTHER, &strand_type, error)
         && add_cases (change, &case_type, "Place", CW_BENCH_N_CASES, making->cases, error)
         && add_cases (change, &strand_type, CW_BENCH_STRAND, CW_BENCH_N_STRANDS, making->strands,
                       error)
         && add_attributes (making, change, error) && cw_change_commit (change, error);
}

/* The project with coders, codes, cases, strands and attributes. */
gboolean
cw_bench_make_frame (CwBenchMaking *making,
                     GError       **error)
{
  g_autoptr (CwChange) change = NULL;

  making->project = cw_project_create (making->study->project, "A study to measure with",
                                       coder_names[0], error);
  if (making->project == NULL)
    return FALSE;
  for (guint i = 0; i < CW_BENCH_N_CODERS; i++)
    if (!cw_project_use_coder (making->project, coder_names[i], &making->coders[i], error))
      return FALSE;
  change = cw_change_begin (making->project, &making->coders[0], "New project", NULL,
                            CW_CHANGE_SETUP, error);
  return change != NULL && cw_model_setup (change, CW_SETUP_DEFAULT, error)
         && cw_change_commit (change, error) && fill_frame (making, error);
}

/* Every document wholly to a case. */
gboolean
cw_bench_make_cases (CwBenchMaking *making,
                     GError       **error)
{
  g_autoptr (CwChange) change = cw_change_begin (
    making->project, &making->coders[0], "Assign documents to cases", NULL, CW_CHANGE_BULK, error);

  if (change == NULL)
    return FALSE;
  for (guint i = 0; i < making->documents->len; i++)
    {
      const CwBenchDocument *document = g_ptr_array_index (making->documents, i);

      if (!cw_membership_assign (change, &making->cases[i % CW_BENCH_N_CASES], &document->guid,
                                 NULL, error))
        return FALSE;
    }
  return cw_change_commit (change, error);
}

/* Both halves of a document, each to a strand. */
static gboolean
assign_halves (CwChange              *change,
               const CwBenchDocument *document,
               const CwGuid          *first,
               const CwGuid          *second,
               GError               **error)
{
  guint32 middle = document->length / 2;

  return cw_membership_assign_range (change, first, &document->guid, 0, middle, NULL, error)
         && cw_membership_assign_range (change, second, &document->guid, middle, document->length,
                                        NULL, error);
}

static gboolean
assign_speakers (CwChange              *change,
                 const CwBenchDocument *document,
                 const CwGuid          *first,
                 const CwGuid          *second,
                 GError               **error)
{
  return cw_membership_assign_speaker (change, first, document->speakers[0], &document->guid, NULL,
                                       error)
         && cw_membership_assign_speaker (change, second, document->speakers[1], &document->guid,
                                          NULL, error);
}

/* Parts of documents to strands. */
gboolean
cw_bench_make_strands (CwBenchMaking *making,
                       GError       **error)
{
  g_autoptr (CwChange) change = cw_change_begin (making->project, &making->coders[0],
                                                 "Assign parts of documents to strands", NULL,
                                                 CW_CHANGE_BULK, error);

  if (change == NULL)
    return FALSE;
  for (guint i = 0; i < making->documents->len; i++)
    {
      const CwBenchDocument *document = g_ptr_array_index (making->documents, i);
      const CwGuid *first = &making->strands[i % CW_BENCH_N_STRANDS];
      const CwGuid *second = &making->strands[(i + 3) % CW_BENCH_N_STRANDS];

      if (!(document->speakers[1] == NULL ? assign_halves : assign_speakers) (change, document,
                                                                              first, second, error))
        return FALSE;
    }
  return cw_change_commit (change, error);
}
