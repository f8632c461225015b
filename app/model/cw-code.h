/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-dependents.h"

G_BEGIN_DECLS

/*
 * The codebook: a tree of codes. Siblings have different names, whatever their
 * case; paths are written as in cw-path.h. What defines a code (its name and
 * fields) has numbered revisions with a reason each, the change's; a coding says
 * which one it was made under.
 */

typedef enum
{
  CW_CODE_BRIEF,
  CW_CODE_DEFINITION,
  CW_CODE_WHEN_TO_USE,
  CW_CODE_WHEN_NOT_TO_USE,
  CW_CODE_TYPICAL_EXAMPLE,
  CW_CODE_BORDERLINE_EXAMPLE,
  CW_CODE_ATTRIBUTION,
  CW_CODE_N_FIELDS,
} CwCodeField;

typedef enum
{
  CW_CODE_PROVISIONAL,
  CW_CODE_ACTIVE,
  CW_CODE_RETIRED,
} CwCodeState;

typedef struct
{
  CwGuid guid;
  gboolean has_parent;
  CwGuid parent;
  gint64 position;
  char *name;
  char *path;
  guint depth;                    /* 0 at the top */
  char *colour;                   /* "#rrggbb" or "": its parent's */
  char *fields[CW_CODE_N_FIELDS]; /* "" where not set */
  gboolean codable;
  CwCodeState state;
  guint revision;
  gint64 n_codings; /* its own, not its sub-codes'; -1 if not asked for */
  gint64 n_documents;
  gint64 created;
} CwCode;

typedef struct
{
  guint number;
  char *name;
  char *fields[CW_CODE_N_FIELDS];
  char *reason;
  CwGuid coder;
  gint64 created;
} CwCodeRevision;

typedef enum
{
  CW_CODE_LIST_DEFAULT = 0,
  CW_CODE_LIST_COUNTS = 1 << 0, /* n_codings and n_documents too */
} CwCodeListFlags;

/* Behind the last sibling. */
#define CW_LAST G_MAXUINT

const char *cw_code_field_to_string   (CwCodeField  field);
gboolean    cw_code_field_from_string (const char  *string,
                                       CwCodeField *out_field);
const char *cw_code_state_to_string   (CwCodeState  state);
gboolean    cw_code_state_from_string (const char  *string,
                                       CwCodeState *out_state);

void       cw_code_free           (CwCode         *code);
GPtrArray *cw_code_list           (CwDatabase     *database,
                                   CwCodeListFlags flags,
                                   GError        **error);
CwCode    *cw_code_load           (CwDatabase     *database,
                                   const CwGuid   *guid,
                                   GError        **error);
char      *cw_code_dup_path       (CwDatabase     *database,
                                   const CwGuid   *guid,
                                   GError        **error);
gboolean   cw_code_find_path      (CwDatabase     *database,
                                   const char     *path,
                                   gboolean       *out_found,
                                   CwGuid         *out_guid,
                                   GError        **error);
GArray    *cw_code_list_subtree   (CwDatabase     *database,
                                   const CwGuid   *guid,
                                   GError        **error);
void       cw_code_revision_free  (CwCodeRevision *revision);
GPtrArray *cw_code_list_revisions (CwDatabase     *database,
                                   const CwGuid   *guid,
                                   GError        **error);

gboolean      cw_code_add              (CwChange          *change,
                                        const CwGuid      *parent,
                                        const char        *name,
                                        const char *const *fields,
                                        CwGuid            *out_guid,
                                        GError           **error);
gboolean      cw_code_add_path         (CwChange          *change,
                                        const char        *path,
                                        gboolean           make_parents,
                                        CwGuid            *out_guid,
                                        GError           **error);
gboolean      cw_code_rename           (CwChange          *change,
                                        const CwGuid      *guid,
                                        const char        *name,
                                        GError           **error);
gboolean      cw_code_describe         (CwChange          *change,
                                        const CwGuid      *guid,
                                        const char *const *fields,
                                        GError           **error);
gboolean      cw_code_recolour         (CwChange          *change,
                                        const CwGuid      *guid,
                                        const char        *colour,
                                        GError           **error);
gboolean      cw_code_set_codable      (CwChange          *change,
                                        const CwGuid      *guid,
                                        gboolean           codable,
                                        GError           **error);
gboolean      cw_code_set_state        (CwChange          *change,
                                        const CwGuid      *guid,
                                        CwCodeState        state,
                                        GError           **error);
gboolean      cw_code_move             (CwChange          *change,
                                        const CwGuid      *guid,
                                        const CwGuid      *parent,
                                        guint              index,
                                        GError           **error);
gboolean      cw_code_merge            (CwChange          *change,
                                        const CwGuid      *guid,
                                        const CwGuid      *into,
                                        GError           **error);
gboolean      cw_code_split            (CwChange          *change,
                                        const CwGuid      *guid,
                                        const char        *new_name,
                                        const CwGuid      *codings,
                                        guint              n_codings,
                                        CwGuid            *out_guid,
                                        GError           **error);
CwDependents *cw_code_count_dependents (CwDatabase        *database,
                                        const CwGuid      *guid,
                                        GError           **error);
gboolean      cw_code_delete           (CwChange          *change,
                                        const CwGuid      *guid,
                                        gboolean           force,
                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCode, cw_code_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCodeRevision, cw_code_revision_free)

G_END_DECLS
