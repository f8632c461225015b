/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-matrix.h"

#include "cw-error.h"
#include "cw-names.h"

#include <string.h>

static const char *const measure_names[] = {
  "codings", "documents", "words", "characters", "cases", "presence",
};
static const char *const percent_names[] = { "none", "row", "column", "table" };

static const struct
{
  const char *name;
  CwAxisKind kind;
} plain_axes[] = {
  { "codes", CW_AXIS_CODES },         { "cases", CW_AXIS_CASES },
  { "documents", CW_AXIS_DOCUMENTS }, { "coders", CW_AXIS_CODERS },
  { "speakers", CW_AXIS_SPEAKERS },   { "codesets", CW_AXIS_CODE_SETS },
};

/**
 * cw_axis_parse:
 * @database: a project's connection
 * @text: `codes`, `cases`, `cases:TYPE`, `documents`, `coders`, `attribute:NAME`,
 *   `speakers` or `codesets`
 * @out_axis: (out): the axis; untouched on failure
 * @error: return location for an error
 *
 * Reads what the rows or columns of a matrix shall be.
 *
 * Returns: whether it is one
 */
gboolean
cw_axis_parse (CwDatabase *database,
               const char *text,
               CwAxis     *out_axis,
               GError    **error)
{
  CwAxis axis = { .kind = CW_AXIS_CASES, .has_item = TRUE };

  g_return_val_if_fail (database != NULL && text != NULL && out_axis != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (plain_axes); i++)
    if (g_str_equal (text, plain_axes[i].name))
      {
        *out_axis = (CwAxis) { .kind = plain_axes[i].kind };
        return TRUE;
      }

  if (g_str_has_prefix (text, "cases:"))
    {
      if (!cw_names_find_case_type (database, text + strlen ("cases:"), &axis.item, error))
        return FALSE;
    }
  else if (g_str_has_prefix (text, "attribute:"))
    {
      axis.kind = CW_AXIS_ATTRIBUTE;
      if (!cw_names_find_attribute (database, text + strlen ("attribute:"), &axis.item, error))
        return FALSE;
    }
  else
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "a matrix has no rows or columns \"%s\"; give codes, cases, cases:TYPE, "
                   "documents, coders, attribute:NAME, speakers or codesets",
                   text);
      return FALSE;
    }
  *out_axis = axis;
  return TRUE;
}

static gboolean
parse_name (const char        *text,
            const char *const *names,
            guint              n_names,
            const char        *what,
            guint             *out_index,
            GError           **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    {
      if (g_str_equal (text, names[i]))
        {
          *out_index = i;
          return TRUE;
        }
      g_string_append_printf (list, "%s%s",
                              i == 0            ? ""
                              : i + 1 < n_names ? ", "
                                                : " or ",
                              names[i]);
    }
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s cannot be \"%s\"; give %s", what, text,
               list->str);
  return FALSE;
}

/**
 * cw_measure_parse:
 * @text: `codings`, `documents`, `words`, `characters`, `cases` or `presence`
 * @out_measure: (out): the measure; untouched on failure
 * @error: return location for an error
 *
 * Reads what a cell shall count.
 *
 * Returns: whether it is a measure
 */
gboolean
cw_measure_parse (const char *text,
                  CwMeasure  *out_measure,
                  GError    **error)
{
  guint index;

  g_return_val_if_fail (text != NULL && out_measure != NULL, FALSE);

  if (!parse_name (text, measure_names, G_N_ELEMENTS (measure_names), "a matrix's cell", &index,
                   error))
    return FALSE;
  *out_measure = (CwMeasure) index;
  return TRUE;
}

/**
 * cw_percent_parse:
 * @text: `none`, `row`, `column` or `table`
 * @out_percent: (out): the choice; untouched on failure
 * @error: return location for an error
 *
 * Reads what cells shall be a share of.
 *
 * Returns: whether it is such a choice
 */
gboolean
cw_percent_parse (const char *text,
                  CwPercent  *out_percent,
                  GError    **error)
{
  guint index;

  g_return_val_if_fail (text != NULL && out_percent != NULL, FALSE);

  if (!parse_name (text, percent_names, G_N_ELEMENTS (percent_names), "what cells are a percent of",
                   &index, error))
    return FALSE;
  *out_percent = (CwPercent) index;
  return TRUE;
}
