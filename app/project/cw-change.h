/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/*
 * One user action on a project, and the only way to write:
 *
 *   g_autoptr (CwChange) change = cw_change_begin (project, coder, "Code passage with Trust",
 *                                                  reason, CW_CHANGE_DEFAULT, error);
 *   if (change == NULL || !cw_coding_add (change, …, error))
 *     return FALSE;                        // what was written is rolled back
 *   return cw_change_commit (change, error);
 *
 * It holds the write transaction: do reading and computing before beginning it.
 */

typedef struct _CwChange CwChange;

/**
 * CwChangeFlags:
 * @CW_CHANGE_DEFAULT: a single action, on the disk when committed
 * @CW_CHANGE_BULK: many rows, cheaper to commit; a power cut may undo it whole
 * @CW_CHANGE_SETUP: part of making the project or a coder: not undone by undo
 */
typedef enum
{
  CW_CHANGE_DEFAULT = 0,
  CW_CHANGE_BULK = 1 << 0,
  CW_CHANGE_SETUP = 1 << 1,
} CwChangeFlags;

/* A change whose changeset is larger than this is refused: make several. */
#define CW_CHANGE_SIZE_LIMIT (256 * 1024 * 1024)

CwChange     *cw_change_begin        (CwProject    *project,
                                      const CwGuid *coder,
                                      const char   *label,
                                      const char   *reason,
                                      CwChangeFlags flags,
                                      GError      **error);
CwChange     *cw_change_begin_on     (CwProject    *project,
                                      CwDatabase   *database,
                                      const CwGuid *coder,
                                      const char   *label,
                                      const char   *reason,
                                      CwChangeFlags flags,
                                      GError      **error);
void          cw_change_set_label    (CwChange     *self,
                                      const char   *label);
void          cw_change_coalesce     (CwChange     *self,
                                      const char   *key);
gboolean      cw_change_commit       (CwChange     *self,
                                      GError      **error);
void          cw_change_free         (CwChange     *self);
CwProject    *cw_change_get_project  (CwChange     *self);
CwDatabase   *cw_change_get_database (CwChange     *self);
const CwGuid *cw_change_get_coder    (CwChange     *self);
const char   *cw_change_get_reason   (CwChange     *self);
gint64        cw_change_get_time     (CwChange     *self);
gint64        cw_change_get_seq      (CwChange     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwChange, cw_change_free)

G_END_DECLS
