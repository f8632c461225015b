/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-touched.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_PROJECT (cw_project_get_type ())
G_DECLARE_FINAL_TYPE (CwProject, cw_project, CW, PROJECT, GObject)

#define CW_PROJECT_SCHEMA_VERSION 1
#define CW_PROJECT_EXTENSION "caseweave"

/**
 * CwOpenFlags:
 * @CW_OPEN_DEFAULT: for reading and writing where that can be had
 * @CW_OPEN_READ_ONLY: for reading; takes no lock
 * @CW_OPEN_NEED_WRITE: fail, rather than open for reading, where writing cannot be had;
 *   checks a file not seen before first, instead of in the background
 * @CW_OPEN_TAKE_OVER: ignore a lock left by another machine
 */
typedef enum
{
  CW_OPEN_DEFAULT = 0,
  CW_OPEN_READ_ONLY = 1 << 0,
  CW_OPEN_NEED_WRITE = 1 << 1,
  CW_OPEN_TAKE_OVER = 1 << 2,
} CwOpenFlags;

CwProject    *cw_project_create                     (const char         *path,
                                                     const char         *title,
                                                     const char         *coder_name,
                                                     GError            **error);
CwProject    *cw_project_open                       (const char         *path,
                                                     CwOpenFlags         flags,
                                                     GCancellable       *cancellable,
                                                     GError            **error);
gboolean      cw_project_close                      (CwProject          *self,
                                                     GError            **error);
const char   *cw_project_get_path                   (CwProject          *self);
gboolean      cw_project_get_writable               (CwProject          *self,
                                                     const char        **out_why_not);
const char   *cw_project_get_notice                 (CwProject          *self);
CwDatabase   *cw_project_get_database               (CwProject          *self);
CwDatabase   *cw_project_open_reader                (CwProject          *self,
                                                     GError            **error);
CwDatabase   *cw_project_open_writer                (CwProject          *self,
                                                     GError            **error);
void          cw_project_close_connection           (CwProject          *self,
                                                     CwDatabase         *database);
const CwGuid *cw_project_get_replica                (CwProject          *self);
gboolean      cw_project_get_coder                  (CwProject          *self,
                                                     CwGuid             *out_coder,
                                                     GError            **error);
gboolean      cw_project_use_coder                  (CwProject          *self,
                                                     const char         *name,
                                                     CwGuid             *out_coder,
                                                     GError            **error);
gboolean      cw_project_check_in_background_finish (CwProject          *self,
                                                     GAsyncResult       *result,
                                                     GError            **error);
void          cw_project_check_in_background        (CwProject          *self,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
gboolean      cw_project_checkpoint                 (CwProject          *self,
                                                     GError            **error);

G_END_DECLS
