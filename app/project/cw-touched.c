/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-touched.h"

#include <glib-object.h>

struct _CwTouched
{
  gatomicrefcount refs;
  GHashTable *tables; /* name -> GHashTable of CwGuid -> CwTouch */
  guint n_rows;
};

G_DEFINE_BOXED_TYPE (CwTouched, cw_touched, cw_touched_ref, cw_touched_unref)

/**
 * cw_touched_new:
 *
 * Returns: (transfer full): a set in which nothing is touched
 */
CwTouched *
cw_touched_new (void)
{
  CwTouched *self = g_new0 (CwTouched, 1);

  g_atomic_ref_count_init (&self->refs);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_hash_table_unref);
  return self;
}

/**
 * cw_touched_ref:
 * @self: a set
 *
 * Returns: (transfer full): @self
 */
CwTouched *
cw_touched_ref (CwTouched *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * cw_touched_unref:
 * @self: (transfer full): a set
 */
void
cw_touched_unref (CwTouched *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->tables);
  g_free (self);
}

/**
 * cw_touched_add:
 * @self: a set
 * @table: the table's name
 * @guid: the row
 * @touch: what happened to it
 *
 * What happens to one row adds up.
 */
void
cw_touched_add (CwTouched    *self,
                const char   *table,
                const CwGuid *guid,
                CwTouch       touch)
{
  GHashTable *rows;
  guint known;

  g_return_if_fail (self != NULL && table != NULL && guid != NULL);

  rows = g_hash_table_lookup (self->tables, table);
  if (rows == NULL)
    {
      rows = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free, NULL);
      g_hash_table_insert (self->tables, g_strdup (table), rows);
    }
  known = GPOINTER_TO_UINT (g_hash_table_lookup (rows, guid));
  if (known == 0)
    self->n_rows++;
  g_hash_table_insert (rows, cw_guid_copy (guid), GUINT_TO_POINTER (known | touch));
}

/**
 * cw_touched_table:
 * @self: a set
 * @table: a table's name
 *
 * Returns: whether any of its rows was touched
 */
gboolean
cw_touched_table (const CwTouched *self,
                  const char      *table)
{
  g_return_val_if_fail (self != NULL && table != NULL, FALSE);

  return g_hash_table_contains (self->tables, table);
}

/**
 * cw_touched_row:
 * @self: a set
 * @table: a table's name
 * @guid: a row
 *
 * Returns: what happened to it; 0 for nothing
 */
CwTouch
cw_touched_row (const CwTouched *self,
                const char      *table,
                const CwGuid    *guid)
{
  GHashTable *rows;

  g_return_val_if_fail (self != NULL && table != NULL && guid != NULL, 0);

  rows = g_hash_table_lookup (self->tables, table);
  return rows != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (rows, guid)) : 0;
}

/**
 * cw_touched_n_rows:
 * @self: a set
 *
 * Returns: how many rows were touched, in all tables
 */
guint
cw_touched_n_rows (const CwTouched *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

/**
 * cw_touched_foreach:
 * @self: a set
 * @table: (nullable): a table's name, or %NULL for all
 * @func: (scope call): called for each row, in no order; must not add to @self
 * @user_data: passed to @func
 */
void
cw_touched_foreach (const CwTouched *self,
                    const char      *table,
                    CwTouchedFunc    func,
                    gpointer         user_data)
{
  GHashTableIter tables;
  gpointer name;
  gpointer rows;

  g_return_if_fail (self != NULL && func != NULL);

  g_hash_table_iter_init (&tables, self->tables);
  while (g_hash_table_iter_next (&tables, &name, &rows))
    {
      GHashTableIter iter;
      gpointer guid;
      gpointer touch;

      if (table != NULL && g_strcmp0 (table, name) != 0)
        continue;
      g_hash_table_iter_init (&iter, rows);
      while (g_hash_table_iter_next (&iter, &guid, &touch))
        func (name, guid, GPOINTER_TO_UINT (touch), user_data);
    }
}
