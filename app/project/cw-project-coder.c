/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-project-private.h"

#include "cw-change.h"
#include "cw-error.h"

#include <string.h>

/**
 * cw_project_get_coder:
 * @self: a project
 * @out_coder: (out): the coder who made the newest change
 * @error: return location for an error
 *
 * Returns: whether there is one
 */
gboolean
cw_project_get_coder (CwProject *self,
                      CwGuid    *out_coder,
                      GError   **error)
{
  gboolean found = FALSE;

  g_return_val_if_fail (CW_IS_PROJECT (self) && out_coder != NULL, FALSE);

  if (!cw_database_find_guid (cw_project_get_database (self),
                              "SELECT coder FROM history WHERE coder IN (SELECT guid FROM coders) "
                              "ORDER BY seq DESC LIMIT 1",
                              NULL, &found, out_coder, error))
    return FALSE;
  if (!found
      && !cw_database_find_guid (cw_project_get_database (self),
                                 "SELECT guid FROM coders ORDER BY guid LIMIT 1", NULL, &found,
                                 out_coder, error))
    return FALSE;
  if (!found)
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND, "%s: the project has no coder yet",
                 cw_project_get_path (self));
  return found;
}

static gboolean
find_coder (CwProject  *self,
            const char *name,
            gboolean   *out_found,
            CwGuid     *out_coder,
            GError    **error)
{
  g_autofree char *wanted = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *wanted_folded = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = NULL;

  *out_found = FALSE;
  if (wanted == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "the coder's name is not valid UTF-8");
      return FALSE;
    }
  wanted_folded = g_utf8_casefold (wanted, -1);
  rows = cw_database_query (cw_project_get_database (self),
                            "SELECT guid, name FROM coders ORDER BY guid", NULL, error);
  if (rows == NULL)
    return FALSE;
  while (!*out_found && cw_statement_next (rows, &failure))
    {
      g_autofree char *normal = g_utf8_normalize (cw_statement_text (rows, 1), -1, G_NORMALIZE_NFC);
      g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);

      *out_found = g_str_equal (folded, wanted_folded) && cw_statement_guid (rows, 0, out_coder);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/*
 * cw_project_tidy_name:
 * A coder's name as it is kept: in NFC, without blanks around it; %NULL with @error
 * where it is none.
 */
char *
cw_project_tidy_name (const char *name,
                      GError    **error)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);

  if (composed != NULL)
    g_strstrip (composed);
  if (composed == NULL || *composed == '\0' || strpbrk (composed, "\n\r\t") != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "a coder needs a name, on one line and in UTF-8");
      return NULL;
    }
  return g_steal_pointer (&composed);
}

/**
 * cw_project_use_coder:
 * @self: a project
 * @name: a coder's name
 * @out_coder: (out): the coder of that name
 * @error: return location for an error
 *
 * Finds the coder of that name, upper and lower case being one, or makes one. That
 * is no step of its own to undo, since every step belongs to a coder.
 *
 * Returns: whether there is one now
 */
gboolean
cw_project_use_coder (CwProject  *self,
                      const char *name,
                      CwGuid     *out_coder,
                      GError    **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *label = NULL;
  g_autoptr (CwChange) change = NULL;
  gboolean found;
  CwGuid coder;

  g_return_val_if_fail (CW_IS_PROJECT (self) && name != NULL && out_coder != NULL, FALSE);

  stripped = cw_project_tidy_name (name, error);
  if (stripped == NULL)
    return FALSE;
  if (!find_coder (self, stripped, &found, out_coder, error))
    return FALSE;
  if (found)
    return TRUE;

  cw_guid_init_new (&coder);
  label = g_strdup_printf ("Add coder %s", stripped);
  change = cw_change_begin (self, &coder, label, NULL, CW_CHANGE_SETUP, error);
  if (change == NULL
      || !cw_database_run (cw_project_get_database (self),
                           "INSERT INTO coders (guid, name, created) VALUES (?1, ?2, ?3)",
                           CW_BIND (cw_guid_value (&coder), cw_text_value (stripped),
                                    cw_int_value (cw_change_get_time (change))),
                           error)
      || !cw_change_commit (change, error))
    return FALSE;
  *out_coder = coder;
  return TRUE;
}
