/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-random-pick.h"

#include "cw-document.h"

guint
cw_random_upto (CwRandomEdits *self,
                guint          n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) MAX (n, 1));
}

gboolean
cw_random_one_in (CwRandomEdits *self,
                  guint          n)
{
  return cw_random_upto (self, n) == 0;
}

char *
cw_random_word (CwRandomEdits *self)
{
  static const char *const words[] = { "trust",  "time", "naïve",   "データ", "school", "broker",
                                       "policy", "🎓",    "partner", "brief",  "Ünal",   "use" };

  return g_strdup_printf ("%s %u", words[cw_random_upto (self, G_N_ELEMENTS (words))],
                          cw_random_upto (self, 40));
}

static gint64
count (CwRandomEdits *self,
       const char    *table)
{
  /* lint: sql: a table's name, which cannot be bound */
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  cw_database_get_int (self->database, sql, NULL, 0, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* Any row of a table; FALSE where it has none. */
gboolean
cw_random_any (CwRandomEdits *self,
               const char    *table,
               CwGuid        *out_guid)
{
  /* lint: sql: a table's name, which cannot be bound */
  g_autofree char *sql = g_strdup_printf ("SELECT guid FROM %s ORDER BY guid LIMIT 1 OFFSET ?1",
                                          table);
  g_autoptr (GError) error = NULL;
  gint64 n = count (self, table);
  gboolean found = FALSE;

  if (n == 0)
    return FALSE;
  cw_database_find_guid (self->database, sql,
                         CW_BIND (cw_int_value (cw_random_upto (self, (guint) n))), &found,
                         out_guid, &error);
  g_assert_no_error (error);
  return found;
}

gboolean
cw_random_any_range (CwRandomEdits *self,
                     CwGuid        *out_document,
                     guint32       *out_start,
                     guint32       *out_end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDocument) document = NULL;

  if (!cw_random_any (self, "documents", out_document))
    return FALSE;
  document = cw_document_load (self->database, out_document, &error);
  g_assert_no_error (error);
  if (document->length == 0)
    return FALSE;
  *out_start = cw_random_upto (self, document->length);
  *out_end = MIN (*out_start + 1 + cw_random_upto (self, cw_random_one_in (self, 4) ? 200 : 40),
                  document->length);
  return TRUE;
}

char *
cw_random_text (CwRandomEdits *self)
{
  GString *text = g_string_new (NULL);
  guint n_turns = 3 + cw_random_upto (self, 12);

  for (guint turn = 0; turn < n_turns; turn++)
    {
      guint n_words = 3 + cw_random_upto (self, 25);

      g_string_append (text, turn % 2 == 0                ? "INTERVIEWER:"
                             : cw_random_one_in (self, 3) ? "P2:"
                                                          : "P1:");
      for (guint i = 0; i < n_words; i++)
        {
          g_autofree char *next = cw_random_word (self);

          g_string_append_printf (text, " %s", next);
        }
      g_string_append (text, ".\n");
    }
  return g_string_free (text, FALSE);
}
