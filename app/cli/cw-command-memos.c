/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Memos: memos, memo. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-coder.h"
#include "cw-error.h"
#include "cw-memo-ties.h"
#include "cw-memo.h"
#include "cw-names.h"
#include "cw-path.h"
#include "cw-timestamp.h"

typedef struct
{
  char *title;
  char *type;
  char *body;
  char *from;
  char *journal;
  gboolean is_private;
  gboolean is_public;
  char *ties[CW_TIE_N_KINDS];
} MemoOptions;

/* --- memos -------------------------------------------------------------------- */

static gboolean
print_memo (CwDatabase   *database,
            CwRowWriter  *rows,
            const CwMemo *memo,
            GError      **error)
{
  g_autofree char *ties = cw_memo_ties_to_string (database, memo->ties, error);
  g_autofree char *created = cw_timestamp_to_string (memo->created);
  g_autofree char *modified = cw_timestamp_to_string (memo->modified);
  g_autoptr (CwCoder) coder = NULL;

  if (ties == NULL || (coder = cw_coder_load (database, &memo->coder, error)) == NULL)
    return FALSE;
  cw_row_writer_guid (rows, &memo->guid);
  cw_row_writer_text (rows, memo->title);
  cw_row_writer_text (rows, memo->type);
  cw_row_writer_text (rows, coder->name);
  cw_row_writer_boolean (rows, memo->is_private);
  cw_row_writer_text (rows, memo->journal_date != NULL ? memo->journal_date : "");
  cw_row_writer_text (rows, ties);
  cw_row_writer_text (rows, created);
  cw_row_writer_text (rows, modified);
  cw_row_writer_text (rows, memo->body);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
list_memos (CwCommandContext   *context,
            CwDatabase         *database,
            const CwMemoFilter *filter,
            GError            **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID },  { "title", CW_COLUMN_TEXT },      { "type", CW_COLUMN_TEXT },
    { "coder", CW_COLUMN_TEXT }, { "private", CW_COLUMN_BOOLEAN }, { "journal", CW_COLUMN_TEXT },
    { "ties", CW_COLUMN_TEXT },  { "created", CW_COLUMN_TEXT },    { "modified", CW_COLUMN_TEXT },
    { "body", CW_COLUMN_TEXT },
  };
  /* Another's, for one who may see only the own: there are none. */
  gboolean none = filter->viewer != NULL && !cw_guid_equal (filter->coder, filter->viewer);
  g_autoptr (GPtrArray) memos = none ? g_ptr_array_new () : cw_memo_list (database, filter, error);
  g_autoptr (CwRowWriter) rows = NULL;

  if (memos == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < memos->len; i++)
    if (!print_memo (database, rows, g_ptr_array_index (memos, i), error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

static gboolean
run_memos (CwCommandContext *context,
           GError          **error)
{
  char *coder_name = NULL;
  char *type = NULL;
  gboolean journal = FALSE;
  CwDatabase *database;
  CwGuid coder;
  CwMemoFilter filter = { NULL };
  const GOptionEntry options[] = {
    { "coder", 0, 0, G_OPTION_ARG_STRING, &coder_name, "Only by this coder", "CODER" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, "Only of this type", "TYPE" },
    { "journal", 0, 0, G_OPTION_ARG_NONE, &journal, "Only entries of a journal", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, options, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || (coder_name != NULL && !cw_names_find_coder (database, coder_name, &coder, error)))
    return FALSE;
  filter.type = type;
  filter.journal = journal;
  filter.viewer = context->viewer;
  filter.coder = coder_name != NULL ? &coder : context->viewer;
  return list_memos (context, database, &filter, error);
}

/* --- memo --------------------------------------------------------------------- */

/* What the memo says: behind the verb, in --body, or in a file. */
static gboolean
get_body (CwCommandContext  *context,
          const MemoOptions *values,
          guint              operand,
          const char       **out_body,
          GError           **error)
{
  const char *text = cw_command_context_operand (context, operand);
  guint n_given = (text != NULL ? 1 : 0) + (values->body != NULL ? 1 : 0)
                  + (values->from != NULL ? 1 : 0);
  gsize n_bytes;
  char *read;

  if (n_given > 1)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "memo: the text stands behind the command, in --body or in --from, once");
      return FALSE;
    }
  *out_body = text != NULL ? text : values->body;
  if (values->from == NULL)
    return TRUE;
  read = cw_argument_read_all (context->streams.in, values->from, &n_bytes, error);
  if (read == NULL)
    return FALSE;
  *out_body = cw_command_context_keep (context, read);
  if (g_utf8_validate_len (read, n_bytes, NULL))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: this is not UTF-8 text", values->from);
  return FALSE;
}

static gboolean
check_privacy (const MemoOptions *values,
               GError           **error)
{
  if (!values->is_private || !values->is_public)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "memo: either --private or --public");
  return FALSE;
}

