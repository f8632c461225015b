/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-project-private.h"

#include "cw-change.h"
#include "cw-error.h"
#include "cw-open-private.h"
#include "cw-seen-private.h"

#include <string.h>

struct _CwProject
{
  GObject parent_instance;

  char *path;
  CwOpened opened;
  CwGuid replica;
  GMainContext *context;
  GThread *thread;
  CwUndoState undo;
  CwCoalescing coalescing;
};

G_DEFINE_FINAL_TYPE (CwProject, cw_project, G_TYPE_OBJECT)

enum
{
  PROP_WRITABLE = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
cw_project_finalize (GObject *object)
{
  CwProject *self = CW_PROJECT (object);

  cw_project_close (self, NULL);
  cw_opened_clear (&self->opened);
  cw_undo_state_clear (&self->undo);
  g_free (self->coalescing.key);
  g_main_context_unref (self->context);
  g_free (self->path);
  G_OBJECT_CLASS (cw_project_parent_class)->finalize (object);
}

static void
cw_project_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwProject *self = CW_PROJECT (object);

  switch (id)
    {
    case PROP_WRITABLE:
      g_value_set_boolean (value, cw_project_get_writable (self, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_project_class_init (CwProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_project_finalize;
  object_class->get_property = cw_project_get_property;

  /**
   * CwProject:writable:
   *
   * Whether changes can be made; becomes true when the check of a file that was not
   * seen before has passed.
   */
  properties[PROP_WRITABLE] = g_param_spec_boolean ("writable", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CwProject::changed:
   * @self: the project
   * @touched: what the change touched
   *
   * A change was committed, undone or redone. Emitted on the thread that opened
   * the project. Whoever shows something of a project listens to this alone.
   */
  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, CW_TYPE_TOUCHED);
}

static void
cw_project_init (CwProject *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_self ();
  cw_undo_state_init (&self->undo);
}

static CwProject *
project_new (const char *path)
{
  CwProject *self = g_object_new (CW_TYPE_PROJECT, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  return self;
}

static gboolean
write_project_row (CwProject  *self,
                   const char *title,
                   const char *coder_name,
                   GError    **error)
{
  CwGuid project;
  CwGuid coder;
  gint64 now;
  g_autoptr (CwChange) change = NULL;

  cw_guid_init_new (&project);
  cw_guid_init_new (&coder);
  change = cw_change_begin (self, &coder, "New project", NULL, CW_CHANGE_SETUP, error);
  if (change == NULL)
    return FALSE;
  now = cw_change_get_time (change);
  return cw_database_run (
           self->opened.database, "INSERT INTO project (guid, title, created) VALUES (?1, ?2, ?3)",
           CW_BIND (cw_guid_value (&project), cw_text_value (title), cw_int_value (now)), error)
         && cw_database_run (
           self->opened.database, "INSERT INTO coders (guid, name, created) VALUES (?1, ?2, ?3)",
           CW_BIND (cw_guid_value (&coder), cw_text_value (coder_name), cw_int_value (now)), error)
         && cw_change_commit (change, error);
}

/**
 * cw_project_create:
 * @path: where; nothing may be there yet
 * @title: the study's title
 * @coder_name: who makes it, the first coder
 * @error: return location for an error
 *
 * Makes a project file with a title and a coder and nothing else.
 *
 * Returns: (transfer full) (nullable): the project, open for writing
 */
CwProject *
cw_project_create (const char *path,
                   const char *title,
                   const char *coder_name,
                   GError    **error)
{
  g_autofree char *name = NULL;
  g_autoptr (CwProject) self = NULL;

  g_return_val_if_fail (path != NULL && title != NULL && coder_name != NULL, NULL);

  name = cw_project_tidy_name (coder_name, error);
  if (name == NULL)
    return NULL;
  if (!g_utf8_validate (title, -1, NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s: the title is not valid UTF-8", path);
      return NULL;
    }
  self = project_new (path);
  if (!cw_opened_create (&self->opened, self->path, error))
    return NULL;
  if (!cw_local_get_guid (self->opened.database, "replica", &self->replica, NULL, error)
      || !write_project_row (self, title, name, error))
    {
      cw_opened_discard (&self->opened);
      return NULL;
    }
  cw_seen_remember (self->path);
  return g_steal_pointer (&self);
}

/**
 * cw_project_open:
 * @path: a project file
 * @flags: how
 * @cancellable: (nullable): to stop the check that %CW_OPEN_NEED_WRITE may have to wait for
 * @error: return location for an error
 *
 * Opens a project from anyone: anything in the file that Caseweave did not make
 * refuses it. Where it can only be read, cw_project_get_writable() says why.
 *
 * Returns: (transfer full) (nullable): the project
 */
CwProject *
cw_project_open (const char   *path,
                 CwOpenFlags   flags,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr (CwProject) self = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (path != NULL, NULL);

  self = project_new (path);
  if (!cw_opened_open (&self->opened, self->path, flags, cancellable, error)
      || !cw_local_get_guid (self->opened.database, "replica", &self->replica, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   "%s: the project does not say which copy it is; restore a backup", self->path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * cw_project_close:
 * @self: a project
 * @error: return location for an error
 *
 * Writes everything into the one file and gives the lock back. The project is of
 * no further use. Closing twice does nothing.
 *
 * Returns: whether it closed cleanly
 */
gboolean
cw_project_close (CwProject *self,
                  GError   **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), FALSE);

  return cw_opened_close (&self->opened, error);
}

/**
 * cw_project_get_path:
 * @self: a project
 *
 * Returns: (transfer none): its file's absolute path
 */
const char *
cw_project_get_path (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->path;
}

/**
 * cw_project_get_writable:
 * @self: a project
 * @out_why_not: (out) (optional) (transfer none) (nullable): why it can only be
 *   read, a sentence for people
 *
 * Returns: whether changes can be made now
 */
gboolean
cw_project_get_writable (CwProject   *self,
                         const char **out_why_not)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), FALSE);

  if (out_why_not != NULL)
    *out_why_not = self->opened.why_read_only;
  return self->opened.why_read_only == NULL;
}

/**
 * cw_project_get_notice:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): what a person should know of how the file
 *   is opened, such as that it lies in a synchronised folder
 */
const char *
cw_project_get_notice (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->opened.notice;
}

/**
 * cw_project_get_database:
 * @self: a project
 *
 * Returns: (transfer none): the connection of the thread that opened the project,
 *   for short reads
 */
CwDatabase *
cw_project_get_database (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->opened.database;
}

/**
 * cw_project_open_reader:
 * @self: a project
 * @error: return location for an error
 *
 * May be called on any thread; the connection is the calling thread's.
 *
 * Returns: (transfer full) (nullable): a connection for reading; end it with
 *   cw_project_close_connection()
 */
CwDatabase *
cw_project_open_reader (CwProject *self,
                        GError   **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return cw_opened_connect (&self->opened, self->path, FALSE, error);
}

/**
 * cw_project_open_writer:
 * @self: a project that can be written
 * @error: return location for an error
 *
 * For a worker that makes a large change with cw_change_begin_on(). There is none
 * where the file is locked exclusively (network and synchronised folders).
 *
 * Returns: (transfer full) (nullable): a connection of the calling thread; end it
 *   with cw_project_close_connection()
 */
CwDatabase *
cw_project_open_writer (CwProject *self,
                        GError   **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  if (!cw_project_require_write (self, error))
    return NULL;
  return cw_opened_connect (&self->opened, self->path, TRUE, error);
}

/**
 * cw_project_close_connection:
 * @self: a project
 * @database: (transfer full): what cw_project_open_reader() or
 *   cw_project_open_writer() gave
 */
void
cw_project_close_connection (CwProject  *self,
                             CwDatabase *database)
{
  g_return_if_fail (CW_IS_PROJECT (self) && database != NULL);
  g_return_if_fail (database != self->opened.database);

  cw_database_free (database);
}

/**
 * cw_project_get_replica:
 * @self: a project
 *
 * Returns: (transfer none): which copy of the project this file is
 */
const CwGuid *
cw_project_get_replica (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return &self->replica;
}

static void
check_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  CwProject *self = source;
  GError *error = NULL;
  CwDatabase *reader = cw_project_open_reader (self, &error);

  if (reader != NULL)
    {
      cw_database_set_cancellable (reader, cancellable);
      cw_opened_quick_check (reader, &error);
      cw_project_close_connection (self, reader);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * cw_project_check_in_background:
 * @self: a project
 * @cancellable: (nullable): stops it
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the whole file once, on a worker. A file not seen before can be written
 * only when this has passed.
 */
void
cw_project_check_in_background (CwProject          *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CW_IS_PROJECT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cw_project_check_in_background);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * cw_project_check_in_background_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the file is whole
 */
gboolean
cw_project_check_in_background_finish (CwProject    *self,
                                       GAsyncResult *result,
                                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  cw_seen_remember (self->path);
  if (self->opened.awaits_check)
    {
      if (!cw_opened_allow_writing (&self->opened, error)
          || !cw_local_get_guid (self->opened.database, "replica", &self->replica, NULL, error))
        return FALSE;
      self->opened.awaits_check = FALSE;
      g_clear_pointer (&self->opened.why_read_only, g_free);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRITABLE]);
    }
  return TRUE;
}

/**
 * cw_project_checkpoint:
 * @self: a project
 * @error: return location for an error
 *
 * Brings everything into the one file, since people copy that alone. To be called
 * when nothing else is going on; closing does it too.
 *
 * Returns: whether it did
 */
gboolean
cw_project_checkpoint (CwProject *self,
                       GError   **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), FALSE);

  return cw_opened_checkpoint (&self->opened, error);
}

/*
 * cw_project_require_write:
 * Fails, with the reason, unless changes can be made.
 */
gboolean
cw_project_require_write (CwProject *self,
                          GError   **error)
{
  if (self->opened.database != NULL && self->opened.why_read_only == NULL)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_READ_ONLY, "%s: %s", self->path,
               self->opened.database != NULL ? self->opened.why_read_only : "it is closed");
  return FALSE;
}

