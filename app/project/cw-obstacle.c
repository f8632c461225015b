/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-obstacle-private.h"

#include "cw-changeset-private.h"
#include "cw-project-private.h"

/* Where the tables that hold positions name their document, by column and by key. */
static const struct
{
  const char *table;
  int column;
  const char *sql;
} placed[] = {
  { "passages", 1, "SELECT document FROM passages WHERE guid = ?1" },
  { "codings", 5, "SELECT document FROM codings WHERE guid = ?1" },
  { "memberships", 2, "SELECT document FROM memberships WHERE guid = ?1" },
  { "resolutions", 2, "SELECT document FROM resolutions WHERE guid = ?1" },
  { "round_documents", 2, "SELECT document FROM round_documents WHERE guid = ?1" },
  { "speakers", 1, "SELECT document FROM speakers WHERE guid = ?1" },
  { "text_revisions", 1, "SELECT document FROM text_revisions WHERE guid = ?1" },
};

/* The last of these. */
#define TEXT_REVISIONS (G_N_ELEMENTS (placed) - 1)

/* Walks the entries behind @base, newest first, until @func finds the one. */
typedef struct
{
  CwDatabase *database;
  const char *table;
  CwGuid row;
  GHashTable *deleted; /* GUIDs that the undo takes away */
  GHashTable *named;   /* GUIDs that the rows it brings back refer to */
  GHashTable *documents;
  GHashTable *turned; /* documents whose turns it changes */
  gboolean hit;
} Look;

static gboolean
look_for_row_cb (sqlite3_changeset_iter *iter,
                 const char             *table,
                 const CwGuid           *guid,
                 CwTouch                 touch,
                 gpointer                user_data)
{
  Look *look = user_data;

  look->hit = g_str_equal (table, look->table) && cw_guid_equal (guid, &look->row);
  return !look->hit;
}

static gboolean
look_for_references_cb (sqlite3_changeset_iter *iter,
                        const char             *table,
                        const CwGuid           *guid,
                        CwTouch                 touch,
                        gpointer                user_data)
{
  Look *look = user_data;
  const char *name;
  int n_columns = 0;
  int operation;

  if (touch == CW_TOUCH_DELETE)
    {
      look->hit = g_hash_table_contains (look->named, guid);
      return !look->hit;
    }
  sqlite3changeset_op (iter, &name, &n_columns, &operation, NULL);
  for (int i = 1; i < n_columns && !look->hit; i++)
    {
      sqlite3_value *value = NULL;
      CwGuid named;

      sqlite3changeset_new (iter, i, &value);
      look->hit = cw_changeset_value_guid (value, &named)
                  && g_hash_table_contains (look->deleted, &named);
    }
  return !look->hit;
}

static gboolean
document_of_row (Look                   *look,
                 sqlite3_changeset_iter *iter,
                 gsize                   place,
                 const CwGuid           *guid,
                 CwTouch                 touch,
                 CwGuid                 *out_document)
{
  sqlite3_value *value = NULL;
  gboolean found = FALSE;

  if (touch == CW_TOUCH_INSERT)
    sqlite3changeset_new (iter, placed[place].column, &value);
  else
    sqlite3changeset_old (iter, placed[place].column, &value);
  if (cw_changeset_value_guid (value, out_document))
    return TRUE;
  /* An update names the document only if that changed: ask the row itself. */
  return cw_database_find_guid (look->database, placed[place].sql, CW_BIND (cw_guid_value (guid)),
                                &found, out_document, NULL)
         && found;
}

static gboolean
look_for_documents_cb (sqlite3_changeset_iter *iter,
                       const char             *table,
                       const CwGuid           *guid,
                       CwTouch                 touch,
                       gpointer                user_data)
{
  Look *look = user_data;
  CwGuid document;

  /* Another name of a speaker is no other place. */
  if (g_str_equal (table, "speakers") && touch == CW_TOUCH_UPDATE)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (placed); i++)
    if (g_str_equal (table, placed[i].table)
        && document_of_row (look, iter, i, guid, touch, &document))
      look->hit = g_hash_table_contains (look->documents, &document);
  return !look->hit;
}

