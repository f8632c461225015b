/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CwXmlAttributes CwXmlAttributes;

/**
 * CwXmlHandler:
 * @start: an element begins; name and namespace are interned for the whole parse
 * @end: (nullable): an element ends
 * @characters: (nullable): text within an element, in one piece or several
 *
 * What is called while XML is parsed. Each returns FALSE to give up, with an
 * error set. Names have no prefix; a namespace may be NULL.
 */
typedef struct
{
  gboolean (*start) (gpointer user_data,
                     const char *name,
                     const char *ns,
                     const CwXmlAttributes *attributes,
                     GError **error);
  gboolean (*end) (gpointer user_data, GError **error);
  gboolean (*characters) (gpointer user_data, const char *text, gsize n_bytes, GError **error);
} CwXmlHandler;

gboolean    cw_xml_parse         (GBytes                *bytes,
                                  const char            *what,
                                  const CwXmlHandler    *handler,
                                  gpointer               user_data,
                                  GCancellable          *cancellable,
                                  GError               **error);
GBytes     *cw_xml_without_type  (GBytes                *bytes);
const char *cw_xml_attribute     (const CwXmlAttributes *attributes,
                                  const char            *name,
                                  gsize                 *out_n_bytes);
char       *cw_xml_dup_attribute (const CwXmlAttributes *attributes,
                                  const char            *name);
gboolean    cw_xml_attribute_is  (const CwXmlAttributes *attributes,
                                  const char            *name,
                                  const char            *value);
int         cw_xml_attribute_int (const CwXmlAttributes *attributes,
                                  const char            *name,
                                  int                    otherwise);

G_END_DECLS
