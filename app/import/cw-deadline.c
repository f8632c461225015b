/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-deadline.h"

struct _CwDeadline
{
  GThread *thread;
  GMutex mutex;
  GCond cond;
  gint64 end;      /* monotonic, in microseconds */
  gboolean ended;  /* what was to be done is done */
  gboolean passed; /* it was not, in time */
  GCancellable *cancellable;
  GCancellable *parent;
  gulong handler;
};

static gpointer
wait_thread (gpointer data)
{
  CwDeadline *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->ended && !self->passed)
    if (!g_cond_wait_until (&self->cond, &self->mutex, self->end))
      self->passed = !self->ended;
  g_mutex_unlock (&self->mutex);

  if (self->passed)
    g_cancellable_cancel (self->cancellable);
  return NULL;
}

static void
parent_cancelled_cb (GCancellable *parent,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * cw_deadline_start:
 * @seconds: how long it may take
 * @parent: (nullable): cancels as well
 *
 * Starts the clock.
 *
 * Returns: (transfer full): the deadline; free with cw_deadline_free() as soon as
 *   what it limits is done
 */
CwDeadline *
cw_deadline_start (guint         seconds,
                   GCancellable *parent)
{
  CwDeadline *self = g_new0 (CwDeadline, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  self->cancellable = g_cancellable_new ();
  if (parent != NULL)
    {
      self->parent = g_object_ref (parent);
      self->handler = g_cancellable_connect (parent, G_CALLBACK (parent_cancelled_cb),
                                             g_object_ref (self->cancellable), g_object_unref);
    }
  self->thread = g_thread_new ("cw-deadline", wait_thread, self);
  return self;
}

/**
 * cw_deadline_free:
 * @self: (nullable) (transfer full): a deadline
 *
 * Stops the clock.
 */
void
cw_deadline_free (CwDeadline *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  if (self->parent != NULL)
    g_cancellable_disconnect (self->parent, self->handler);
  g_clear_object (&self->parent);
  g_object_unref (self->cancellable);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * cw_deadline_get_cancellable:
 * @self: a deadline
 *
 * Gets what to give to the function that is limited.
 *
 * Returns: (transfer none): the cancellable
 */
GCancellable *
cw_deadline_get_cancellable (CwDeadline *self)
{
  return self->cancellable;
}

/**
 * cw_deadline_has_passed:
 * @self: a deadline
 *
 * Says whether the time is up, and that was what cancelled.
 *
 * Returns: whether it was
 */
gboolean
cw_deadline_has_passed (CwDeadline *self)
{
  gboolean passed;

  g_mutex_lock (&self->mutex);
  passed = self->passed;
  g_mutex_unlock (&self->mutex);
  return passed && !g_cancellable_is_cancelled (self->parent);
}
