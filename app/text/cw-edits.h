/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One stretch replaced: [start, end) of the old text by length new characters.
 * All in code points; start and end are positions in the old text. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 length;
} CwEdit;

/**
 * CwEditOutcome:
 * @CW_EDIT_KEPT: the range still holds all it held, moved or stretched
 * @CW_EDIT_CUT: the range lost the part that lay in a replaced stretch
 * @CW_EDIT_SWALLOWED: nothing of the range is left outside what was replaced
 *
 * What becomes of a range under a list of edits.
 */
typedef enum
{
  CW_EDIT_KEPT,
  CW_EDIT_CUT,
  CW_EDIT_SWALLOWED,
} CwEditOutcome;

/* A list of edits, sorted, not overlapping and not touching one another. */
typedef struct _CwEdits CwEdits;

CwEdits *cw_edits_new             (void);
CwEdits *cw_edits_new_replacement (const char *text,
                                   gsize       n_bytes,
                                   guint32     start,
                                   guint32     end,
                                   const char *replacement,
                                   char      **out_replacement,
                                   GError    **error);
CwEdits *cw_edits_parse           (const char *string,
                                   guint32     old_length,
                                   GError    **error);
void     cw_edits_free            (CwEdits    *self);

guint         cw_edits_get_n_edits (const CwEdits *self);
const CwEdit *cw_edits_get_edit    (const CwEdits *self,
                                    guint          index);
char         *cw_edits_to_string   (const CwEdits *self);
guint32       cw_edits_new_length  (const CwEdits *self,
                                    guint32        old_length);
gboolean      cw_edits_equal       (const CwEdits *a,
                                    const CwEdits *b);

gboolean      cw_edits_append    (CwEdits       *self,
                                  guint32        start,
                                  guint32        end,
                                  guint32        length,
                                  GError       **error);
gboolean      cw_edits_validate  (const CwEdits *self,
                                  guint32        old_length,
                                  GError       **error);
char         *cw_edits_apply     (const CwEdits *self,
                                  const char    *text,
                                  gsize          n_bytes,
                                  const char    *inserted,
                                  GError       **error);
CwEdits      *cw_edits_invert    (const CwEdits *self);
CwEdits      *cw_edits_compose   (const CwEdits *first,
                                  const CwEdits *second);
CwEditOutcome cw_edits_map_range (const CwEdits *self,
                                  guint32       *start,
                                  guint32       *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwEdits, cw_edits_free)

G_END_DECLS