/* Turns stand in a version of the text: where there is another one now, to change those
 * of the old would change nothing. */
static gboolean
look_for_corrections_cb (sqlite3_changeset_iter *iter,
                         const char             *table,
                         const CwGuid           *guid,
                         CwTouch                 touch,
                         gpointer                user_data)
{
  Look *look = user_data;
  CwGuid document;

  if (g_str_equal (table, "text_revisions") && touch != CW_TOUCH_UPDATE
      && document_of_row (look, iter, TEXT_REVISIONS, guid, touch, &document))
    look->hit = g_hash_table_contains (look->turned, &document);
  return !look->hit;
}

/* Whether the change @seq was in effect when entry @base had just been written. */
static gboolean
was_in_effect (CwDatabase *database,
               gint64      seq,
               gint64      base,
               gboolean   *out_was,
               GError    **error)
{
  gint64 undone;

  if (!cw_database_get_int (database,
                            "SELECT kind = 'undo' FROM history WHERE seq <= ?2 AND undoes = "
                            "(SELECT id FROM history WHERE seq = ?1) ORDER BY seq DESC LIMIT 1",
                            CW_BIND (cw_int_value (seq), cw_int_value (base)), 0, &undone, error))
    return FALSE;
  *out_was = seq <= base && !undone;
  return TRUE;
}

/* Whether the change that the entry makes, undoes or redoes is in effect now and was
 * not at @base, or the other way about: an undo and its redo cancel out. */
static gboolean
stands (CwUndoState *state,
        CwDatabase  *database,
        CwStatement *row,
        gint64       base,
        gboolean    *out_stands,
        GError     **error)
{
  gint64 target = cw_statement_int (row, 1);
  gint64 seq = target != 0 ? target : cw_statement_int (row, 0);
  gboolean is = !g_hash_table_contains (state->undone, &seq);
  gboolean was;

  if (!was_in_effect (database, seq, base, &was, error))
    return FALSE;
  *out_stands = is != was;
  return TRUE;
}

