/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-edits-private.h"

#include "cw-error.h"
#include "cw-utf8.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/**
 * cw_edits_new:
 *
 * Makes a list without edits: the text stays as it is.
 *
 * Returns: (transfer full): the list; free with cw_edits_free()
 */
CwEdits *
cw_edits_new (void)
{
  CwEdits *self = g_new0 (CwEdits, 1);
  gint64 none = 0;

  self->edits = g_array_new (FALSE, FALSE, sizeof (CwEdit));
  self->shifts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->shifts, none);
  return self;
}

/* Whether a cluster of characters that is read as one ends at a byte. */
static gboolean
is_cluster_boundary (UBreakIterator *icu,
                     const char     *text,
                     gsize           n_bytes,
                     gsize           byte)
{
  UText utext = UTEXT_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  gboolean boundary;

  if (byte == 0 || byte == n_bytes)
    return TRUE;

  utext_openUTF8 (&utext, text, (int64_t) n_bytes, &status);
  ubrk_setUText (icu, &utext, &status);
  boundary = U_SUCCESS (status) && ubrk_isBoundary (icu, (int32_t) byte);
  utext_close (&utext);
  return boundary;
}

/* What both begin and end with, in bytes. Old and new are the lines around the
 * replacement; only bytes from "from" to "old_to" ("new_to") may differ. Where
 * old and new agree it may still not be cut within a character, nor within a
 * cluster of either. */
static void
trim_common (const char *old,
             gsize       n_old,
             const char *new,
             gsize       n_new,
             gsize      *from,
             gsize      *old_to,
             gsize      *new_to)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *icu = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);
  gsize least = *from;
  gsize prefix = *from;
  gsize suffix = 0;
  gsize most;

  if (U_FAILURE (status))
    g_error ("ICU has no character breaker: %s", u_errorName (status));

  while (prefix < *old_to && prefix < *new_to && old[prefix] == new[prefix])
    prefix++;
  while (prefix > least
         && ((old[prefix] & 0xC0) == 0x80 || (new[prefix] & 0xC0) == 0x80
             || !is_cluster_boundary (icu, old, n_old, prefix)
             || !is_cluster_boundary (icu, new, n_new, prefix)))
    prefix--;

  most = MIN (*old_to, *new_to) - prefix;
  while (suffix < most && old[*old_to - suffix - 1] == new[*new_to - suffix - 1])
    suffix++;
  while (suffix > 0
         && ((old[*old_to - suffix] & 0xC0) == 0x80
             || !is_cluster_boundary (icu, old, n_old, *old_to - suffix)
             || !is_cluster_boundary (icu, new, n_new, *new_to - suffix)))
    suffix--;

  ubrk_close (icu);
  *from = prefix;
  *old_to -= suffix;
  *new_to -= suffix;
}

/**
 * cw_edits_new_replacement:
 * @text: the old text, valid UTF-8
 * @n_bytes: its length in bytes
 * @start: first position to replace, in code points
 * @end: position after the last
 * @replacement: what comes in its place, valid UTF-8
 * @out_replacement: (out) (optional) (transfer full): what is really inserted,
 *   after what old and new have in common is left alone
 * @error: return location for an error
 *
 * Makes the list for one correction. What old and new begin and end with alike
 * is not touched, so that passages there are not either; clusters of characters
 * that are read as one are never split for it. Nothing changed gives an empty
 * list.
 *
 * Returns: (transfer full): the list, or NULL with %CW_ERROR_USAGE if the range
 *   is not in the text or the replacement is no valid UTF-8
 */
CwEdits *
cw_edits_new_replacement (const char *text,
                          gsize       n_bytes,
                          guint32     start,
                          guint32     end,
                          const char *replacement,
                          char      **out_replacement,
                          GError    **error)
{
  g_autoptr (CwUtf8Index) index = NULL;
  g_autoptr (CwEdits) edits = cw_edits_new ();
  g_autoptr (GString) new = NULL;
  gsize byte_start, byte_end, line, line_end;
  gsize from, old_to, new_to;

  g_return_val_if_fail (text != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (replacement != NULL, NULL);

  index = cw_utf8_index_new (text, n_bytes);
  if (start > end || end > cw_utf8_index_length (index))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "the range %u:%u is not in the text, which is %u characters long", start, end,
                   cw_utf8_index_length (index));
      return NULL;
    }
  if (!g_utf8_validate (replacement, -1, NULL))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_USAGE, "the new text is not valid UTF-8");
      return NULL;
    }

  /* No cluster reaches across a line end. */
  byte_start = cw_utf8_index_to_byte (index, start);
  byte_end = cw_utf8_index_to_byte (index, end);
  for (line = byte_start; line > 0 && text[line - 1] != '\n';)
    line--;
  for (line_end = byte_end; line_end < n_bytes && text[line_end] != '\n';)
    line_end++;

  new = g_string_new_len (text + line, (gssize) (byte_start - line));
  g_string_append (new, replacement);
  new_to = new->len;
  g_string_append_len (new, text + byte_end, (gssize) (line_end - byte_end));

  from = byte_start - line;
  old_to = byte_end - line;
  trim_common (text + line, line_end - line, new->str, new->len, &from, &old_to, &new_to);

  cw_edits_append (edits, cw_utf8_index_to_position (index, line + from),
                   cw_utf8_index_to_position (index, line + old_to),
                   (guint32) cw_utf8_length (new->str + from, new_to - from), NULL);
  if (out_replacement != NULL)
    *out_replacement = g_strndup (new->str + from, new_to - from);
  return g_steal_pointer (&edits);
}

