/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Cases and what belongs to them: cases, case. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-case.h"
#include "cw-error.h"
#include "cw-membership.h"
#include "cw-names.h"

typedef struct
{
  char *type;
  char *in;
  char *kind;
  char *speaker;
  char *fields[CW_CASE_N_FIELDS];
} CaseOptions;

static gboolean
count_documents (CwDatabase   *database,
                 const CwGuid *case_guid,
                 guint        *out_n,
                 GError      **error)
{
  g_autoptr (GPtrArray) memberships = cw_membership_list_case (database, case_guid, error);
  g_autoptr (GHashTable) documents = NULL;

  if (memberships == NULL)
    return FALSE;
  documents = g_hash_table_new (cw_guid_hash, cw_guid_equal);
  for (guint i = 0; i < memberships->len; i++)
    {
      CwMembership *membership = g_ptr_array_index (memberships, i);

      g_hash_table_add (documents, &membership->document);
    }
  *out_n = g_hash_table_size (documents);
  return TRUE;
}

static gboolean
print_case (CwRowWriter  *rows,
            CwDatabase   *database,
            const CwCase *self,
            GError      **error)
{
  guint n_documents;

  if (!count_documents (database, &self->guid, &n_documents, error))
    return FALSE;
  cw_row_writer_guid (rows, &self->guid);
  cw_row_writer_text (rows, self->path);
  cw_row_writer_text (rows, self->name);
  cw_row_writer_text (rows, self->type_name);
  cw_row_writer_int (rows, self->depth);
  cw_row_writer_int (rows, n_documents);
  cw_row_writer_text (rows, self->fields[CW_CASE_NOTE]);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
run_cases (CwCommandContext *context,
           GError          **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID }, { "path", CW_COLUMN_TEXT },     { "name", CW_COLUMN_TEXT },
    { "type", CW_COLUMN_TEXT }, { "depth", CW_COLUMN_INTEGER }, { "documents", CW_COLUMN_INTEGER },
    { "note", CW_COLUMN_TEXT },
  };
  CwDatabase *database;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, NULL, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || (cases = cw_case_list (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < cases->len; i++)
    if (!print_case (rows, database, g_ptr_array_index (cases, i), error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

/* Finds the case that operand 0 names. */
static CwCase *
load_case (CwCommandContext *context,
           CwDatabase       *database,
           GError          **error)
{
  CwGuid guid;

  if (!cw_names_find_case (database, cw_command_context_operand (context, 0), &guid, error))
    return NULL;
  return cw_case_load (database, &guid, error);
}

static gboolean
set_fields (CwChange          *change,
            const CwGuid      *guid,
            const CaseOptions *values,
            GError           **error)
{
  for (guint i = 0; i < CW_CASE_N_FIELDS; i++)
    if (values->fields[i] != NULL
        && !cw_case_set_field (change, guid, (CwCaseField) i, values->fields[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
find_type (CwDatabase *database,
           const char *name,
           CwGuid     *out_type,
           GError    **error)
{
  if (name == NULL)
    return cw_case_type_find_kind (database, CW_CASE_KIND_CASE, out_type, error);
  return cw_names_find_case_type (database, name, out_type, error);
}

static gboolean
add_case (CwCommandContext *context,
          gpointer          options,
          GError          **error)
{
  const CaseOptions *values = options;
  const char *name = cw_command_context_operand (context, 0);
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwChange) change = NULL;
  CwGuid type;
  CwGuid parent;
  CwGuid guid;
  char buffer[CW_GUID_STRING_LENGTH + 1];

  if (database == NULL || !find_type (database, values->type, &type, error)
      || (values->in != NULL && !cw_names_find_case (database, values->in, &parent, error))
      || (change = cw_command_context_begin (context, error, "Add case %s", name)) == NULL
      || !cw_case_add (change, name, &type, values->in != NULL ? &parent : NULL, &guid, error)
      || !set_fields (change, &guid, values, error) || !cw_change_commit (change, error))
    return FALSE;
  cw_guid_write (&guid, buffer);
  return cw_command_context_print (context, error, "%s\n", buffer);
}

static gboolean
rename_case (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  const char *name = cw_command_context_operand (context, 1);
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCase) self = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (self = load_case (context, database, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Rename case %s to %s", self->name,
                                                name))
              != NULL
         && cw_case_rename (change, &self->guid, name, error) && cw_change_commit (change, error);
}

static gboolean
describe_case (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  const CaseOptions *values = options;
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCase) self = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid type;

  return database != NULL && (self = load_case (context, database, error)) != NULL
         && (values->type == NULL || cw_names_find_case_type (database, values->type, &type, error))
         && (change = cw_command_context_begin (context, error, "Describe case %s", self->name))
              != NULL
         && (values->type == NULL || cw_case_set_type (change, &self->guid, &type, error))
         && set_fields (change, &self->guid, values, error) && cw_change_commit (change, error);
}

static gboolean
move_case (CwCommandContext *context,
           gpointer          options,
           GError          **error)
{
  const CaseOptions *values = options;
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCase) self = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid parent;

  return database != NULL && (self = load_case (context, database, error)) != NULL
         && (values->in == NULL || cw_names_find_case (database, values->in, &parent, error))
         && (change = cw_command_context_begin (context, error, "Move case %s", self->name)) != NULL
         && cw_case_move (change, &self->guid, values->in != NULL ? &parent : NULL, G_MAXUINT,
                          error)
         && cw_change_commit (change, error);
}

static gboolean
delete_case (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCase) self = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (self = load_case (context, database, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Delete case %s", self->name))
              != NULL
         && cw_case_delete (change, &self->guid, context->force, error)
         && cw_change_commit (change, error);
}

/* What an assignment speaks of: a document, a range of one, or a speaker. */
typedef struct
{
  gboolean has_document;
  CwGuid document;
  gboolean has_range;
  guint32 start;
  guint32 end;
  const char *speaker;
} Part;

static gboolean
parse_part (CwCommandContext  *context,
            CwDatabase        *database,
            const CaseOptions *values,
            Part              *part,
            GError           **error)
{
  const char *document = cw_command_context_operand (context, 1);
  const char *range = cw_command_context_operand (context, 2);

  part->speaker = values->speaker;
  if (document == NULL && values->speaker == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "case: which document, or whose turns (--speaker NAME)?");
      return FALSE;
    }
  if (range != NULL && values->speaker != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "case: either a range or a speaker, not both");
      return FALSE;
    }
  part->has_document = document != NULL;
  part->has_range = range != NULL;
  return (document == NULL || cw_argument_document (database, document, &part->document, error))
         && (range == NULL || cw_argument_range (range, FALSE, &part->start, &part->end, error));
}

static gboolean
apply_assign (CwChange     *change,
              const CwGuid *case_guid,
              const Part   *part,
              guint        *out_n,
              GError      **error)
{
  *out_n = 1;
  if (part->speaker != NULL)
    return cw_membership_assign_speaker (change, case_guid, part->speaker,
                                         part->has_document ? &part->document : NULL, out_n, error);
  if (part->has_range)
    return cw_membership_assign_range (change, case_guid, &part->document, part->start, part->end,
                                       NULL, error);
  return cw_membership_assign (change, case_guid, &part->document, NULL, error);
}

static gboolean
apply_unassign (CwChange     *change,
                const CwGuid *case_guid,
                const Part   *part,
                guint        *out_n,
                GError      **error)
{
  if (part->speaker != NULL)
    return cw_membership_unassign_speaker (
      change, case_guid, part->speaker, part->has_document ? &part->document : NULL, out_n, error);
  if (part->has_range)
    return cw_membership_unassign_range (change, case_guid, &part->document, part->start, part->end,
                                         out_n, error);
  return cw_membership_unassign (change, case_guid, &part->document, out_n, error);
}

static gboolean
change_membership (CwCommandContext  *context,
                   const CaseOptions *values,
                   gboolean           assign,
                   GError           **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCase) self = NULL;
  g_autoptr (CwChange) change = NULL;
  Part part = { FALSE };
  guint n = 0;

  if (database == NULL || (self = load_case (context, database, error)) == NULL
      || !parse_part (context, database, values, &part, error)
      || (change = cw_command_context_begin (
            context, error, assign ? "Assign to case %s" : "Take out of case %s", self->name))
           == NULL
      || !(assign ? apply_assign : apply_unassign) (change, &self->guid, &part, &n, error))
    return FALSE;
  if (n == 0)
    {
      /* Nothing to do is no change, and nobody's wish. */
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                   assign ? "No document has a speaker %s"
                          : "Nothing of that belongs to the case; \"cases\" and \"speakers\" "
                            "tell what there is",
                   values->speaker);
      return FALSE;
    }
  return cw_change_commit (change, error);
}