/* The history is everybody's, so a private memo's title is not in it. */
static const char *
label_title (char      **title,
             const char *memo_title,
             gboolean    is_private)
{
  g_free (*title);
  *title = is_private || memo_title == NULL || *memo_title == '\0'
             ? g_strdup ("")
             : g_strconcat (" ", memo_title, NULL);
  return *title;
}

static gboolean
add_memo (CwCommandContext *context,
          gpointer          options,
          GError          **error)
{
  const MemoOptions *values = options;
  CwMemoTexts texts = {
    .title = values->title,
    .type = values->type,
    .journal_date = values->journal,
  };
  CwDatabase *database;
  g_autoptr (GArray) ties = NULL;
  gboolean is_private;
  g_autofree char *title = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid guid;
  char buffer[CW_GUID_STRING_LENGTH + 1];

  /* A journal is private until it is released. */
  is_private = values->is_private || (values->journal != NULL && !values->is_public);
  if (!check_privacy (values, error) || !get_body (context, values, 0, &texts.body, error))
    return FALSE;
  if (texts.body == NULL && texts.title == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "memo add: what does it say?");
      return FALSE;
    }
  if ((database = cw_command_context_open_to_write (context, error)) == NULL
      || (ties = cw_memo_ties_find (database, values->ties, error)) == NULL
      || (change = cw_command_context_begin (context, error, "Add memo%s",
                                             label_title (&title, texts.title, is_private)))
           == NULL
      || !cw_memo_add (change, &texts, is_private, NULL, (const CwMemoTie *) ties->data, ties->len,
                       &guid, error)
      || !cw_change_commit (change, error))
    return FALSE;
  cw_guid_write (&guid, buffer);
  return cw_command_context_print (context, error, "%s\n", buffer);
}

/* The memo that operand 0 names, among those that who writes may see. */
static CwMemo *
load_memo (CwCommandContext *context,
           CwDatabase       *database,
           const CwGuid     *viewer,
           GError          **error)
{
  CwGuid guid;

  if (!cw_names_find_memo (database, cw_command_context_operand (context, 0), viewer, &guid, error))
    return NULL;
  return cw_memo_load (database, &guid, viewer, error);
}

/* The same for one who may see only what is their own: nothing in the answer tells
 * whether another's memo is called so. */
static CwMemo *
load_own_memo (CwCommandContext *context,
               CwDatabase       *database,
               GError          **error)
{
  const char *name = cw_command_context_operand (context, 0);
  g_autofree char *wanted = cw_path_fold (name);
  const CwMemoFilter filter = { .viewer = context->viewer, .coder = context->viewer };
  g_autoptr (GPtrArray) memos = cw_memo_list (database, &filter, error);
  const CwMemo *found = NULL;
  guint n_found = 0;
  CwGuid guid = { { 0 } };
  gboolean is_guid = cw_guid_parse (&guid, name);

  for (guint i = 0; memos != NULL && i < memos->len; i++)
    {
      const CwMemo *memo = g_ptr_array_index (memos, i);
      g_autofree char *title = cw_path_fold (memo->title);

      if (is_guid ? cw_guid_equal (&memo->guid, &guid) : g_str_equal (title, wanted))
        {
          found = memo;
          n_found++;
        }
    }
  if (memos == NULL)
    return NULL;
  if (n_found == 1)
    return cw_memo_load (database, &found->guid, context->viewer, error);
  g_set_error (error, CW_ERROR, n_found > 0 ? CW_ERROR_AMBIGUOUS : CW_ERROR_NOT_FOUND,
               n_found > 0 ? "several memos are called “%s”; name one by its GUID"
                           : "there is no memo “%s”",
               name);
  return NULL;
}

