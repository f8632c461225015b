/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-changeset-private.h"

#include "cw-schema-private.h"

#include <string.h>

/*
 * SQLite's session extension trusts the form of a changeset: where the head of a
 * table is cut short, SQLite 3.40 looks for its end for ever. So a changeset from a
 * file is walked here first. The form, as the extension's documentation has it:
 *
 *   table   'T', number of columns, a byte a column (part of the key or not), name, NUL
 *   change  the operation, a byte (indirect or not), one record (an update: two)
 *   record  for each column its type and value: 0 nothing, 1 integer and 2 real of
 *           8 bytes, 3 text and 4 blob with their length, 5 NULL
 *
 * Numbers are SQLite's: seven bits a byte, the highest first.
 */

/* No table of ours has nearly as many. */
#define MOST_COLUMNS 200

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Bytes;

static gboolean
skip (Bytes *bytes,
      guint  n)
{
  if ((gsize) (bytes->end - bytes->at) < n)
    return FALSE;
  bytes->at += n;
  return TRUE;
}

static gboolean
read_number (Bytes *bytes,
             guint *out_number)
{
  guint number = 0;

  for (guint i = 0; i < 5; i++)
    {
      guint8 byte;

      if (bytes->at == bytes->end)
        return FALSE;
      byte = *bytes->at++;
      if (number > G_MAXUINT >> 7)
        return FALSE;
      number = number << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        {
          *out_number = number;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
skip_value (Bytes *bytes)
{
  guint length;

  if (bytes->at == bytes->end)
    return FALSE;
  switch (*bytes->at++)
    {
    case 0:
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return skip (bytes, 8);
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      return read_number (bytes, &length) && skip (bytes, length);
    default:
      return FALSE;
    }
}

static gboolean
read_table (Bytes *bytes,
            guint *out_n_columns)
{
  const guint8 *name;
  const guint8 *name_end;

  if (!read_number (bytes, out_n_columns) || *out_n_columns == 0 || *out_n_columns > MOST_COLUMNS
      || !skip (bytes, *out_n_columns))
    return FALSE;
  name = bytes->at;
  name_end = memchr (name, '\0', (gsize) (bytes->end - name));
  if (name_end == NULL || !cw_schema_is_tracked ((const char *) name))
    return FALSE;
  bytes->at = name_end + 1;
  return TRUE;
}

static gboolean
skip_change (Bytes *bytes,
             guint  operation,
             guint  n_columns)
{
  guint n_values = operation == SQLITE_UPDATE ? 2 * n_columns : n_columns;

  if (n_columns == 0 || !skip (bytes, 1))
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    if (!skip_value (bytes))
      return FALSE;
  return TRUE;
}

/*
 * cw_changeset_is_sound:
 * Whether the bytes have a changeset's form, all of whose tables are tracked ones.
 */
gboolean
cw_changeset_is_sound (gconstpointer data,
                       gsize         length)
{
  Bytes bytes = { .at = data, .end = (const guint8 *) data + length };
  guint n_columns = 0;
  gboolean sound = TRUE;

  while (sound && bytes.at < bytes.end)
    {
      guint8 what = *bytes.at++;

      if (what == 'T')
        sound = read_table (&bytes, &n_columns);
      else
        sound = (what == SQLITE_INSERT || what == SQLITE_UPDATE || what == SQLITE_DELETE)
                && skip_change (&bytes, what, n_columns);
    }
  return sound;
}
