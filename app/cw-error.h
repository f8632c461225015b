/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CW_ERROR:
 *
 * The engine's error domain. A message in it says what was being done, to
 * what, what is wrong and what to do, in a sentence that a researcher can read.
 */
#define CW_ERROR (cw_error_quark ())

/**
 * CwError:
 * @CW_ERROR_FAILED: something outside the program's hands failed (I/O, say)
 * @CW_ERROR_USAGE: the request itself makes no sense, whatever the project holds
 * @CW_ERROR_NOT_FOUND: no such thing; where it can, the message lists candidates
 * @CW_ERROR_AMBIGUOUS: several things answer to the name; the message lists them
 * @CW_ERROR_INVALID: the request breaks a rule of the model (equal names, a cycle)
 * @CW_ERROR_CONFLICT: a later change is in the way; the message names it
 * @CW_ERROR_WOULD_LOSE: refused because something would be lost without force
 * @CW_ERROR_LOCKED: somebody else has the project; the message says who
 * @CW_ERROR_READ_ONLY: the project was opened for reading, and why
 * @CW_ERROR_NOT_A_PROJECT: the file is not a Caseweave project
 * @CW_ERROR_TOO_NEW: made by a newer Caseweave; the message names the version
 * @CW_ERROR_DAMAGED: the file is damaged, or holds what no Caseweave writes
 * @CW_ERROR_PROTECTED: a document is protected with a password
 * @CW_ERROR_FORMAT: a document is not what it says, or not of a readable format
 * @CW_ERROR_TOO_LARGE: over a stated limit
 * @CW_ERROR_NO_SPACE: the disk is full; nothing was changed
 *
 * Codes that a caller can act on. A cancelled call fails with
 * %G_IO_ERROR_CANCELLED instead.
 */
typedef enum
{
  CW_ERROR_FAILED,
  CW_ERROR_USAGE,
  CW_ERROR_NOT_FOUND,
  CW_ERROR_AMBIGUOUS,
  CW_ERROR_INVALID,
  CW_ERROR_CONFLICT,
  CW_ERROR_WOULD_LOSE,
  CW_ERROR_LOCKED,
  CW_ERROR_READ_ONLY,
  CW_ERROR_NOT_A_PROJECT,
  CW_ERROR_TOO_NEW,
  CW_ERROR_DAMAGED,
  CW_ERROR_PROTECTED,
  CW_ERROR_FORMAT,
  CW_ERROR_TOO_LARGE,
  CW_ERROR_NO_SPACE,
} CwError;

GQuark cw_error_quark (void);

G_END_DECLS
