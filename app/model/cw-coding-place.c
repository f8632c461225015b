/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-coding-private.h"
#include "cw-memo-private.h"
#include "cw-passage-private.h"

#include "cw-rows-private.h"

#include <string.h>

/*
 * The rule that the codings of one coder, code and round in a document never
 * overlap. All ways to make or move a coding come through cw_coding_place().
 */

#define MISSES_PER_LOOK 64

static gint
compare_codings (gconstpointer a,
                 gconstpointer b)
{
  const CwCoding *one = *(const CwCoding *const *) a;
  const CwCoding *other = *(const CwCoding *const *) b;

  return cw_guid_compare (&one->guid, &other->guid);
}

static void
free_coding_cb (gpointer data)
{
  cw_coding_free (data);
}

static gboolean
same_round (const CwCoding *coding,
            const CwGuid   *round)
{
  if (!coding->has_round || round == NULL)
    return !coding->has_round && round == NULL;
  return cw_guid_equal (&coding->round, round);
}

/* Whether a coding is one of those that the place may be joined with. */
static gboolean
is_like (const CwCoding      *coding,
         const CwCodingPlace *place)
{
  return same_round (coding, place->round)
         && (place->self == NULL || !cw_guid_equal (&coding->guid, place->self));
}

/* The codings with the code, document and coder that may overlap the place, by the
 * index alone. Those of one round do not overlap: going down by start, one that ends
 * before the place has none before it that reaches the place. To learn a round costs
 * a look at the row, so that is asked of some only. */
static GArray *
list_near (CwDatabase          *database,
           const CwCodingPlace *place,
           GError             **error)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  g_autoptr (GError) failure = NULL;
  guint n_missed = 0;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT guid, end FROM codings INDEXED BY codings_by_code "
    "WHERE code = ?1 AND document = ?2 AND coder = ?3 AND start < ?4 ORDER BY start DESC",
    CW_BIND (cw_guid_value (place->code), cw_guid_value (place->document),
             cw_guid_value (place->coder), cw_int_value (place->end)),
    error);

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      CwGuid guid;

      cw_statement_guid (rows, 0, &guid);
      if (cw_statement_int (rows, 1) > place->start)
        {
          g_array_append_val (near, guid);
          continue;
        }
      if (++n_missed % MISSES_PER_LOOK == 0)
        {
          g_autoptr (CwCoding) coding = cw_coding_load (database, &guid, &failure);

          if (coding == NULL || is_like (coding, place))
            break;
        }
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&near);
}

/* The codings that the place overlaps, the oldest first, without the one that moves. */
static GPtrArray *
list_met (CwDatabase          *database,
          const CwCodingPlace *place,
          GError             **error)
{
  g_autoptr (GPtrArray) met = g_ptr_array_new_with_free_func (free_coding_cb);
  g_autoptr (GArray) near = list_near (database, place, error);

  for (guint i = 0; near != NULL && i < near->len; i++)
    {
      g_autoptr (CwCoding) coding = cw_coding_load (database, cw_rows_guid_at (near, i), error);

      if (coding == NULL)
        return NULL;
      if (is_like (coding, place))
        g_ptr_array_add (met, g_steal_pointer (&coding));
    }
  if (near == NULL)
    return NULL;
  g_ptr_array_sort (met, compare_codings);
  return g_steal_pointer (&met);
}

static gboolean
has_line (const char *text,
          const char *line)
{
  gsize length = strlen (line);
  const char *p = text;

  while ((p = strstr (p, line)) != NULL)
    {
      if ((p == text || p[-1] == '\n') && (p[length] == '\n' || p[length] == '\0'))
        return TRUE;
      p++;
    }
  return FALSE;
}

static void
add_comment (GString    *comments,
             const char *comment)
{
  if (comment == NULL || *comment == '\0' || has_line (comments->str, comment))
    return;
  if (comments->len > 0)
    g_string_append_c (comments, '\n');
  g_string_append (comments, comment);
}

