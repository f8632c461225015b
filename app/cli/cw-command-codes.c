/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* The codebook: codes and what is done to them. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-code.h"
#include "cw-code-sets.h"
#include "cw-coding.h"
#include "cw-error.h"
#include "cw-names.h"
#include "cw-path.h"

typedef struct
{
  char *in;
  char *colour;
  char *fields[CW_CODE_N_FIELDS];
  gboolean provisional;
  gboolean not_codable;
} CodesOptions;

/* --- Looking ------------------------------------------------------------------ */

static gboolean
count_own (CwDatabase   *database,
           const CwCode *code,
           const CwGuid *viewer,
           gint64       *out_n_codings,
           gint64       *out_n_documents,
           GError      **error)
{
  g_autoptr (GPtrArray) codings = cw_coding_list_code (database, &code->guid, error);
  g_autoptr (GHashTable) documents = NULL;

  if (codings == NULL)
    return FALSE;
  documents = g_hash_table_new (cw_guid_hash, cw_guid_equal);
  *out_n_codings = 0;
  for (guint i = 0; i < codings->len; i++)
    {
      CwCoding *coding = g_ptr_array_index (codings, i);

      if (!cw_guid_equal (&coding->coder, viewer))
        continue;
      (*out_n_codings)++;
      g_hash_table_add (documents, &coding->document);
    }
  *out_n_documents = g_hash_table_size (documents);
  return TRUE;
}

