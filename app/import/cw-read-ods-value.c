/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-ods-private.h"

#include "cw-sheet-value.h"

#include <string.h>

/* Numbers have as many digits as spreadsheets count with; shares have fewer. */
#define DIGITS 15
#define SHARE_DIGITS 7

/* "PT26H30M00.5S" is "26:30:00.5". */
static gboolean
append_duration (GString    *out,
                 const char *value)
{
  guint64 parts[3] = { 0 };
  const char *units = "HMS";
  g_autofree char *fraction = NULL;
  const char *at = value;

  if (*at == '-')
    at++;
  if (!g_str_has_prefix (at, "PT"))
    return FALSE;
  for (at += 2; *at != '\0'; at++)
    {
      char *end;
      guint64 number = g_ascii_strtoull (at, &end, 10);
      const char *unit;

      if (end == at || number > G_MAXINT32)
        return FALSE;
      if (*end == '.' || *end == ',')
        {
          gsize n = strspn (end + 1, "0123456789");

          g_free (fraction);
          fraction = g_strndup (end + 1, n);
          while (n > 0 && fraction[n - 1] == '0')
            fraction[--n] = '\0';
          end += 1 + strspn (end + 1, "0123456789");
        }
      unit = *end != '\0' ? strchr (units, *end) : NULL;
      if (unit == NULL)
        return FALSE;
      parts[unit - units] = number;
      at = end;
    }
  g_string_append_printf (out, "%s%02d:%02d:%02d", *value == '-' ? "-" : "", (int) parts[0],
                          (int) parts[1], (int) parts[2]);
  if (fraction != NULL && *fraction != '\0')
    g_string_append_printf (out, ".%s", fraction);
  return TRUE;
}

static void
append_share (GString    *out,
              const char *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.15g", g_ascii_strtod (value, NULL) * 100);
  cw_sheet_append_number (out, number, SHARE_DIGITS);
  g_string_append_c (out, '%');
}

/**
 * cw_ods_append_value:
 * @out: where to append
 * @value: what the cell holds
 * @shown: what it shows
 *
 * Appends what a cell holds: a number or a date in full, whatever the cell shows of
 * it; else what it shows.
 */
void
cw_ods_append_value (GString          *out,
                     const CwOdsValue *value,
                     const char       *shown)
{
  static const char *const numbers[] = { "float", "currency", NULL };
  const char *type = value->type != NULL ? value->type : "";
  gboolean known = value->value != NULL && *value->value != '\0';

  /* A fault in a formula is a number that shows no digit. */
  if (known && g_strv_contains (numbers, type)
      && (*shown == '\0' || strpbrk (shown, "0123456789") != NULL))
    cw_sheet_append_number (out, value->value, DIGITS);
  else if (known && strcmp (type, "percentage") == 0)
    append_share (out, value->value);
  else if (known && strcmp (type, "date") == 0)
    cw_sheet_append_moment (out, value->value);
  else if (known && strcmp (type, "time") == 0 && append_duration (out, value->value))
    ;
  else if (known && strcmp (type, "boolean") == 0)
    g_string_append (out, strcmp (value->value, "true") == 0 ? "TRUE" : "FALSE");
  else
    g_string_append (out, shown);
}