static gint64
walk (CwProject      *project,
      gint64          base,
      gboolean        standing_only,
      CwChangesetFunc func,
      Look           *look,
      GError        **error)
{
  CwUndoState *state = cw_project_get_undo_state (project);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = NULL;
  gint64 found = 0;

  look->database = cw_project_get_database (project);
  rows = cw_database_query (
    look->database,
    "SELECT h.seq, ifnull ((SELECT t.seq FROM history AS t WHERE t.id = h.undoes), 0) "
    "FROM history AS h WHERE h.seq > ?1 ORDER BY h.seq DESC",
    CW_BIND (cw_int_value (base)), error);
  while (rows != NULL && found == 0 && cw_statement_next (rows, &failure))
    {
      g_autoptr (GBytes) changeset = NULL;
      gboolean standing = TRUE;

      if (standing_only && !stands (state, look->database, rows, base, &standing, &failure))
        break;
      if (!standing)
        continue;
      changeset = cw_history_load_changeset (look->database, cw_statement_int (rows, 0), &failure);
      if (changeset == NULL || !cw_changeset_foreach (changeset, func, look, &failure))
        break;
      if (look->hit)
        found = cw_statement_int (rows, 0);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return found;
}

/* What stands is to be named first; what cancelled out, only if nothing else is. */
static gint64
walk_twice (CwProject      *project,
            gint64          base,
            CwChangesetFunc func,
            Look           *look,
            GError        **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 found = walk (project, base, TRUE, func, look, &failure);

  if (found == 0 && failure == NULL)
    found = walk (project, base, FALSE, func, look, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return found;
}

/*
 * cw_obstacle_for_row:
 * The newest change behind @base that touched the row; 0 for none.
 */
gint64
cw_obstacle_for_row (CwProject    *project,
                     gint64        base,
                     const char   *table,
                     const CwGuid *guid,
                     GError      **error)
{
  Look look = { .table = table, .row = *guid };

  return walk_twice (project, base, look_for_row_cb, &look, error);
}

static gboolean
note_references_cb (sqlite3_changeset_iter *iter,
                    const char             *table,
                    const CwGuid           *guid,
                    CwTouch                 touch,
                    gpointer                user_data)
{
  Look *look = user_data;
  const char *name;
  int n_columns = 0;
  int operation;

  if (touch == CW_TOUCH_DELETE)
    {
      g_hash_table_add (look->deleted, cw_guid_copy (guid));
      return TRUE;
    }
  sqlite3changeset_op (iter, &name, &n_columns, &operation, NULL);
  for (int i = 1; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;
      CwGuid named;

      sqlite3changeset_new (iter, i, &value);
      if (cw_changeset_value_guid (value, &named))
        g_hash_table_add (look->named, cw_guid_copy (&named));
    }
  return TRUE;
}

static GHashTable *
guid_set_new (void)
{
  return g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free, NULL);
}

/*
 * cw_obstacle_for_references:
 * The newest change behind @base that refers to what @applied takes away, or took
 * away what @applied refers to; 0 for none.
 */
gint64
cw_obstacle_for_references (CwProject *project,
                            gint64     base,
                            GBytes    *applied,
                            GError   **error)
{
  g_autoptr (GHashTable) deleted = guid_set_new ();
  g_autoptr (GHashTable) named = guid_set_new ();
  Look look = { .deleted = deleted, .named = named };

  if (!cw_changeset_foreach (applied, note_references_cb, &look, error))
    return 0;
  return walk_twice (project, base, look_for_references_cb, &look, error);
}

/* The documents whose text @applied corrects: those that get or lose a revision of
 * the text while they themselves stay. And those whose turns it changes. */
static gboolean
note_corrected_cb (sqlite3_changeset_iter *iter,
                   const char             *table,
                   const CwGuid           *guid,
                   CwTouch                 touch,
                   gpointer                user_data)
{
  Look *look = user_data;
  CwGuid document;

  if (g_str_equal (table, "documents") && touch != CW_TOUCH_UPDATE)
    g_hash_table_add (look->deleted, cw_guid_copy (guid));
  else if (g_str_equal (table, "text_revisions")
           && document_of_row (look, iter, TEXT_REVISIONS, guid, touch, &document))
    g_hash_table_add (touch != CW_TOUCH_UPDATE ? look->documents : look->turned,
                      cw_guid_copy (&document));
  return TRUE;
}

/*
 * cw_obstacle_for_correction:
 * Where @applied takes a text correction back or makes it again, the newest change
 * behind @base that touched passages or turns of that document and stands; where it
 * changes turns, the newest that corrected the text and stands; 0 for none. @out_why
 * says which of the two, in words.
 */
gint64
cw_obstacle_for_correction (CwProject   *project,
                            gint64       base,
                            GBytes      *applied,
                            const char **out_why,
                            GError     **error)
{
  g_autoptr (GHashTable) whole = guid_set_new ();
  g_autoptr (GHashTable) documents = guid_set_new ();
  g_autoptr (GHashTable) turned = guid_set_new ();
  g_autoptr (GError) failure = NULL;
  Look look = { .deleted = whole, .documents = documents, .turned = turned };
  gint64 found = 0;
  GHashTableIter iter;
  gpointer document;

  look.database = cw_project_get_database (project);
  if (!cw_changeset_foreach (applied, note_corrected_cb, &look, error))
    return 0;
  g_hash_table_iter_init (&iter, documents);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    if (g_hash_table_contains (whole, document))
      g_hash_table_iter_remove (&iter);
  *out_why = "it touched passages or turns of the corrected text";
  if (g_hash_table_size (documents) > 0)
    found = walk (project, base, TRUE, look_for_documents_cb, &look, &failure);
  if (found == 0 && failure == NULL && g_hash_table_size (turned) > 0)
    {
      *out_why = "it corrected the text that the turns are of";
      found = walk (project, base, TRUE, look_for_corrections_cb, &look, &failure);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return found;
}
