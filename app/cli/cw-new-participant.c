/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-new-participant.h"

#include "cw-case.h"
#include "cw-error.h"
#include "cw-names.h"
#include "cw-path.h"

struct _CwNewParticipant
{
  char *name;
  gboolean has_parent;
  CwGuid parent; /* the case that it is to lie in */
};

/**
 * cw_new_participant_free:
 * @self: (nullable) (transfer full): who is to be made
 *
 * Frees it.
 */
void
cw_new_participant_free (CwNewParticipant *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

static gboolean
find_there (CwDatabase *database,
            const char *name,
            const char *in,
            CwGuid     *out_guid,
            GError    **error)
{
  g_autoptr (CwCase) parent = NULL;
  g_autofree char *path = NULL;
  CwGuid guid;

  if (in == NULL)
    return cw_names_find_case (database, name, out_guid, error);
  if (!cw_names_find_case (database, in, &guid, error)
      || (parent = cw_case_load (database, &guid, error)) == NULL)
    return FALSE;
  path = cw_path_append (parent->path, name);
  return cw_names_find_case (database, path, out_guid, error);
}

/* "Riverside/Ana" is Ana in Riverside, unless it is said where. */
static CwNewParticipant *
plan (CwDatabase *database,
      const char *name,
      const char *in,
      GError    **error)
{
  g_autoptr (CwNewParticipant) self = g_new0 (CwNewParticipant, 1);
  g_auto (GStrv) parts = cw_path_split (name);
  guint n = g_strv_length (parts);
  g_autofree char *above = g_strdup (in);

  for (guint i = 0; in == NULL && i + 1 < n; i++)
    {
      g_autofree char *so_far = g_steal_pointer (&above);

      above = cw_path_append (so_far, parts[i]);
    }
  self->name = g_strdup (in != NULL ? name : parts[n - 1]);
  self->has_parent = above != NULL;
  if (above != NULL && !cw_names_find_case (database, above, &self->parent, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * cw_new_participant_find:
 * @database: a project's connection
 * @name: a case, as people name cases
 * @in: (nullable): the case in which it lies, so that one elsewhere is not meant
 * @make: whether it may be made
 * @out_guid: (out): the case, if it is there
 * @out_new: (out) (transfer full) (nullable): what is to be given to
 *   cw_new_participant_add(), if it is not
 * @error: return location for an error
 *
 * Finds a participant.
 *
 * Returns: %FALSE where it is not there and cannot or may not be made
 */
gboolean
cw_new_participant_find (CwDatabase        *database,
                         const char        *name,
                         const char        *in,
                         gboolean           make,
                         CwGuid            *out_guid,
                         CwNewParticipant **out_new,
                         GError           **error)
{
  g_autoptr (GError) failure = NULL;

  if (find_there (database, name, in, out_guid, &failure))
    return TRUE;
  if (!make || !g_error_matches (failure, CW_ERROR, CW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *out_new = plan (database, name, in, error);
  return *out_new != NULL;
}

/**
 * cw_new_participant_add:
 * @change: the change to write in
 * @self: who is to be made
 * @out_guid: (out): the new case
 * @error: return location for an error
 *
 * Makes the participant.
 *
 * Returns: %TRUE if it was made
 */
gboolean
cw_new_participant_add (CwChange               *change,
                        const CwNewParticipant *self,
                        CwGuid                 *out_guid,
                        GError                **error)
{
  CwGuid type;

  return cw_case_type_find_kind (cw_change_get_database (change), CW_CASE_KIND_PARTICIPANT, &type,
                                 error)
         && cw_case_add (change, self->name, &type, self->has_parent ? &self->parent : NULL,
                         out_guid, error);
}