/* One number of a line, and the character that must follow it. */
static gboolean
parse_number (const char **cursor,
              char         separator,
              guint32     *out_number)
{
  const char *p = *cursor;
  guint64 number = 0;

  if (!g_ascii_isdigit (*p) || (p[0] == '0' && g_ascii_isdigit (p[1])))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      number = number * 10 + (guint64) (*p - '0');
      if (number > G_MAXUINT32)
        return FALSE;
    }
  if (*p != separator)
    return FALSE;

  *cursor = p + 1;
  *out_number = (guint32) number;
  return TRUE;
}

/**
 * cw_edits_parse:
 * @string: what cw_edits_to_string() gave
 * @old_length: length of the old text in code points
 * @error: return location for an error
 *
 * Reads a list back, and trusts nothing in it.
 *
 * Returns: (transfer full): the list, or NULL with %CW_ERROR_DAMAGED
 */
CwEdits *
cw_edits_parse (const char *string,
                guint32     old_length,
                GError    **error)
{
  g_autoptr (CwEdits) self = cw_edits_new ();
  const char *cursor = string;

  g_return_val_if_fail (string != NULL, NULL);

  while (*cursor != '\0')
    {
      guint n_before = self->edits->len;
      guint32 start, end, length;

      if (!parse_number (&cursor, ' ', &start) || !parse_number (&cursor, ' ', &end)
          || !parse_number (&cursor, '\n', &length)
          || !cw_edits_append (self, start, end, length, NULL) || self->edits->len != n_before + 1)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                       "the list of edits is damaged at its byte %" G_GSIZE_FORMAT,
                       (gsize) (cursor - string));
          return NULL;
        }
    }

  if (!cw_edits_validate (self, old_length, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * cw_edits_free:
 * @self: (nullable) (transfer full): edits
 *
 * Frees the list.
 */
void
cw_edits_free (CwEdits *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->edits);
  g_array_unref (self->shifts);
  g_free (self);
}

/**
 * cw_edits_get_n_edits:
 * @self: edits
 *
 * Gets how many stretches are replaced; none if the text stays as it is.
 *
 * Returns: the number of edits
 */
guint
cw_edits_get_n_edits (const CwEdits *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->edits->len;
}

/**
 * cw_edits_get_edit:
 * @self: edits
 * @index: which, from 0
 *
 * Gets one edit.
 *
 * Returns: (transfer none): the edit
 */
const CwEdit *
cw_edits_get_edit (const CwEdits *self,
                   guint          index)
{
  g_return_val_if_fail (self != NULL && index < self->edits->len, NULL);

  return cw_edits_peek (self, index);
}

/**
 * cw_edits_to_string:
 * @self: edits
 *
 * Writes the list for the store: a line "start end length" each.
 *
 * Returns: (transfer full): the string
 */
char *
cw_edits_to_string (const CwEdits *self)
{
  GString *string;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_string_new (NULL);
  for (guint i = 0; i < self->edits->len; i++)
    {
      const CwEdit *edit = cw_edits_peek (self, i);

      g_string_append_printf (string, "%u %u %u\n", edit->start, edit->end, edit->length);
    }
  return g_string_free (string, FALSE);
}

/**
 * cw_edits_new_length:
 * @self: edits
 * @old_length: length of the old text in code points
 *
 * Computes how long the new text is.
 *
 * Returns: its length in code points
 */
guint32
cw_edits_new_length (const CwEdits *self,
                     guint32        old_length)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint32) (old_length + cw_edits_shift (self, self->edits->len));
}

