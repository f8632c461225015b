/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-utf8.h"

#include <string.h>

/* The index knows how many code points stand before each block of bytes, and in
 * which block each so many-eth code point begins. A code point is at most four
 * bytes long, so that from the latter the block sought is at most a few further,
 * and within a block what is left is counted with vectors. */
#define BLOCK_BITS 8
#define BLOCK (1u << BLOCK_BITS)

/* Vectors of GCC and Clang; the compiler makes of them what the machine has. */
typedef gint8 Lanes __attribute__ ((vector_size (16)));
#define LANES sizeof (Lanes)

struct _CwUtf8Index
{
  const char *text;
  gsize n_bytes;
  guint32 length;
  guint32 *before;   /* per block of bytes: code points before it; NULL if all ASCII */
  guint32 *block_of; /* per BLOCK code points: the block of bytes it begins in */
};

/* A byte begins a code point unless it is 0x80 to 0xBF, -128 to -65 if signed. */
static inline Lanes
starts_in_lanes (const char *bytes)
{
  Lanes lanes;

  memcpy (&lanes, bytes, LANES);
  return lanes > (gint8) -65;
}

static inline guint
sum_lanes (Lanes counts)
{
  guint sum = 0;

  for (gsize i = 0; i < LANES; i++)
    sum += (guint8) counts[i];
  return sum;
}

static inline guint
count_block (const char *bytes)
{
  Lanes counts = { 0 };

  /* 16 rounds: no lane can overflow. A comparison gives -1 where it holds. */
  for (gsize i = 0; i < BLOCK; i += LANES)
    counts -= starts_in_lanes (bytes + i);
  return sum_lanes (counts);
}

static gsize
count_tail (const char *bytes,
            gsize       n_bytes)
{
  Lanes counts = { 0 };
  gsize count;
  gsize i;

  g_assert (n_bytes <= BLOCK);

  for (i = 0; i + LANES <= n_bytes; i += LANES)
    counts -= starts_in_lanes (bytes + i);
  count = sum_lanes (counts);
  for (; i < n_bytes; i++)
    count += (gint8) bytes[i] > -65;
  return count;
}

/**
 * cw_utf8_length:
 * @text: valid UTF-8; need not end with a nul, may hold one
 * @n_bytes: its length in bytes
 *
 * Counts code points, at several GB a second.
 *
 * Returns: the number of code points
 */
gsize
cw_utf8_length (const char *text,
                gsize       n_bytes)
{
  gsize count = 0;
  gsize i;

  g_return_val_if_fail (text != NULL || n_bytes == 0, 0);

  for (i = 0; i + BLOCK <= n_bytes; i += BLOCK)
    count += count_block (text + i);
  return n_bytes > i ? count + count_tail (text + i, n_bytes - i) : count;
}

static void
fill_index (CwUtf8Index *self)
{
  gsize n_blocks = (self->n_bytes >> BLOCK_BITS) + 1;
  gsize n_samples = (self->length >> BLOCK_BITS) + 1;
  gsize sample = 0;
  guint32 count = 0;

  self->before = g_new (guint32, n_blocks + 1);
  self->block_of = g_new (guint32, n_samples);

  for (gsize i = 0; i < n_blocks; i++)
    {
      gsize from = i << BLOCK_BITS;

      self->before[i] = count;
      if (i + 1 < n_blocks)
        count += count_block (self->text + from);
      else
        count += (guint32) count_tail (self->text + from, self->n_bytes - from);

      while (sample < n_samples && (sample << BLOCK_BITS) < count)
        self->block_of[sample++] = (guint32) i;
    }

  self->before[n_blocks] = count;
  while (sample < n_samples)
    self->block_of[sample++] = (guint32) (n_blocks - 1);
}

/**
 * cw_utf8_index_new:
 * @text: valid UTF-8, which must outlive the index unchanged; may be NULL if empty
 * @n_bytes: its length in bytes, less than 4 GiB
 *
 * Makes ready to translate between positions in code points and bytes. Text
 * that is all ASCII needs no index and gets none.
 *
 * Returns: (transfer full): the index; free with cw_utf8_index_free()
 */
CwUtf8Index *
cw_utf8_index_new (const char *text,
                   gsize       n_bytes)
{
  CwUtf8Index *self;

  g_return_val_if_fail (text != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (n_bytes < G_MAXUINT32, NULL);

  self = g_new0 (CwUtf8Index, 1);
  self->text = text;
  self->n_bytes = n_bytes;
  self->length = (guint32) cw_utf8_length (text, n_bytes);

  if (self->length != n_bytes)
    fill_index (self);
  return self;
}

/**
 * cw_utf8_index_free:
 * @self: (nullable) (transfer full): an index
 *
 * Frees the index; the text is not touched.
 */
void
cw_utf8_index_free (CwUtf8Index *self)
{
  if (self == NULL)
    return;

  g_free (self->before);
  g_free (self->block_of);
  g_free (self);
}

/**
 * cw_utf8_index_length:
 * @self: an index
 *
 * Gets the length of the text.
 *
 * Returns: the number of code points
 */
guint32
cw_utf8_index_length (const CwUtf8Index *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * cw_utf8_index_to_byte:
 * @self: an index
 * @position: a position in code points; beyond the end counts as the end
 *
 * Finds where in the bytes a code point begins.
 *
 * Returns: the offset in bytes
 */
gsize
cw_utf8_index_to_byte (const CwUtf8Index *self,
                       guint32            position)
{
  const char *bytes;
  guint32 block;
  guint32 count;

  g_return_val_if_fail (self != NULL, 0);

  if (position >= self->length)
    return self->n_bytes;
  if (self->before == NULL)
    return position;

  block = self->block_of[position >> BLOCK_BITS];
  while (self->before[block + 1] <= position)
    block++;

  /* Sixteen bytes at a time while the code point is not among them. */
  bytes = self->text + ((gsize) block << BLOCK_BITS);
  count = self->before[block];
  while ((gsize) (bytes - self->text) + LANES <= self->n_bytes)
    {
      guint here = sum_lanes (-starts_in_lanes (bytes));

      if (count + here > position)
        break;
      count += here;
      bytes += LANES;
    }

  for (;; bytes++)
    if ((gint8) *bytes > -65 && count++ == position)
      return (gsize) (bytes - self->text);
}

/**
 * cw_utf8_index_to_position:
 * @self: an index
 * @byte: an offset in bytes; beyond the end counts as the end
 *
 * Finds how many code points begin before an offset. For an offset that stands
 * within a code point this is the position after it.
 *
 * Returns: the position in code points
 */
guint32
cw_utf8_index_to_position (const CwUtf8Index *self,
                           gsize              byte)
{
  gsize block;
  gsize from;

  g_return_val_if_fail (self != NULL, 0);

  if (byte >= self->n_bytes)
    return self->length;
  if (self->before == NULL)
    return (guint32) byte;

  block = byte >> BLOCK_BITS;
  from = block << BLOCK_BITS;
  return self->before[block] + (guint32) count_tail (self->text + from, byte - from);
}
