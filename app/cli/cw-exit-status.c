/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "cw-exit-status.h"

#include "cw-command-options.h"
#include "cw-error.h"

#include <gio/gio.h>

static CwExitStatus
status_of_code (CwError code)
{
  switch (code)
    {
    case CW_ERROR_USAGE:
    case CW_ERROR_NOT_FOUND:
    case CW_ERROR_AMBIGUOUS:
    case CW_ERROR_INVALID:
      return CW_EXIT_USAGE;
    case CW_ERROR_WOULD_LOSE:
    case CW_ERROR_CONFLICT:
      return CW_EXIT_WOULD_LOSE;
    case CW_ERROR_FAILED:
    case CW_ERROR_LOCKED:
    case CW_ERROR_READ_ONLY:
    case CW_ERROR_NOT_A_PROJECT:
    case CW_ERROR_TOO_NEW:
    case CW_ERROR_DAMAGED:
    case CW_ERROR_PROTECTED:
    case CW_ERROR_FORMAT:
    case CW_ERROR_TOO_LARGE:
    case CW_ERROR_NO_SPACE:
    default:
      return CW_EXIT_UNUSABLE;
    }
}

/**
 * cw_exit_status_of_error:
 * @error: why a command ended
 *
 * Gets the exit status that belongs to an error. A reader that has gone away
 * (`| head`) has all it wanted: that is no failure.
 *
 * Returns: the status
 */
CwExitStatus
cw_exit_status_of_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, CW_EXIT_UNUSABLE);

  if (error->domain == CW_ERROR)
    return status_of_code ((CwError) error->code);
  if (error->domain == CW_HELP_SHOWN || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return CW_EXIT_DONE;
  if (error->domain == G_OPTION_ERROR || error->domain == G_SHELL_ERROR)
    return CW_EXIT_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CW_EXIT_INTERRUPTED;
  return CW_EXIT_UNUSABLE;
}

/**
 * cw_exit_blame_input:
 * @error: why a file could not be read
 *
 * Marks an error as one of a file and not of how the program was called: a file
 * that is not there is an input that cannot be used, where a code that is not
 * there is a slip of the name.
 */
void
cw_exit_blame_input (GError *error)
{
  g_return_if_fail (error != NULL);

  if (error->domain == CW_ERROR && status_of_code ((CwError) error->code) == CW_EXIT_USAGE)
    error->code = CW_ERROR_FAILED;
}
