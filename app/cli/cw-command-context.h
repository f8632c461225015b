/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"
#include "cw-project.h"
#include "cw-row-writer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CwCommand CwCommand;
typedef struct _CwCommandContext CwCommandContext;

/**
 * CwCliStreams:
 * @in: standard input
 * @out: results
 * @messages: messages, errors and progress
 * @show_progress: whether somebody watches @messages
 * @width: columns of the terminal that @out goes to; 0 where it goes elsewhere
 *
 * What a run of the program reads and writes. None is owned.
 */
typedef struct
{
  GInputStream *in;
  GOutputStream *out;
  GOutputStream *messages;
  gboolean show_progress;
  guint width;
} CwCliStreams;

/**
 * CwSharedOptions:
 * @CW_OPTION_FORMAT: `--format`, where something is listed
 * @CW_OPTION_AS: `--as`, where the project is read
 * @CW_OPTION_CODER: `--coder`, where it is written to
 * @CW_OPTION_WHY: `--why`, a reason for the history
 * @CW_OPTION_FORCE: `--force`, to do what would lose something
 *
 * Options that mean the same wherever they stand.
 */
typedef enum
{
  CW_OPTION_NONE = 0,
  CW_OPTION_FORMAT = 1 << 0,
  CW_OPTION_AS = 1 << 1,
  CW_OPTION_CODER = 1 << 2,
  CW_OPTION_WHY = 1 << 3,
  CW_OPTION_FORCE = 1 << 4,
} CwSharedOptions;

/**
 * CwCommandContext:
 *
 * One command being run: what was asked, the project it works on, and where its
 * answers go. Fields may be read by the commands; only @status is theirs to set.
 * In a script the project is open already, and stays so.
 */
struct _CwCommandContext
{
  const CwCommand *command;
  const char *const *arguments; /* behind the command's name */
  CwCliStreams streams;
  GCancellable *cancellable;
  gboolean help_wanted; /* cw_command_context_parse() is to print the help */
  gboolean in_script;
  const char *script_coder; /* who writes unless the line says otherwise; or NULL */
  int status;               /* 0; or 1, done in part */

  /* After parsing. */
  const char *project_path;
  GPtrArray *operands; /* of const char *, without PROJECT */
  CwFormat format;
  char *format_name;
  char *coder_name; /* NULL: the project's last coder */
  char *as_name;
  char *why;
  gboolean force;

  /* After opening. */
  CwProject *project;
  gboolean opened_for_writing;
  CwGuid coder; /* who writes */
  CwGuid viewer_guid;
  const CwGuid *viewer; /* whose work alone is shown; NULL: everybody's */

  GArray *entries; /* of GOptionEntry: the command's own, then the shared */
  guint n_own_entries;
  GPtrArray *owned;         /* of char *: values of options, and the like */
  GPtrArray *owned_vectors; /* of char ** */
};

CwCommandContext *cw_command_context_new  (const CwCommand    *command,
                                           const char *const  *arguments,
                                           const CwCliStreams *streams,
                                           GCancellable       *cancellable);
void              cw_command_context_free (CwCommandContext   *self);

char *cw_command_context_keep (CwCommandContext *self,
                               char             *string);

CwDatabase *cw_command_context_open_to_read  (CwCommandContext *self,
                                              GError          **error);
CwDatabase *cw_command_context_open_to_write (CwCommandContext *self,
                                              GError          **error);
gboolean    cw_command_context_find_coder    (CwCommandContext *self,
                                              GError          **error);
gboolean    cw_command_context_refuse_blind  (CwCommandContext *self,
                                              GError          **error);
CwChange   *cw_command_context_begin         (CwCommandContext *self,
                                              GError          **error,
                                              const char       *label,
                                              ...) G_GNUC_PRINTF (3, 4);
gboolean    cw_command_context_close         (CwCommandContext *self,
                                              GError          **error);

gboolean     cw_command_context_print    (CwCommandContext *self,
                                          GError          **error,
                                          const char       *format,
                                          ...) G_GNUC_PRINTF (3, 4);
CwRowWriter *cw_command_context_rows     (CwCommandContext *self,
                                          const CwColumn   *columns,
                                          guint             n_columns);
void         cw_command_context_note     (CwCommandContext *self,
                                          const char       *format,
                                          ...) G_GNUC_PRINTF (2, 3);
void         cw_command_context_progress (CwCommandContext *self,
                                          const char       *what,
                                          guint             n_done,
                                          guint             n_all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCommandContext, cw_command_context_free)

G_END_DECLS