static gboolean
print_code (CwCommandContext *context,
            CwDatabase       *database,
            CwRowWriter      *rows,
            const CwCode     *code,
            GError          **error)
{
  gint64 n_codings = code->n_codings;
  gint64 n_documents = code->n_documents;

  if (context->viewer != NULL && n_codings > 0
      && !count_own (database, code, context->viewer, &n_codings, &n_documents, error))
    return FALSE;
  cw_row_writer_guid (rows, &code->guid);
  cw_row_writer_text (rows, code->path);
  cw_row_writer_text (rows, code->name);
  cw_row_writer_int (rows, code->depth);
  cw_row_writer_boolean (rows, code->codable);
  cw_row_writer_text (rows, cw_code_state_to_string (code->state));
  cw_row_writer_int (rows, code->revision);
  cw_row_writer_int (rows, n_codings);
  cw_row_writer_int (rows, n_documents);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
list_codes (CwCommandContext *context,
            gpointer          options,
            GError          **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID },         { "path", CW_COLUMN_TEXT },
    { "name", CW_COLUMN_TEXT },         { "depth", CW_COLUMN_INTEGER },
    { "codable", CW_COLUMN_BOOLEAN },   { "state", CW_COLUMN_TEXT },
    { "revision", CW_COLUMN_INTEGER },  { "codings", CW_COLUMN_INTEGER },
    { "documents", CW_COLUMN_INTEGER },
  };
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (database == NULL || (codes = cw_code_list (database, CW_CODE_LIST_COUNTS, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < codes->len; i++)
    if (!print_code (context, database, rows, g_ptr_array_index (codes, i), error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

/* The code that operand @index names. */
static CwCode *
load_code (CwCommandContext *context,
           CwDatabase       *database,
           guint             index,
           GError          **error)
{
  CwGuid guid;

  if (!cw_names_find_code (database, cw_command_context_operand (context, index), &guid, error))
    return NULL;
  return cw_code_load (database, &guid, error);
}

static void
print_definition (CwRowWriter *rows,
                  guint        number,
                  const char  *name,
                  char *const *fields,
                  const char  *reason)
{
  cw_row_writer_int (rows, number);
  cw_row_writer_text (rows, name);
  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    cw_row_writer_text (rows, fields[i]);
  cw_row_writer_text (rows, reason);
}

static gboolean
show_code (CwCommandContext *context,
           gpointer          options,
           GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (CwRowWriter) rows = NULL;
  CwColumn columns[CW_CODE_N_FIELDS + 3] = {
    { "revision", CW_COLUMN_INTEGER },
    { "name", CW_COLUMN_TEXT },
  };

  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    columns[i + 2] = (CwColumn) { cw_code_field_to_string ((CwCodeField) i), CW_COLUMN_TEXT };
  columns[CW_CODE_N_FIELDS + 2] = (CwColumn) { "reason", CW_COLUMN_TEXT };

  if (database == NULL || (code = load_code (context, database, 0, error)) == NULL
      || (revisions = cw_code_list_revisions (database, &code->guid, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < revisions->len; i++)
    {
      const CwCodeRevision *revision = g_ptr_array_index (revisions, i);

      print_definition (rows, revision->number, revision->name, revision->fields, revision->reason);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  if (revisions->len == 0)
    {
      print_definition (rows, code->revision, code->name, code->fields, "");
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

/* --- Changing ----------------------------------------------------------------- */

static gboolean
has_fields (const CodesOptions *values)
{
  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    if (values->fields[i] != NULL)
      return TRUE;
  return FALSE;
}

/* The code under which a new one goes, made if it is not there; FALSE for none
 * where the path has one name only. */
static gboolean
find_parent (CwCommandContext *context,
             CwChange         *change,
             char *const      *names,
             guint             n_above,
             CwGuid           *out_parent,
             GError          **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  gboolean found;

  for (guint i = 0; i < n_above; i++)
    {
      g_autofree char *name = cw_path_escape (names[i]);

      g_string_append_printf (path, "%s%s", i > 0 ? "/" : "", name);
      if (!cw_code_find_path (cw_change_get_database (change), path->str, &found, out_parent,
                              error))
        return FALSE;
      if (found)
        continue;
      /* A slip in a path makes a branch that nobody wanted: so it is said. */
      cw_command_context_note (context, "The code %s is made too, to hold the new one", path->str);
      if (!cw_code_add_path (change, path->str, FALSE, out_parent, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_new_code (CwChange           *change,
                const CwGuid       *guid,
                const CodesOptions *values,
                GError            **error)
{
  return (values->colour == NULL || cw_code_recolour (change, guid, values->colour, error))
         && (!values->provisional || cw_code_set_state (change, guid, CW_CODE_PROVISIONAL, error))
         && (!values->not_codable || cw_code_set_codable (change, guid, FALSE, error));
}

static gboolean
add_code (CwCommandContext *context,
          gpointer          options,
          GError          **error)
{
  const CodesOptions *values = options;
  const char *path = cw_command_context_operand (context, 0);
  g_auto (GStrv) names = cw_path_split (path);
  guint n_names = g_strv_length (names);
  g_autoptr (CwChange) change = NULL;
  CwGuid parent;
  CwGuid guid;
  char buffer[CW_GUID_STRING_LENGTH + 1];

  if (n_names == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "codes add: a code needs a name");
      return FALSE;
    }
  if (cw_command_context_open_to_write (context, error) == NULL
      || (change = cw_command_context_begin (context, error, "Add code %s", path)) == NULL
      || !find_parent (context, change, names, n_names - 1, &parent, error)
      || !cw_code_add (change, n_names > 1 ? &parent : NULL, names[n_names - 1],
                       (const char *const *) values->fields, &guid, error)
      || !apply_new_code (change, &guid, values, error) || !cw_change_commit (change, error))
    return FALSE;
  cw_guid_write (&guid, buffer);
  return cw_command_context_print (context, error, "%s\n", buffer);
}

static gboolean
rename_code (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  const char *name = cw_command_context_operand (context, 1);
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (code = load_code (context, database, 0, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Rename code %s to %s", code->name,
                                                name))
              != NULL
         && cw_code_rename (change, &code->guid, name, error) && cw_change_commit (change, error);
}

static gboolean
describe_code (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  const CodesOptions *values = options;
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;

  if (!has_fields (values))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "codes describe: what is to be said? Give --brief, --definition, --when-to-use, "
                   "--when-not-to-use, --typical, --borderline or --attribution");
      return FALSE;
    }
  return (database = cw_command_context_open_to_write (context, error)) != NULL
         && (code = load_code (context, database, 0, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Describe code %s", code->name))
              != NULL
         && cw_code_describe (change, &code->guid, (const char *const *) values->fields, error)
         && cw_change_commit (change, error);
}

static gboolean
recolour_code (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (code = load_code (context, database, 0, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Recolour code %s", code->name))
              != NULL
         && cw_code_recolour (change, &code->guid, cw_command_context_operand (context, 1), error)
         && cw_change_commit (change, error);
}

static gboolean
move_code (CwCommandContext *context,
           gpointer          options,
           GError          **error)
{
  const CodesOptions *values = options;
  const char *to = values->in != NULL ? values->in : cw_command_context_operand (context, 1);
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;
  gboolean to_top = to == NULL || g_str_equal (to, "/");
  CwGuid parent;

  return database != NULL && (code = load_code (context, database, 0, error)) != NULL
         && (to_top || cw_names_find_code (database, to, &parent, error))
         && (change = cw_command_context_begin (context, error, "Move code %s to %s", code->name,
                                                to_top ? "the top" : to))
              != NULL
         && cw_code_move (change, &code->guid, to_top ? NULL : &parent, CW_LAST, error)
         && cw_change_commit (change, error);
}

static gboolean
merge_codes (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwCode) into = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (code = load_code (context, database, 0, error)) != NULL
         && (into = load_code (context, database, 1, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Merge code %s into %s", code->name,
                                                into->name))
              != NULL
         && cw_code_merge (change, &code->guid, &into->guid, error)
         && cw_change_commit (change, error);
}

static GArray *
parse_codings (CwCommandContext *context,
               guint             first,
               GError          **error)
{
  g_autoptr (GArray) codings = g_array_new (FALSE, FALSE, sizeof (CwGuid));

  for (guint i = first; i < context->operands->len; i++)
    {
      CwGuid guid;

      if (!cw_argument_guid (cw_command_context_operand (context, i), &guid, error))
        return NULL;
      g_array_append_val (codings, guid);
    }
  return g_steal_pointer (&codings);
}

static gboolean
split_code (CwCommandContext *context,
            gpointer          options,
            GError          **error)
{
  const char *name = cw_command_context_operand (context, 1);
  g_autoptr (GArray) codings = parse_codings (context, 2, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;
  CwDatabase *database;
  CwGuid guid;
  char buffer[CW_GUID_STRING_LENGTH + 1];

  if (codings == NULL || (database = cw_command_context_open_to_write (context, error)) == NULL
      || (code = load_code (context, database, 0, error)) == NULL
      || (change = cw_command_context_begin (context, error, "Split %s off code %s", name,
                                             code->name))
           == NULL
      || !cw_code_split (change, &code->guid, name, (const CwGuid *) codings->data, codings->len,
                         &guid, error)
      || !cw_change_commit (change, error))
    return FALSE;
  cw_guid_write (&guid, buffer);
  return cw_command_context_print (context, error, "%s\n", buffer);
}

static gboolean
change_state (CwCommandContext *context,
              CwCodeState       state,
              const char       *label,
              GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (code = load_code (context, database, 0, error)) != NULL
         && (change = cw_command_context_begin (context, error, "%s code %s", label, code->name))
              != NULL
         && cw_code_set_state (change, &code->guid, state, error)
         && cw_change_commit (change, error);
}

static gboolean
retire_code (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  return change_state (context, CW_CODE_RETIRED, "Retire", error);
}

static gboolean
set_code_state (CwCommandContext *context,
                gpointer          options,
                GError          **error)
{
  const char *name = cw_command_context_operand (context, 1);
  CwCodeState state;

  if (!cw_code_state_from_string (name, &state))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "codes state: a state is provisional, active or retired, and not \"%s\"", name);
      return FALSE;
    }
  return change_state (context, state, "Change the state of", error);
}

static gboolean
set_code_codable (CwCommandContext *context,
                  gpointer          options,
                  GError          **error)
{
  const char *answer = cw_command_context_operand (context, 1);
  gboolean codable = g_str_equal (answer, "yes");
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;

  if (!codable && !g_str_equal (answer, "no"))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "codes codable: yes or no, and not \"%s\"",
                   answer);
      return FALSE;
    }
  return (database = cw_command_context_open_to_write (context, error)) != NULL
         && (code = load_code (context, database, 0, error)) != NULL
         && (change = cw_command_context_begin (
               context, error, codable ? "Make code %s codable" : "Make code %s not codable",
               code->name))
              != NULL
         && cw_code_set_codable (change, &code->guid, codable, error)
         && cw_change_commit (change, error);
}

static gboolean
delete_code (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwCode) code = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && (code = load_code (context, database, 0, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Delete code %s", code->name))
              != NULL
         && cw_code_delete (change, &code->guid, context->force, error)
         && cw_change_commit (change, error);
}

#define FIELD_OPTIONS \
  " brief definition when-to-use when-not-to-use typical borderline attribution "

static const CwVerb code_verbs[] = {
  { NULL, "", 0, 0, "", FALSE, list_codes },
  { "show", "CODE", 1, 1, "", FALSE, show_code },
  { "add", "PATH [--brief TEXT …] [--colour COLOUR] [--provisional] [--not-codable]", 1, 1,
    FIELD_OPTIONS "colour provisional not-codable ", TRUE, add_code },
  { "rename", "CODE NAME", 2, 2, "", TRUE, rename_code },
  { "describe", "CODE [--brief TEXT] [--definition TEXT] …", 1, 1, FIELD_OPTIONS, TRUE,
    describe_code },
  { "recolour", "CODE #RRGGBB", 2, 2, "", TRUE, recolour_code },
  { "move", "CODE [PARENT | --in PARENT]", 1, 2, " in ", TRUE, move_code },
  { "merge", "CODE INTO", 2, 2, "", TRUE, merge_codes },
  { "split", "CODE NEW-NAME CODING-GUID…", 3, G_MAXUINT, "", TRUE, split_code },
  { "retire", "CODE", 1, 1, "", TRUE, retire_code },
  { "state", "CODE provisional|active|retired", 2, 2, "", TRUE, set_code_state },
  { "codable", "CODE yes|no", 2, 2, "", TRUE, set_code_codable },
  { "delete", "CODE [--force]", 1, 1, "", TRUE, delete_code },
  { "sets", "", 0, 0, "", FALSE, cw_code_sets_list },
  { "set", "add|rename|delete|put|take SET [CODE… | NAME]", 2, G_MAXUINT, "", TRUE,
    cw_code_sets_change },
  { NULL },
};

static gboolean
run_codes (CwCommandContext *context,
           GError          **error)
{
  CodesOptions values = { NULL };
  const GOptionEntry options[] = {
    { "brief", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_BRIEF], "The code in a line",
      "TEXT" },
    { "definition", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_DEFINITION], "What it means",
      "TEXT" },
    { "when-to-use", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_WHEN_TO_USE],
      "When to use it", "TEXT" },
    { "when-not-to-use", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_WHEN_NOT_TO_USE],
      "When not to, and what to use instead", "TEXT" },
    { "typical", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_TYPICAL_EXAMPLE],
      "A typical example", "TEXT" },
    { "borderline", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_BORDERLINE_EXAMPLE],
      "A borderline example", "TEXT" },
    { "attribution", 0, 0, G_OPTION_ARG_STRING, &values.fields[CW_CODE_ATTRIBUTION],
      "Where the idea comes from", "TEXT" },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &values.colour, "Its colour", "#RRGGBB" },
    { "provisional", 0, 0, G_OPTION_ARG_NONE, &values.provisional, "It is on trial", NULL },
    { "not-codable", 0, 0, G_OPTION_ARG_NONE, &values.not_codable, "It only holds other codes",
      NULL },
    { "in", 0, 0, G_OPTION_ARG_STRING, &values.in, "The code under which it goes", "PARENT" },
    { NULL },
  };

  return cw_command_context_parse (context,
                                   CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY
                                     | CW_OPTION_FORCE,
                                   options, error)
         && cw_verb_run (context, &values, error);
}

const CwCommand cw_commands_codes[] = {
  { "codes", "PROJECT [VERB …]", "lists the codes, and changes them",
    "Without a verb it lists: guid, path, name, depth, codable, state, revision, codings,\n"
    "documents. A path is written Barrier/Practical/Time; a slash in a name is \\/ .\n"
    "\"add\" makes the codes above it too. \"move\" without a parent, or to /, moves to the\n"
    "top. \"show\" prints every revision of a definition with its reason. A code that is\n"
    "used is deleted only with --force; \"undo\" brings it back.",
    TRUE, code_verbs, run_codes },
  { NULL },
};
