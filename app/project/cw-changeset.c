/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-changeset-private.h"

#include "cw-change.h"
#include "cw-error.h"

#include <string.h>

#define PACKED_PLAIN 0
#define PACKED_ZLIB 1
/* Below this, zlib gains nothing. */
#define SMALL 512

static gboolean
convert_all (GConverter   *converter,
             gconstpointer data,
             gsize         length,
             gsize         limit,
             GByteArray   *out,
             GError      **error)
{
  const guint8 *from = data;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      guint8 piece[16384];
      gsize n_read = 0;
      gsize n_written = 0;

      result = g_converter_convert (converter, from, length, piece, sizeof piece,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      from += n_read;
      length -= n_read;
      g_byte_array_append (out, piece, (guint) n_written);
      if (out->len > limit)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                       "an entry of the history unpacks to more than it says");
          return FALSE;
        }
    }
  return TRUE;
}

/*
 * cw_changeset_pack:
 * The form in which history keeps a changeset.
 */
GBytes *
cw_changeset_pack (gconstpointer data,
                   gsize         length,
                   GError      **error)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) MIN (length + 1, 65536));
  guint8 packing = length < SMALL ? PACKED_PLAIN : PACKED_ZLIB;

  g_byte_array_append (out, &packing, 1);
  if (packing == PACKED_PLAIN)
    {
      g_byte_array_append (out, data, (guint) length);
    }
  else
    {
      g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);

      if (!convert_all (G_CONVERTER (zlib), data, length, G_MAXUINT, out, error))
        return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/*
 * cw_changeset_unpack:
 * Back again; refuses what is not @expected bytes long, whatever a file says.
 */
GBytes *
cw_changeset_unpack (gconstpointer packed,
                     gsize         length,
                     gsize         expected,
                     GError      **error)
{
  const guint8 *bytes = packed;
  g_autoptr (GByteArray) out = g_byte_array_new ();

  if (length >= 1 && expected <= CW_CHANGE_SIZE_LIMIT && bytes[0] == PACKED_PLAIN)
    {
      g_byte_array_append (out, bytes + 1, (guint) (length - 1));
    }
  else if (length >= 1 && expected <= CW_CHANGE_SIZE_LIMIT && bytes[0] == PACKED_ZLIB)
    {
      g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

      if (!convert_all (G_CONVERTER (zlib), bytes + 1, length - 1, expected, out, error))
        return NULL;
    }
  if (out->len != expected || !cw_changeset_is_sound (out->data, out->len))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   "an entry of the history cannot be unpacked; run caseweave-cli check");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/*
 * cw_changeset_value_guid:
 * Whether @value holds 16 bytes, and which.
 */
gboolean
cw_changeset_value_guid (sqlite3_value *value,
                         CwGuid        *out_guid)
{
  if (value == NULL || sqlite3_value_type (value) != SQLITE_BLOB
      || sqlite3_value_bytes (value) != sizeof *out_guid)
    return FALSE;
  memcpy (out_guid, sqlite3_value_blob (value), sizeof *out_guid);
  return TRUE;
}

static gboolean
damaged (GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "an entry of the history is damaged; run caseweave-cli check");
  return FALSE;
}

static gboolean
visit (sqlite3_changeset_iter *iter,
       CwChangesetFunc         func,
       gpointer                user_data,
       gboolean               *out_go_on,
       GError                **error)
{
  const char *table;
  int n_columns;
  int operation;
  sqlite3_value *key = NULL;
  CwGuid guid;

  if (sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL) != SQLITE_OK)
    return damaged (error);
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &key);
  else
    sqlite3changeset_old (iter, 0, &key);
  if (!cw_changeset_value_guid (key, &guid))
    return damaged (error);
  *out_go_on = func (iter, table, &guid,
                     operation == SQLITE_INSERT   ? CW_TOUCH_INSERT
                     : operation == SQLITE_DELETE ? CW_TOUCH_DELETE
                                                  : CW_TOUCH_UPDATE,
                     user_data);
  return TRUE;
}

/*
 * cw_changeset_foreach:
 * Calls @func for each row of an unpacked changeset until it returns %FALSE.
 */
gboolean
cw_changeset_foreach (GBytes         *changeset,
                      CwChangesetFunc func,
                      gpointer        user_data,
                      GError        **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (changeset, &length);
  sqlite3_changeset_iter *iter = NULL;
  gboolean go_on = TRUE;
  gboolean sound = TRUE;
  int code = SQLITE_ROW;

  if (length == 0)
    return TRUE;
  if (sqlite3changeset_start (&iter, (int) length, (void *) data) != SQLITE_OK)
    return damaged (error);
  while (sound && go_on && (code = sqlite3changeset_next (iter)) == SQLITE_ROW)
    sound = visit (iter, func, user_data, &go_on, error);
  if (sqlite3changeset_finalize (iter) != SQLITE_OK && sound)
    return damaged (error);
  return sound;
}

static gboolean
add_touched_cb (sqlite3_changeset_iter *iter,
                const char             *table,
                const CwGuid           *guid,
                CwTouch                 touch,
                gpointer                user_data)
{
  cw_touched_add (user_data, table, guid, touch);
  return TRUE;
}

/*
 * cw_changeset_touched:
 * The rows of an unpacked changeset.
 */
CwTouched *
cw_changeset_touched (GBytes  *changeset,
                      GError **error)
{
  g_autoptr (CwTouched) touched = cw_touched_new ();

  if (!cw_changeset_foreach (changeset, add_touched_cb, touched, error))
    return NULL;
  return g_steal_pointer (&touched);
}

/*
 * cw_changeset_invert:
 * The changeset that takes an unpacked one back.
 */
GBytes *
cw_changeset_invert (GBytes  *changeset,
                     GError **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (changeset, &length);
  int n_out = 0;
  void *out = NULL;

  if (sqlite3changeset_invert ((int) length, data, &n_out, &out) != SQLITE_OK)
    {
      damaged (error);
      return NULL;
    }
  return g_bytes_new_with_free_func (out, (gsize) n_out, sqlite3_free, out);
}

/*
 * cw_changeset_concat:
 * One changeset that does what @first and then @second do.
 */
GBytes *
cw_changeset_concat (GBytes  *first,
                     GBytes  *second,
                     GError **error)
{
  gsize n_first;
  gsize n_second;
  gconstpointer a = g_bytes_get_data (first, &n_first);
  gconstpointer b = g_bytes_get_data (second, &n_second);
  int n_out = 0;
  void *out = NULL;

  if (sqlite3changeset_concat ((int) n_first, (void *) a, (int) n_second, (void *) b, &n_out, &out)
      != SQLITE_OK)
    {
      damaged (error);
      return NULL;
    }
  return g_bytes_new_with_free_func (out, (gsize) n_out, sqlite3_free, out);
}