static gboolean
assign_case (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  return change_membership (context, options, TRUE, error);
}

static gboolean
unassign_case (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  return change_membership (context, options, FALSE, error);
}

static gboolean
parse_kind (const char *name,
            CwCaseKind *out_kind,
            GError    **error)
{
  const char *const kinds[] = { "case", "participant", "site", "other" };

  *out_kind = CW_CASE_KIND_OTHER;
  if (name == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (name, kinds[i]))
      {
        *out_kind = (CwCaseKind) i;
        return TRUE;
      }
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "--kind is case, participant, site or other, and not \"%s\"", name);
  return FALSE;
}

static gboolean
add_type (CwCommandContext *context,
          gpointer          options,
          GError          **error)
{
  const CaseOptions *values = options;
  const char *name = cw_command_context_operand (context, 0);
  g_autoptr (CwChange) change = NULL;
  CwCaseKind kind;
  CwGuid guid;

  return parse_kind (values->kind, &kind, error)
         && cw_command_context_open_to_write (context, error) != NULL
         && (change = cw_command_context_begin (context, error, "Add type of cases %s", name))
              != NULL
         && cw_case_type_add (change, name, kind, &guid, error) && cw_change_commit (change, error);
}

static const CwVerb case_verbs[] = {
  { "add", "CASE [--type TYPE] [--in CASE] [--note TEXT …]", 1, 1,
    " type in context selection note colour ", TRUE, add_case },
  { "rename", "CASE NAME", 2, 2, "", TRUE, rename_case },
  { "describe",
    "CASE [--type TYPE] [--context TEXT] [--selection TEXT] [--note TEXT] "
    "[--colour COLOUR]",
    1, 1, " type context selection note colour ", TRUE, describe_case },
  { "move", "CASE [--in CASE]", 1, 1, " in ", TRUE, move_case },
  { "delete", "CASE [--force]", 1, 1, "", TRUE, delete_case },
  { "assign", "CASE DOCUMENT [START:END] | CASE --speaker NAME [DOCUMENT]", 1, 3, " speaker ", TRUE,
    assign_case },
  { "unassign", "CASE DOCUMENT [START:END] | CASE --speaker NAME [DOCUMENT]", 1, 3, " speaker ",
    TRUE, unassign_case },
  { "add-type", "TYPE [--kind case|participant|site|other]", 1, 1, " kind ", TRUE, add_type },
  { NULL },
};

