/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-command-options.h"

#include "cw-command.h"
#include "cw-error.h"

#include <string.h>

/**
 * cw_help_shown_quark:
 *
 * Returns: %CW_HELP_SHOWN
 */
G_DEFINE_QUARK (cw-help-shown-quark, cw_help_shown)

static gboolean
entry_is_text (const GOptionEntry *entry)
{
  return entry->arg == G_OPTION_ARG_STRING || entry->arg == G_OPTION_ARG_FILENAME;
}

/* Takes over what GOption allocated. */
static void
keep_values (CwCommandContext *self)
{
  const GOptionEntry *entries = (const GOptionEntry *) self->entries->data;

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if (entry_is_text (entry))
      cw_command_context_keep (self, *(char **) entry->arg_data);
}

static gboolean
check_values (CwCommandContext *self,
              GError          **error)
{
  const GOptionEntry *entries = (const GOptionEntry *) self->entries->data;

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      const char *value;

      if (entry->arg != G_OPTION_ARG_STRING)
        continue;
      value = *(char **) entry->arg_data;
      if (value != NULL && !g_utf8_validate (value, -1, NULL))
        {
          g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "--%s: what is given is not UTF-8 text",
                       entry->long_name);
          return FALSE;
        }
    }
  return TRUE;
}

/* GOption reads strings in the locale's encoding, and so refuses "é" where the
 * locale is C. File names it takes as they are; so let it take all of them so. */
static GArray *
entries_for_parsing (const GArray *entries)
{
  GArray *copy = g_array_copy ((GArray *) entries);

  for (guint i = 0; i < copy->len; i++)
    {
      GOptionEntry *entry = &g_array_index (copy, GOptionEntry, i);

      if (entry->arg == G_OPTION_ARG_STRING)
        entry->arg = G_OPTION_ARG_FILENAME;
    }
  return copy;
}

