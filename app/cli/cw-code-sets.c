/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-code-sets.h"

#include "cw-code.h"
#include "cw-code-set.h"
#include "cw-command-options.h"
#include "cw-error.h"
#include "cw-names.h"

/* Codes of a set as paths, separated by "; ". */
static char *
join_members (CwDatabase   *database,
              const CwGuid *set,
              GError      **error)
{
  g_autoptr (GArray) members = cw_code_set_list_members (database, set, error);
  g_autoptr (GString) joined = g_string_new (NULL);

  if (members == NULL)
    return NULL;
  for (guint i = 0; i < members->len; i++)
    {
      g_autofree char *path = cw_code_dup_path (database, &g_array_index (members, CwGuid, i),
                                                error);

      if (path == NULL)
        return NULL;
      g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "", path);
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * cw_code_sets_list:
 * @context: a parsed context
 * @options: not used
 * @error: return location for an error
 *
 * Lists the code sets with their codes.
 *
 * Returns: %TRUE if it was done
 */
gboolean
cw_code_sets_list (CwCommandContext *context,
                   gpointer          options,
                   GError          **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID },  { "name", CW_COLUMN_TEXT }, { "members", CW_COLUMN_INTEGER },
    { "codes", CW_COLUMN_TEXT }, { "note", CW_COLUMN_TEXT },
  };
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (database == NULL || (sets = cw_code_set_list (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < sets->len; i++)
    {
      const CwCodeSet *set = g_ptr_array_index (sets, i);
      g_autofree char *codes = join_members (database, &set->guid, error);

      if (codes == NULL)
        return FALSE;
      cw_row_writer_guid (rows, &set->guid);
      cw_row_writer_text (rows, set->name);
      cw_row_writer_int (rows, set->n_members);
      cw_row_writer_text (rows, codes);
      cw_row_writer_text (rows, set->note);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

typedef gboolean (*MemberFunc) (CwChange *change,
                                const CwGuid *set,
                                const CwGuid *code,
                                GError **error);

/* To each code among the operands, from the third on. */
static gboolean
for_each_code (CwCommandContext *context,
               CwChange         *change,
               const CwGuid     *set,
               MemberFunc        func,
               GError          **error)
{
  for (guint i = 2; i < context->operands->len; i++)
    {
      CwGuid code;

      if (!cw_names_find_code (cw_change_get_database (change),
                               cw_command_context_operand (context, i), &code, error)
          || !func (change, set, &code, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_to_set (CwCommandContext *context,
              CwChange         *change,
              const CwGuid     *set,
              GError          **error)
{
  const char *verb = cw_command_context_operand (context, 0);
  const char *name = cw_command_context_operand (context, 2);

  if (g_str_equal (verb, "put") && name != NULL)
    return for_each_code (context, change, set, cw_code_set_put, error);
  if (g_str_equal (verb, "take") && name != NULL)
    return for_each_code (context, change, set, cw_code_set_take_out, error);
  if (g_str_equal (verb, "rename") && context->operands->len == 3)
    return cw_code_set_rename (change, set, name, error);
  if (g_str_equal (verb, "delete") && context->operands->len == 2)
    return cw_code_set_delete (change, set, context->force, error);
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "codes set: add SET [CODE…], put SET CODE…, take SET CODE…, rename SET NAME or "
               "delete SET");
  return FALSE;
}

/**
 * cw_code_sets_change:
 * @context: a parsed context: operand 0 is what to do, operand 1 the set
 * @options: not used
 * @error: return location for an error
 *
 * Makes, changes or deletes a code set.
 *
 * Returns: %TRUE if it was done
 */
gboolean
cw_code_sets_change (CwCommandContext *context,
                     gpointer          options,
                     GError          **error)
{
  const char *verb = cw_command_context_operand (context, 0);
  const char *name = cw_command_context_operand (context, 1);
  gboolean add = g_str_equal (verb, "add");
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwChange) change = NULL;
  CwGuid set;

  if (database == NULL || (!add && !cw_names_find_code_set (database, name, &set, error)))
    return FALSE;
  change = cw_command_context_begin (context, error, "%s code set %s", add ? "Add" : "Change",
                                     name);
  if (change == NULL)
    return FALSE;
  if (add ? !cw_code_set_add (change, name, &set, error)
              || !for_each_code (context, change, &set, cw_code_set_put, error)
          : !apply_to_set (context, change, &set, error))
    return FALSE;
  return cw_change_commit (change, error);
}