/* What all members together are to be. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint revision;
  gboolean has_weight;
  double weight;
  GString *comment;
} Union;

static void
unite (Union               *whole,
       const CwCodingPlace *place,
       GPtrArray           *members)
{
  whole->start = place->start;
  whole->end = place->end;
  whole->revision = place->revision;
  whole->has_weight = place->has_weight;
  whole->weight = place->weight;
  for (guint i = 0; i < members->len; i++)
    {
      const CwCoding *member = g_ptr_array_index (members, i);

      /* The one that moves leaves its old range. */
      if (place->self == NULL || !cw_guid_equal (&member->guid, place->self))
        {
          whole->start = MIN (whole->start, member->start);
          whole->end = MAX (whole->end, member->end);
        }
      if (place->revision == 0)
        whole->revision = MAX (whole->revision, member->revision);
      if (!whole->has_weight && member->has_weight)
        {
          whole->has_weight = TRUE;
          whole->weight = member->weight;
        }
      add_comment (whole->comment, member->comment);
    }
  add_comment (whole->comment, place->comment);
}

static gboolean
insert_coding (CwChange            *change,
               const CwCodingPlace *place,
               CwGuid              *out_guid,
               GError             **error)
{
  CwGuid passage;
  CwGuid guid;

  if (!cw_passage_find_or_add (change, place->document, place->text_revision, place->start,
                               place->end, place->coder, &passage, error))
    return FALSE;
  cw_guid_init_new (&guid);
  if (!cw_database_run (
        cw_change_get_database (change),
        "INSERT INTO codings (" CW_CODING_COLUMNS ") "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        CW_BIND (cw_guid_value (&guid), cw_guid_value (&passage), cw_guid_value (place->code),
                 cw_guid_value (place->coder), cw_int_value (place->revision),
                 cw_guid_value (place->document), cw_int_value (place->start),
                 cw_int_value (place->end), cw_guid_value (place->round),
                 place->has_weight ? cw_double_value (place->weight) : cw_null_value (),
                 cw_text_value (cw_text_or_empty (place->comment)),
                 cw_int_value (cw_change_get_time (change))),
        error))
    return FALSE;
  *out_guid = guid;
  return TRUE;
}

/* Whether the survivor is all that the members are to be already. */
static gboolean
is_settled (const CwCoding      *survivor,
            const CwCodingPlace *place,
            const Union         *whole)
{
  return survivor->start == whole->start && survivor->end == whole->end
         && cw_guid_equal (&survivor->code, place->code)
         && survivor->has_weight == whole->has_weight
         && (!whole->has_weight || survivor->weight == whole->weight)
         && g_str_equal (survivor->comment, whole->comment->str);
}

/* Takes a joined coding out; what hung on it hangs on the survivor. */
static gboolean
absorb (CwChange       *change,
        const CwCoding *coding,
        const CwGuid   *survivor,
        GError        **error)
{
  const CwMemoTie from = { CW_TIE_CODING, coding->guid };
  const CwMemoTie to = { CW_TIE_CODING, *survivor };

  return cw_memo_move_ties (change, &from, &to, NULL, error)
         && cw_database_run (
           cw_change_get_database (change), "UPDATE resolutions SET coding = ?2 WHERE coding = ?1",
           CW_BIND (cw_guid_value (&coding->guid), cw_guid_value (survivor)), error)
         && cw_rows_delete (change, "codings", &coding->guid, error);
}