static void
add_shared_entries (CwCommandContext *self,
                    CwSharedOptions   shared,
                    GArray           *entries)
{
  const struct
  {
    CwSharedOptions flag;
    GOptionEntry entry;
  } all[] = {
    { CW_OPTION_FORMAT,
      { "format", 0, 0, G_OPTION_ARG_STRING, &self->format_name,
        "How to print lists: text (the default), csv or json", "FORMAT" } },
    { CW_OPTION_AS,
      { "as", 0, 0, G_OPTION_ARG_STRING, &self->as_name, "Show only what this coder may see",
        "CODER" } },
    { CW_OPTION_CODER,
      { "coder", 0, 0, G_OPTION_ARG_STRING, &self->coder_name,
        "Who does this (the default: the project's last coder)", "NAME" } },
    { CW_OPTION_WHY,
      { "why", 0, 0, G_OPTION_ARG_STRING, &self->why, "The reason, kept in the history",
        "REASON" } },
    { CW_OPTION_FORCE,
      { "force", 0, 0, G_OPTION_ARG_NONE, &self->force, "Do it even where something is lost by it",
        NULL } },
    { CW_OPTION_NONE,
      { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help_wanted, "Show this help", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].flag == CW_OPTION_NONE || (shared & all[i].flag) != 0)
      g_array_append_val (entries, all[i].entry);
}

static gboolean
parse_arguments (CwCommandContext *self,
                 char           ***out_operands,
                 GError          **error)
{
  g_autoptr (GOptionContext) parser = g_option_context_new (NULL);
  g_autoptr (GArray) entries = entries_for_parsing (self->entries);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry operands = { G_OPTION_REMAINING, 0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                                  out_operands,       NULL, NULL };

  g_array_append_val (entries, operands);
  g_strv_builder_add (builder, "caseweave-cli");
  g_strv_builder_addv (builder, (const char **) self->arguments);
  arguments = g_strv_builder_end (builder);
  g_option_context_set_help_enabled (parser, FALSE);
  g_option_context_add_main_entries (parser, (const GOptionEntry *) entries->data, NULL);
  if (!g_option_context_parse_strv (parser, &arguments, error))
    {
      g_prefix_error (error, "%s: ", self->command->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_format (CwCommandContext *self,
              GError          **error)
{
  self->format = CW_FORMAT_TEXT;
  return self->format_name == NULL || cw_format_parse (self->format_name, &self->format, error);
}

static gboolean
take_operands (CwCommandContext *self,
               char            **operands,
               GError          **error)
{
  char **rest = operands;

  if (self->command->takes_project && !self->in_script)
    {
      if (rest == NULL || *rest == NULL)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                       "%s: which project? Usage: caseweave-cli %s [OPTIONS] %s",
                       self->command->name, self->command->name, self->command->synopsis);
          return FALSE;
        }
      self->project_path = *rest++;
    }
  for (; rest != NULL && *rest != NULL; rest++)
    g_ptr_array_add (self->operands, *rest);
  return TRUE;
}

static void
append_verbs (const CwCommand *command,
              GString         *help)
{
  if (command->verbs == NULL)
    return;
  for (const CwVerb *verb = command->verbs; verb->run != NULL; verb++)
    g_string_append_printf (help, "  caseweave-cli %s PROJECT%s%s%s%s%s%s\n", command->name,
                            command->subject != NULL ? " " : "",
                            command->subject != NULL ? command->subject : "",
                            verb->name != NULL ? " " : "", verb->name != NULL ? verb->name : "",
                            *verb->synopsis != '\0' ? " " : "", verb->synopsis);
}

static void
append_options (const GArray *entries,
                GString      *help)
{
  g_string_append (help, "\nOptions:\n");
  for (guint i = 0; i < entries->len; i++)
    {
      const GOptionEntry *entry = &g_array_index (entries, GOptionEntry, i);
      g_autofree char *left = NULL;

      if (entry->short_name != 0)
        left = g_strdup_printf ("-%c, --%s", entry->short_name, entry->long_name);
      else
        left = g_strdup_printf ("--%s%s%s", entry->long_name,
                                entry->arg_description != NULL ? " " : "",
                                entry->arg_description != NULL ? entry->arg_description : "");
      g_string_append_printf (help, "  %-24s %s\n", left, entry->description);
    }
}

static gboolean
show_help (CwCommandContext *self,
           GError          **error)
{
  g_autoptr (GString) help = g_string_new (NULL);

  g_string_append_printf (help, "caseweave-cli %s: %s.\n\nUsage:\n", self->command->name,
                          self->command->summary);
  if (self->command->verbs == NULL)
    g_string_append_printf (help, "  caseweave-cli %s [OPTIONS]%s%s\n", self->command->name,
                            *self->command->synopsis != '\0' ? " " : "", self->command->synopsis);
  append_verbs (self->command, help);
  append_options (self->entries, help);
  if (self->command->details != NULL)
    g_string_append_printf (help, "\n%s\n", self->command->details);
  if (!cw_command_context_print (self, error, "%s", help->str))
    return FALSE;
  /* What ends the command early is an error to the command, though not to anybody else. */
  g_set_error_literal (error, CW_HELP_SHOWN, 0, "the help was shown");
  return FALSE;
}

/**
 * cw_command_context_parse:
 * @self: a context
 * @shared: which of the shared options the command takes
 * @options: the command's own options, ended by an empty one; their values are
 *   kept by the context. Only strings, file names and switches
 * @error: return location for an error
 *
 * Parses the arguments: options before, between and behind the operands, `--`
 * ending them. Where the help is asked for, prints it and fails with
 * %CW_HELP_SHOWN, which is to be passed on.
 *
 * Returns: %TRUE if the command is to go on
 */
gboolean
cw_command_context_parse (CwCommandContext   *self,
                          CwSharedOptions     shared,
                          const GOptionEntry *options,
                          GError            **error)
{
  char **operands = NULL;

  g_return_val_if_fail (self != NULL && self->entries->len == 0, FALSE);

  for (; options != NULL && options->long_name != NULL; options++)
    g_array_append_val (self->entries, *options);
  self->n_own_entries = self->entries->len;
  add_shared_entries (self, shared, self->entries);
  if (!self->help_wanted)
    {
      if (!parse_arguments (self, &operands, error))
        return FALSE;
      keep_values (self);
      if (operands != NULL)
        g_ptr_array_add (self->owned_vectors, operands);
    }
  if (self->help_wanted)
    return show_help (self, error);
  return take_operands (self, operands, error) && check_values (self, error)
         && parse_format (self, error);
}

/**
 * cw_command_context_check_operands:
 * @self: a parsed context
 * @n_min: fewest operands (PROJECT not counted)
 * @n_max: most operands
 * @error: return location for an error
 *
 * Checks how many operands there are, and that they are text.
 *
 * Returns: %TRUE if they will do
 */
gboolean
cw_command_context_check_operands (CwCommandContext *self,
                                   guint             n_min,
                                   guint             n_max,
                                   GError          **error)
{
  guint n = self->operands->len;

  if (n < n_min || n > n_max)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s: %s. Usage: caseweave-cli %s [OPTIONS] %s",
                   self->command->name,
                   n < n_min ? "something is missing" : "there is something too many",
                   self->command->name, self->command->synopsis);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!g_utf8_validate (g_ptr_array_index (self->operands, i), -1, NULL))
      {
        g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s: argument %u is not UTF-8 text",
                     self->command->name, i + 1);
        return FALSE;
      }
  return TRUE;
}

/**
 * cw_command_context_operand:
 * @self: a parsed context
 * @index: which one
 *
 * Gets an operand.
 *
 * Returns: (transfer none) (nullable): the operand, or %NULL if there are not so many
 */
const char *
cw_command_context_operand (CwCommandContext *self,
                            guint             index)
{
  return index < self->operands->len ? g_ptr_array_index (self->operands, index) : NULL;
}

static gboolean
entry_is_set (const GOptionEntry *entry)
{
  if (entry->arg == G_OPTION_ARG_NONE)
    return *(gboolean *) entry->arg_data;
  return *(char **) entry->arg_data != NULL;
}

/**
 * cw_command_context_allow_options:
 * @self: a parsed context
 * @allowed: long names of options, each between spaces (" name colour ")
 * @for_what: what is being done, for the message ("codes rename")
 * @error: return location for an error
 *
 * Refuses those of the command's own options that were given and mean nothing
 * here, rather than passing over them in silence.
 *
 * Returns: %TRUE if all that were given are in @allowed
 */
gboolean
cw_command_context_allow_options (CwCommandContext *self,
                                  const char       *allowed,
                                  const char       *for_what,
                                  GError          **error)
{
  for (guint i = 0; i < self->n_own_entries; i++)
    {
      const GOptionEntry *entry = &g_array_index (self->entries, GOptionEntry, i);
      g_autofree char *word = g_strdup_printf (" %s ", entry->long_name);

      if (entry_is_set (entry) && strstr (allowed, word) == NULL)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s does not take --%s", for_what,
                       entry->long_name);
          return FALSE;
        }
    }
  return TRUE;
}