static gboolean
run_case (CwCommandContext *context,
          GError          **error)
{
  CaseOptions values = { NULL };
  const GOptionEntry options[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &values.type,
      "Its type: case (the default), participant, site or an own one", "TYPE" },
    { "in", 0, 0, G_OPTION_ARG_STRING, &values.in, "The case in which it lies", "CASE" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &values.kind, "What a new type counts as", "KIND" },
    { "speaker", 0, 0, G_OPTION_ARG_STRING, &values.speaker, "What this speaker says", "NAME" },
    { "context", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CASE_CONTEXT],
      "In what surroundings it lies", "TEXT" },
    { "selection", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CASE_SELECTION],
      "Why it was chosen", "TEXT" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CASE_NOTE], "A note", "TEXT" },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CASE_COLOUR], "Its colour",
      "#RRGGBB" },
    { NULL },
  };

  return cw_command_context_parse (context, CW_OPTION_CODER | CW_OPTION_WHY | CW_OPTION_FORCE,
                                   options, error)
         && cw_verb_run (context, &values, error);
}

const CwCommand cw_commands_cases[] = {
  { "cases", "PROJECT", "lists the cases", NULL, TRUE, NULL, run_cases },
  { "case", "PROJECT VERB …", "makes and changes cases, and says what belongs to them",
    "A whole document, a range of it, or what one speaker says in one document or in all\n"
    "belongs to a case. \"move\" without --in moves a case to the top.",
    TRUE, case_verbs, run_case },
  { NULL },
};