static gboolean
update_survivor (CwChange            *change,
                 const CwCoding      *survivor,
                 const CwCodingPlace *place,
                 const Union         *whole,
                 GError             **error)
{
  CwGuid passage = survivor->passage;
  gboolean moves = survivor->start != whole->start || survivor->end != whole->end;

  if (moves
      && !cw_passage_find_or_add (change, place->document, place->text_revision, whole->start,
                                  whole->end, place->coder, &passage, error))
    return FALSE;
  return cw_database_run (
    cw_change_get_database (change),
    "UPDATE codings SET passage = ?2, code = ?3, revision = ?4, start = ?5, end = ?6, "
    "weight = ?7, comment = ?8 WHERE guid = ?1",
    CW_BIND (cw_guid_value (&survivor->guid), cw_guid_value (&passage), cw_guid_value (place->code),
             cw_int_value (whole->revision), cw_int_value (whole->start), cw_int_value (whole->end),
             whole->has_weight ? cw_double_value (whole->weight) : cw_null_value (),
             cw_text_value (whole->comment->str)),
    error);
}

static gboolean
join_members (CwChange            *change,
              const CwCodingPlace *place,
              GPtrArray           *members,
              GError             **error)
{
  const CwCoding *survivor = g_ptr_array_index (members, 0);
  g_autoptr (GString) comment = g_string_new (NULL);
  Union whole = { .comment = comment };

  unite (&whole, place, members);
  if (members->len == 1 && is_settled (survivor, place, &whole))
    return TRUE;
  for (guint i = 1; i < members->len; i++)
    if (!absorb (change, g_ptr_array_index (members, i), &survivor->guid, error))
      return FALSE;
  if (!update_survivor (change, survivor, place, &whole, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      const CwCoding *member = g_ptr_array_index (members, i);

      if (!cw_passage_drop_unused (change, &member->passage, error))
        return FALSE;
    }
  return TRUE;
}

/*
 * cw_coding_place:
 * Puts a new or an existing coding where @place says, joined with those that it
 * meets there. The caller has checked range and code. @out_guid gets the coding that
 * holds the range then. Writes nothing where that holds it already.
 */
gboolean
cw_coding_place (CwChange            *change,
                 const CwCodingPlace *place,
                 CwGuid              *out_guid,
                 GError             **error)
{
  CwDatabase *database = cw_change_get_database (change);
  g_autoptr (GPtrArray) members = list_met (database, place, error);

  if (members == NULL)
    return FALSE;
  if (place->self == NULL && members->len == 0)
    return insert_coding (change, place, out_guid, error);
  if (place->self != NULL)
    {
      CwCoding *self = cw_coding_load (database, place->self, error);

      if (self == NULL)
        return FALSE;
      g_ptr_array_add (members, self);
      g_ptr_array_sort (members, compare_codings);
    }
  if (!join_members (change, place, members, error))
    return FALSE;
  *out_guid = ((const CwCoding *) g_ptr_array_index (members, 0))->guid;
  return TRUE;
}

/*
 * cw_coding_settle:
 * Joins what overlaps among @codings (CwGuid; some may be gone) and their likes in
 * @document, as after a correction or a merge of codes.
 */
gboolean
cw_coding_settle (CwChange     *change,
                  const CwGuid *document,
                  GArray       *codings,
                  guint         text_revision,
                  GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);

  for (guint i = 0; i < codings->len; i++)
    {
      g_autoptr (CwStatement) row = NULL;
      g_autoptr (CwCoding) coding = NULL;
      CwCodingPlace place = { .document = document, .text_revision = text_revision };
      CwGuid joined;

      if (!cw_rows_first (database, "SELECT " CW_CODING_COLUMNS " FROM codings WHERE guid = ?1",
                          CW_BIND (cw_guid_value (cw_rows_guid_at (codings, i))), &row, error))
        return FALSE;
      if (row == NULL)
        continue;
      coding = cw_coding_read (row);
      g_clear_pointer (&row, cw_statement_free);
      place.self = &coding->guid;
      place.code = &coding->code;
      place.coder = &coding->coder;
      place.round = coding->has_round ? &coding->round : NULL;
      place.start = coding->start;
      place.end = coding->end;
      if (!cw_coding_place (change, &place, &joined, error))
        return FALSE;
    }
  return TRUE;
}