/*
 * cw_project_get_undo_state:
 * What undo knows of this project.
 */
CwUndoState *
cw_project_get_undo_state (CwProject *self)
{
  return &self->undo;
}

/*
 * cw_project_get_coalescing:
 * Which entry may grow.
 */
CwCoalescing *
cw_project_get_coalescing (CwProject *self)
{
  return &self->coalescing;
}

typedef struct
{
  CwProject *project;
  CwTouched *touched;
} Emission;

static gboolean
emit_changed_cb (gpointer data)
{
  Emission *emission = data;

  g_signal_emit (emission->project, signals[CHANGED], 0, emission->touched);
  g_object_unref (emission->project);
  cw_touched_unref (emission->touched);
  g_free (emission);
  return G_SOURCE_REMOVE;
}

/*
 * cw_project_emit_changed:
 * Emits CwProject::changed on the project's own thread.
 */
void
cw_project_emit_changed (CwProject *self,
                         CwTouched *touched)
{
  g_autoptr (GSource) idle = NULL;
  Emission *emission;

  if (g_thread_self () == self->thread)
    {
      g_signal_emit (self, signals[CHANGED], 0, touched);
      return;
    }
  emission = g_new0 (Emission, 1);
  emission->project = g_object_ref (self);
  emission->touched = cw_touched_ref (touched);
  /* Not g_main_context_invoke(): that calls here and now where no loop runs yet. */
  idle = g_idle_source_new ();
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, emit_changed_cb, emission, NULL);
  g_source_attach (idle, self->context);
}
