/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-name-private.h"

#include "cw-error.h"
#include "cw-path.h"

#include <string.h>

/*
 * cw_name_clean:
 * @name without white space around it; fails where it is empty, too long, or has a
 * line end or another control character. @what is "code", "document", ….
 */
char *
cw_name_clean (const char *name,
               const char *what,
               GError    **error)
{
  g_autofree char *clean = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the name of the %s is not valid UTF-8; type it again", what);
      return NULL;
    }
  clean = g_strstrip (g_strdup (name));
  if (*clean == '\0')
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s %s needs a name; give one that is not empty",
                   strchr ("aeiou", *what) != NULL ? "an" : "a", what);
      return NULL;
    }
  if (strlen (clean) > CW_NAME_MAX_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the name of the %s is %" G_GSIZE_FORMAT " bytes long; at most %d are allowed",
                   what, strlen (clean), CW_NAME_MAX_BYTES);
      return NULL;
    }
  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      {
        g_autofree char *shown = g_strescape (clean, NULL);

        g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                     "the name “%s” of the %s has a line end or control character in it; "
                     "write it on one line",
                     shown, what);
        return NULL;
      }
  return g_steal_pointer (&clean);
}

/*
 * cw_name_find:
 * Finds @name among the rows (guid, name) of a query; one that is equal to the
 * letter goes before one that differs in case.
 */
gboolean
cw_name_find (CwDatabase    *database,
              const char    *sql,
              const CwValue *values,
              const char    *name,
              gboolean      *out_found,
              CwGuid        *out_guid,
              GError       **error)
{
  g_autoptr (CwStatement) rows = cw_database_query (database, sql, values, error);
  g_autoptr (GError) failure = NULL;
  gboolean found = FALSE;

  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    {
      const char *other = cw_statement_text (rows, 1);
      gboolean equal = g_str_equal (other, name);

      if (equal || (!found && cw_path_same_name (other, name)))
        found = cw_statement_guid (rows, 0, out_guid);
      if (equal)
        break;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out_found = found;
  return TRUE;
}

/*
 * cw_name_claim:
 * Cleans @name for a @what and makes sure that none of the rows (guid, name) of a
 * query but @self has it. Returns the cleaned name; NULL with @error set if not.
 */
char *
cw_name_claim (CwDatabase    *database,
               const char    *sql,
               const CwValue *values,
               const char    *name,
               const CwGuid  *self,
               const char    *what,
               GError       **error)
{
  g_autofree char *clean = cw_name_clean (name, what, error);
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GError) failure = NULL;
  CwGuid guid;

  if (clean == NULL)
    return NULL;
  rows = cw_database_query (database, sql, values, error);
  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      if (!cw_statement_guid (rows, 0, &guid) || (self != NULL && cw_guid_equal (&guid, self))
          || !cw_path_same_name (cw_statement_text (rows, 1), clean))
        continue;
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "there is already %s %s “%s” there; choose another name",
                   strchr ("aeiou", *what) != NULL ? "an" : "a", what, cw_statement_text (rows, 1));
      return NULL;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&clean);
}

/*
 * cw_colour_clean:
 * "#rrggbb" in lower case, or "" for none; fails on anything else.
 */
char *
cw_colour_clean (const char *colour,
                 GError    **error)
{
  gsize length = strlen (colour);
  gboolean valid = length == 0 || (length == 7 && colour[0] == '#');

  for (gsize i = 1; valid && i < length; i++)
    valid = g_ascii_isxdigit (colour[i]);
  if (!valid)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "“%s” is not a colour; write it as #rrggbb, #2a7fb8 say", colour);
      return NULL;
    }
  return g_ascii_strdown (colour, -1);
}

static gboolean
read_digits (const char **cursor,
             guint        n,
             guint       *out_number)
{
  guint number = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*cursor)[i]))
        return FALSE;
      number = number * 10 + (guint) g_ascii_digit_value ((*cursor)[i]);
    }
  *cursor += n;
  *out_number = number;
  return TRUE;
}

/*
 * cw_date_is_valid:
 * Whether @date is a year, a year and month, or a day, by ISO 8601.
 */
gboolean
cw_date_is_valid (const char *date)
{
  guint year;
  guint month = 1;
  guint day = 1;

  if (!read_digits (&date, 4, &year) || year == 0)
    return FALSE;
  if (*date == '-')
    {
      date++;
      if (!read_digits (&date, 2, &month))
        return FALSE;
      if (*date == '-')
        {
          date++;
          if (!read_digits (&date, 2, &day))
            return FALSE;
        }
    }
  return *date == '\0' && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}
