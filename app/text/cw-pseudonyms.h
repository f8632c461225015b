/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-edits.h"
#include "cw-text.h"

G_BEGIN_DECLS

/*
 * Names and what is to stand for them. A name is found whatever its case (unless
 * the table says that case matters), however its accents are encoded, over a line
 * end, with another kind of space, hyphen or apostrophe; as whole words, unless the
 * table says otherwise. Of names that begin at the same place the longest counts.
 * Once filled, a table is only read, and may be used by several threads.
 */
typedef struct _CwPseudonyms CwPseudonyms;

/* A name in a text. */
typedef struct
{
  guint32 start; /* in code points */
  guint32 end;
  guint32 byte;
  guint32 byte_end;
  guint name; /* index of the name, in the order in which they were added */
} CwNameMatch;

CwPseudonyms *cw_pseudonyms_new  (void);
void          cw_pseudonyms_free (CwPseudonyms *self);
gboolean      cw_pseudonyms_add  (CwPseudonyms *self,
                                  const char   *name,
                                  const char   *replacement,
                                  gboolean      match_case,
                                  gboolean      whole_words,
                                  GError      **error);

guint       cw_pseudonyms_get_n_names     (const CwPseudonyms *self);
const char *cw_pseudonyms_get_name        (const CwPseudonyms *self,
                                           guint               index);
const char *cw_pseudonyms_get_replacement (const CwPseudonyms *self,
                                           guint               index);
gboolean    cw_pseudonyms_validate        (const CwPseudonyms *self,
                                           GError            **error);

GArray  *cw_pseudonyms_find    (const CwPseudonyms *self,
                                const char         *text,
                                gsize               n_bytes);
gboolean cw_pseudonyms_occur   (const CwPseudonyms *self,
                                const char         *text);
char    *cw_pseudonyms_replace (const CwPseudonyms *self,
                                const char         *text,
                                gssize              n_bytes);
char    *cw_pseudonyms_put_in  (const CwPseudonyms *self,
                                const char         *text,
                                gsize               n_bytes,
                                const GArray       *matches);
CwEdits *cw_pseudonyms_edits   (const CwPseudonyms *self,
                                const GArray       *matches,
                                char              **out_inserted);
CwText  *cw_pseudonyms_protect (const CwPseudonyms *self,
                                const CwText       *text,
                                guint              *out_n_replaced);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPseudonyms, cw_pseudonyms_free)

G_END_DECLS
