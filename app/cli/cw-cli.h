/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command.h"

G_BEGIN_DECLS

/**
 * CwCommandFamily:
 * @title: what its commands are about
 * @commands: the commands, ended by one without a name
 *
 * Commands that belong together in the help.
 */
typedef struct
{
  const char *title;
  const CwCommand *commands;
} CwCommandFamily;

const CwCommandFamily *cw_cli_families     (void);
const CwCommand       *cw_cli_find_command (const char         *name);
int                    cw_cli_run          (const char *const  *arguments,
                                            const CwCliStreams *streams,
                                            GCancellable       *cancellable);
int                    cw_cli_main         (int                 argc,
                                            char              **argv);

G_END_DECLS
