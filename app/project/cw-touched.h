/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-guid.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What a change touched: for each table by name, the GUIDs of its rows. Handed to
 * CwProject::changed, and read from any changeset of the history. */

typedef struct _CwTouched CwTouched;

typedef enum
{
  CW_TOUCH_INSERT = 1 << 0,
  CW_TOUCH_UPDATE = 1 << 1,
  CW_TOUCH_DELETE = 1 << 2,
} CwTouch;

typedef void (*CwTouchedFunc) (const char *table,
                               const CwGuid *guid,
                               CwTouch touch,
                               gpointer user_data);

CwTouched *cw_touched_new     (void);
CwTouched *cw_touched_ref     (CwTouched       *self);
void       cw_touched_unref   (CwTouched       *self);
void       cw_touched_add     (CwTouched       *self,
                               const char      *table,
                               const CwGuid    *guid,
                               CwTouch          touch);
gboolean   cw_touched_table   (const CwTouched *self,
                               const char      *table);
CwTouch    cw_touched_row     (const CwTouched *self,
                               const char      *table,
                               const CwGuid    *guid);
guint      cw_touched_n_rows  (const CwTouched *self);
void       cw_touched_foreach (const CwTouched *self,
                               const char      *table,
                               CwTouchedFunc    func,
                               gpointer         user_data);

#define CW_TYPE_TOUCHED (cw_touched_get_type ())
GType cw_touched_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTouched, cw_touched_unref)

G_END_DECLS