static gboolean
apply_edit (CwChange          *change,
            const CwGuid      *guid,
            const CwMemoTexts *texts,
            const MemoOptions *values,
            const GArray      *ties,
            GError           **error)
{
  gboolean has_texts = texts->title != NULL || texts->type != NULL || texts->body != NULL
                       || texts->journal_date != NULL;

  if (has_texts && !cw_memo_edit (change, guid, texts, error))
    return FALSE;
  if ((values->is_private || values->is_public)
      && !cw_memo_set_private (change, guid, values->is_private, error))
    return FALSE;
  for (guint i = 0; i < ties->len; i++)
    if (!cw_memo_tie (change, guid, &g_array_index (ties, CwMemoTie, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
edit_memo (CwCommandContext *context,
           gpointer          options,
           GError          **error)
{
  const MemoOptions *values = options;
  CwMemoTexts texts = {
    .title = values->title,
    .type = values->type,
    .journal_date = values->journal,
  };
  CwDatabase *database;
  g_autoptr (GArray) ties = NULL;
  g_autoptr (CwMemo) memo = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CwChange) change = NULL;

  return check_privacy (values, error) && get_body (context, values, 1, &texts.body, error)
         && (database = cw_command_context_open_to_write (context, error)) != NULL
         && (ties = cw_memo_ties_find (database, values->ties, error)) != NULL
         && cw_command_context_find_coder (context, error)
         && (memo = load_memo (context, database, &context->coder, error)) != NULL
         && (change = cw_command_context_begin (
               context, error, "Edit memo%s",
               label_title (&title, memo->title, memo->is_private || values->is_private)))
              != NULL
         && apply_edit (change, &memo->guid, &texts, values, ties, error)
         && cw_change_commit (change, error);
}

static gboolean
untie_memo (CwCommandContext *context,
            gpointer          options,
            GError          **error)
{
  const MemoOptions *values = options;
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (GArray) ties = NULL;
  g_autoptr (CwMemo) memo = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CwChange) change = NULL;

  if (database == NULL || (ties = cw_memo_ties_find (database, values->ties, error)) == NULL
      || !cw_command_context_find_coder (context, error)
      || (memo = load_memo (context, database, &context->coder, error)) == NULL
      || (change = cw_command_context_begin (context, error, "Untie memo%s",
                                             label_title (&title, memo->title, memo->is_private)))
           == NULL)
    return FALSE;
  for (guint i = 0; i < ties->len; i++)
    if (!cw_memo_untie (change, &memo->guid, &g_array_index (ties, CwMemoTie, i), error))
      return FALSE;
  return cw_change_commit (change, error);
}

static gboolean
delete_memo (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwMemo) memo = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CwChange) change = NULL;

  return database != NULL && cw_command_context_find_coder (context, error)
         && (memo = load_memo (context, database, &context->coder, error)) != NULL
         && (change = cw_command_context_begin (
               context, error, "Delete memo%s",
               label_title (&title, memo->title, memo->is_private)))
              != NULL
         && cw_memo_delete (change, &memo->guid, error) && cw_change_commit (change, error);
}

static gboolean
show_memo (CwCommandContext *context,
           gpointer          options,
           GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (CwMemo) memo = NULL;

  if (database == NULL)
    return FALSE;
  memo = context->viewer != NULL ? load_own_memo (context, database, error)
                                 : load_memo (context, database, NULL, error);
  if (memo == NULL)
    return FALSE;
  return cw_command_context_print (context, error, "%s\n", memo->body);
}

#define TIE_OPTIONS " document passage coding code case attribute question finding round memo "

static const CwVerb memo_verbs[] = {
  { "add", "[TEXT] [--title T] [--type T] [--private] [--code C] [--document D] …", 0, 1,
    " title type body from journal private public" TIE_OPTIONS, TRUE, add_memo },
  { "edit", "MEMO [TEXT] [--title T] [--private | --public] [--code C] …", 1, 2,
    " title type body from journal private public" TIE_OPTIONS, TRUE, edit_memo },
  { "untie", "MEMO [--code C] [--document D] …", 1, 1, TIE_OPTIONS, TRUE, untie_memo },
  { "delete", "MEMO", 1, 1, "", TRUE, delete_memo },
  { "show", "MEMO", 1, 1, "", FALSE, show_memo },
  { NULL },
};

static void
append_tie_options (MemoOptions *values,
                    GArray      *options)
{
  for (guint i = 0; i < CW_TIE_N_KINDS; i++)
    {
      const GOptionEntry entry = { cw_tie_kind_to_string ((CwTieKind) i),
                                   0,
                                   0,
                                   G_OPTION_ARG_STRING,
                                   &values->ties[i],
                                   "What it is tied to",
                                   "NAME" };

      g_array_append_val (options, entry);
    }
}

static gboolean
run_memo (CwCommandContext *context,
          GError          **error)
{
  MemoOptions values = { NULL };
  g_autoptr (GArray) options = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  const GOptionEntry first[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &values.title, "Its title", "TEXT" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &values.type, "Its type", "TYPE" },
    { "body", 0, 0, G_OPTION_ARG_STRING, &values.body, "What it says, in Markdown", "TEXT" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &values.from,
      "What it says, from a file (- for standard input)", "FILE" },
    { "journal", 0, 0, G_OPTION_ARG_STRING, &values.journal,
      "It is an entry of the coder's journal", "DATE" },
    { "private", 0, 0, G_OPTION_ARG_NONE, &values.is_private, "Only its coder sees it", NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &values.is_public, "Everybody sees it", NULL },
  };

  g_array_append_vals (options, first, G_N_ELEMENTS (first));
  append_tie_options (&values, options);
  return cw_command_context_parse (context, CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY,
                                   (const GOptionEntry *) options->data, error)
         && cw_verb_run (context, &values, error);
}

const CwCommand cw_commands_memos[] = {
  { "memos", "PROJECT", "lists the memos", "Private memos are listed only with --as their coder.",
    TRUE, NULL, run_memos },
  { "memo", "PROJECT VERB …", "writes, changes and deletes memos",
    "A memo is named by its title or GUID, and is tied to what the options name. \"edit\"\n"
    "adds ties, \"untie\" takes them away.",
    TRUE, memo_verbs, run_memo },
  { NULL },
};
