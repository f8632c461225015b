/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwExitStatus:
 * @CW_EXIT_DONE: done
 * @CW_EXIT_PARTLY: done in part, or a check found something; each thing is named
 * @CW_EXIT_USAGE: wrong usage
 * @CW_EXIT_UNUSABLE: the input or the project cannot be used
 * @CW_EXIT_WOULD_LOSE: refused, because something would be lost by it
 * @CW_EXIT_INTERRUPTED: interrupted; nothing was changed
 *
 * How caseweave-cli ends.
 */
typedef enum
{
  CW_EXIT_DONE = 0,
  CW_EXIT_PARTLY = 1,
  CW_EXIT_USAGE = 2,
  CW_EXIT_UNUSABLE = 3,
  CW_EXIT_WOULD_LOSE = 4,
  CW_EXIT_INTERRUPTED = 130,
} CwExitStatus;

CwExitStatus cw_exit_status_of_error (const GError *error);
void         cw_exit_blame_input     (GError       *error);

G_END_DECLS