/**
 * cw_edits_equal:
 * @a: edits
 * @b: edits
 *
 * Compares two lists.
 *
 * Returns: whether they replace the same stretches by the same lengths
 */
gboolean
cw_edits_equal (const CwEdits *a,
                const CwEdits *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->edits->len == b->edits->len
         && (a->edits->len == 0
             || memcmp (a->edits->data, b->edits->data, a->edits->len * sizeof (CwEdit)) == 0);
}

/**
 * cw_edits_append:
 * @self: edits
 * @start: first position replaced, in code points of the old text
 * @end: position after the last
 * @length: how many code points come in its place
 * @error: return location for an error
 *
 * Appends an edit. It must begin where the last one ends or later; if it touches
 * the last one, the two become one. An edit of nothing by nothing is left out.
 *
 * Returns: FALSE with %CW_ERROR_USAGE if it does not come after the last one
 */
gboolean
cw_edits_append (CwEdits *self,
                 guint32  start,
                 guint32  end,
                 guint32  length,
                 GError **error)
{
  CwEdit edit = { start, end, length };
  gint64 shift;

  g_return_val_if_fail (self != NULL, FALSE);

  if (start > end
      || (self->edits->len > 0 && start < cw_edits_peek (self, self->edits->len - 1)->end))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "the edit %u:%u does not come after the one before it", start, end);
      return FALSE;
    }
  if (start == end && length == 0)
    return TRUE;

  shift = cw_edits_shift (self, self->edits->len) + length - (gint64) (end - start);
  if (self->edits->len > 0 && cw_edits_peek (self, self->edits->len - 1)->end == start)
    {
      CwEdit *last = &g_array_index (self->edits, CwEdit, self->edits->len - 1);

      last->end = end;
      last->length += length;
      g_array_index (self->shifts, gint64, self->edits->len) = shift;
      return TRUE;
    }

  g_array_append_val (self->edits, edit);
  g_array_append_val (self->shifts, shift);
  return TRUE;
}

/**
 * cw_edits_validate:
 * @self: edits
 * @old_length: length of the old text in code points
 * @error: return location for an error
 *
 * Checks that the edits fit a text; their order holds by construction.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED if they do not
 */
gboolean
cw_edits_validate (const CwEdits *self,
                   guint32        old_length,
                   GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->edits->len; i++)
    {
      gint64 length = old_length + cw_edits_shift (self, i + 1);

      if (cw_edits_peek (self, i)->end > old_length || length > G_MAXUINT32)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                       "the list of edits does not fit the text of %u characters", old_length);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * cw_edits_apply:
 * @self: edits
 * @text: the old text, valid UTF-8
 * @n_bytes: its length in bytes
 * @inserted: what is inserted by all edits, one after the other
 * @error: return location for an error
 *
 * Makes the new text.
 *
 * Returns: (transfer full): the new text, or NULL with %CW_ERROR_DAMAGED if the
 *   edits do not fit the text or what is inserted
 */
char *
cw_edits_apply (const CwEdits *self,
                const char    *text,
                gsize          n_bytes,
                const char    *inserted,
                GError       **error)
{
  g_autoptr (CwUtf8Index) index = NULL;
  g_autoptr (CwUtf8Index) inserted_index = NULL;
  g_autoptr (GString) new = NULL;
  gsize done = 0;
  guint32 used = 0;

  g_return_val_if_fail (self != NULL && inserted != NULL, NULL);
  g_return_val_if_fail (text != NULL || n_bytes == 0, NULL);

  index = cw_utf8_index_new (text, n_bytes);
  inserted_index = cw_utf8_index_new (inserted, strlen (inserted));
  if (!cw_edits_validate (self, cw_utf8_index_length (index), error))
    return NULL;

  new = g_string_sized_new (n_bytes + strlen (inserted) + 1);
  for (guint i = 0; i < self->edits->len; i++)
    {
      const CwEdit *edit = cw_edits_peek (self, i);
      gsize start = cw_utf8_index_to_byte (index, edit->start);
      gsize from = cw_utf8_index_to_byte (inserted_index, used);
      gsize to;

      used += edit->length;
      to = cw_utf8_index_to_byte (inserted_index, used);
      g_string_append_len (new, text + done, (gssize) (start - done));
      g_string_append_len (new, inserted + from, (gssize) (to - from));
      done = cw_utf8_index_to_byte (index, edit->end);
    }
  if (n_bytes > done)
    g_string_append_len (new, text + done, (gssize) (n_bytes - done));

  if (used != cw_utf8_index_length (inserted_index))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   "the edits insert %u characters, but %u were given", used,
                   cw_utf8_index_length (inserted_index));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&new), FALSE);
}
