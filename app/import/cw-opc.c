/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-opc.h"

#include "cw-error.h"
#include "cw-xml.h"

#include <string.h>

/* Open Packaging Conventions: how the parts of Office's files find each other. */

typedef struct
{
  const char *folder; /* of the part whose relationships these are */
  CwOpcRelation relation;
  gpointer user_data;
} Relations;

/* Targets are relative to the folder of the part, or absolute; none leads out of the
 * archive. */
static char *
resolve_target (const char *folder,
                const char *target)
{
  gboolean absolute = *target == '/';
  g_autofree char *joined = NULL;
  g_autofree char *path = NULL;

  while (*target == '/')
    target++;
  joined = g_strconcat ("/", absolute ? "" : folder, target, NULL);
  path = g_canonicalize_filename (joined, "/");
  return g_strdup (path + 1);
}

static gboolean
start_relation (gpointer               user_data,
                const char            *name,
                const char            *ns,
                const CwXmlAttributes *attributes,
                GError               **error)
{
  Relations *relations = user_data;
  gboolean external;
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autofree char *target = NULL;
  g_autofree char *resolved = NULL;

  if (!g_str_equal (name, "Relationship"))
    return TRUE;

  id = cw_xml_dup_attribute (attributes, "Id");
  type = cw_xml_dup_attribute (attributes, "Type");
  target = cw_xml_dup_attribute (attributes, "Target");
  if (type == NULL || target == NULL)
    return TRUE;
  external = cw_xml_attribute_is (attributes, "TargetMode", "External");
  if (!external)
    resolved = resolve_target (relations->folder, target);
  relations->relation (relations->user_data, id, type, external ? target : resolved, external);
  return TRUE;
}

static const CwXmlHandler handler = { start_relation, NULL, NULL };

/**
 * cw_opc_read_relations:
 * @zip: an archive, with its ".rels" among the parts that are wanted
 * @part_name: (nullable): whose relationships; %NULL for those of the archive itself
 * @relation: (scope call): is told of each
 * @user_data: given to @relation
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads what a part is related to. That there are no relationships is no error.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or
 *   cancelled
 */
gboolean
cw_opc_read_relations (const CwZip  *zip,
                       const char   *part_name,
                       CwOpcRelation relation,
                       gpointer      user_data,
                       GCancellable *cancellable,
                       GError      **error)
{
  Relations relations = { NULL, relation, user_data };
  const char *base = part_name != NULL ? part_name : "";
  const char *slash = strrchr (base, '/');
  gsize n_folder = slash != NULL ? (gsize) (slash + 1 - base) : 0;
  g_autofree char *folder = g_strndup (base, n_folder);
  g_autofree char *name = g_strconcat (folder, "_rels/", base + n_folder, ".rels", NULL);
  GBytes *part = cw_zip_get_part (zip, name);

  relations.folder = folder;
  return part == NULL || cw_xml_parse (part, name, &handler, &relations, cancellable, error);
}

static void
take_main_part (gpointer    user_data,
                const char *id,
                const char *type,
                const char *target,
                gboolean    external)
{
  char **name = user_data;

  if (!external && g_str_has_suffix (type, "/officeDocument") && *name == NULL)
    *name = g_strdup (target);
}

/**
 * cw_opc_find_main_part:
 * @zip: an archive, with its ".rels" among the parts that are wanted
 * @usual_name: what the part is called where the archive does not say
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Finds the part that the others belong to: the document, the workbook.
 *
 * Returns: (transfer full): its name, or NULL with %CW_ERROR_DAMAGED (it may not be
 *   there), %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or cancelled
 */
char *
cw_opc_find_main_part (const CwZip  *zip,
                       const char   *usual_name,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autofree char *name = NULL;

  if (!cw_opc_read_relations (zip, NULL, take_main_part, &name, cancellable, error))
    return NULL;
  if (name == NULL)
    name = g_strdup (usual_name);
  if (cw_zip_get_part (zip, name) != NULL)
    return g_steal_pointer (&name);
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "its main part (%s) is missing from it; open the file in the program that made it, "
               "save it again and import that",
               name);
  return NULL;
}
