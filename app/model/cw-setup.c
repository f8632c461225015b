/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-setup.h"

#include "cw-case-type.h"
#include "cw-starter-codebook-private.h"

static const struct
{
  const char *name;
  CwCaseKind kind;
} case_types[] = {
  { "Case", CW_CASE_KIND_CASE },
  { "Participant", CW_CASE_KIND_PARTICIPANT },
  { "Site", CW_CASE_KIND_SITE },
};

/* How one passage can speak to another. */
static const struct
{
  const char *name;
  gboolean symmetric;
} link_types[] = {
  { "leads to", FALSE },   { "explains", FALSE },         { "supports", FALSE },
  { "contradicts", TRUE }, { "is an example of", FALSE }, { "answers", FALSE },
};

static gboolean
add_case_types (CwChange *change,
                GError  **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (case_types); i++)
    {
      gboolean found;
      CwGuid guid;

      if (!cw_case_type_find (cw_change_get_database (change), case_types[i].name, &found, &guid,
                              error)
          || (!found
              && !cw_case_type_add (change, case_types[i].name, case_types[i].kind, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_link_types (CwChange *change,
                GError  **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (link_types); i++)
    {
      CwGuid guid;

      cw_guid_init_new (&guid);
      if (!cw_database_run (cw_change_get_database (change),
                            "INSERT INTO link_types (guid, name, symmetric, position) "
                            "SELECT ?1, ?2, ?3, ?4 "
                            "WHERE NOT EXISTS (SELECT 1 FROM link_types WHERE name = ?2)",
                            CW_BIND (cw_guid_value (&guid), cw_text_value (link_types[i].name),
                                     cw_int_value (link_types[i].symmetric ? 1 : 0),
                                     cw_int_value ((gint64) i + 1)),
                            error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_model_setup:
 * @change: a change of the flag %CW_CHANGE_SETUP, in a project that was just made
 * @flags: what it is to hold
 * @error: return location for an error
 *
 * Puts into a new project what every project has, and a codebook to start from where
 * that is wanted.
 *
 * Returns: whether it could be written
 */
gboolean
cw_model_setup (CwChange    *change,
                CwSetupFlags flags,
                GError     **error)
{
  g_return_val_if_fail (change != NULL, FALSE);

  return add_case_types (change, error) && add_link_types (change, error)
         && (!(flags & CW_SETUP_STARTER_CODEBOOK) || cw_starter_codebook_add (change, error));
}
