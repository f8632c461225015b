/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-terminal.h"

#include "cw-exit-status.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void
add_unless_ignored (sigset_t *signals,
                    int       number)
{
  /* Who started us in the background or under nohup wants it to stay so. */
  if (!is_ignored (number))
    sigaddset (signals, number);
}

static void
fill_interrupts (sigset_t *signals)
{
  sigemptyset (signals);
  add_unless_ignored (signals, SIGINT);
  add_unless_ignored (signals, SIGTERM);
  add_unless_ignored (signals, SIGHUP);
}

static gpointer
wait_for_interrupts (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t signals;
  int number;

  fill_interrupts (&signals);
  if (sigwait (&signals, &number) != 0)
    return NULL;
  g_cancellable_cancel (cancellable);
  /* A second one does not wait; the file is as safe as in a power cut. */
  if (sigwait (&signals, &number) == 0)
    _exit (CW_EXIT_INTERRUPTED);
  return NULL;
}

/**
 * cw_terminal_watch_interrupts:
 * @cancellable: what to cancel
 *
 * Turns Ctrl+C, and being asked to end, into a cancelled operation. To be called
 * before any other thread is there: the signals are held back in all of them, and
 * one of its own waits for them. A reader that goes away becomes an error of
 * writing instead of the end.
 */
void
cw_terminal_watch_interrupts (GCancellable *cancellable)
{
  sigset_t signals;
  GThread *thread;

  g_return_if_fail (G_IS_CANCELLABLE (cancellable));

  signal (SIGPIPE, SIG_IGN);
  fill_interrupts (&signals);
  if (sigisemptyset (&signals))
    return;
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  thread = g_thread_new ("interrupts", wait_for_interrupts, g_object_ref (cancellable));
  g_thread_unref (thread);
}

/**
 * cw_terminal_width:
 *
 * Gets how wide a line of results may be.
 *
 * Returns: the terminal's columns, or 0 where standard output is none
 */
guint
cw_terminal_width (void)
{
  struct winsize size;

  if (!isatty (STDOUT_FILENO) || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}
