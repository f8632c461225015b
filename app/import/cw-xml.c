/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-xml.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* XML as it comes out of files by strangers: no network, no entities but the five
 * that XML itself has, no document type, and every error is the end. Elements
 * are handed on as they come, so that no tree is built. */

#define SAVE_AGAIN "; open it in the program that made it, save it again and import that"

struct _CwXmlAttributes
{
  const xmlChar **list; /* name, prefix, namespace, value, end of value */
  int n;
};

typedef struct
{
  const CwXmlHandler *handler;
  gpointer user_data;
  GCancellable *cancellable;
  xmlParserCtxt *context;
  guint depth;
  guint n_elements;
  gboolean stopped;
  gboolean refused; /* there is a document type */
  GError *error;    /* of the handler, or cancelled */
} Parse;

static void
stop (Parse *parse)
{
  parse->stopped = TRUE;
  xmlStopParser (parse->context);
}

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Parse *parse = ((xmlParserCtxt *) user_data)->_private;
  CwXmlAttributes list = { attributes, n_attributes };

  if (parse->stopped)
    return;

  parse->depth++;
  if (parse->depth > CW_LIMIT_XML_DEPTH)
    {
      g_set_error (&parse->error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "what is in it is nested more than %u deep; open it in the program that made "
                   "it, save it again or as plain text, and import that",
                   CW_LIMIT_XML_DEPTH);
      stop (parse);
    }
  else if (((++parse->n_elements & 1023) == 0
            && g_cancellable_set_error_if_cancelled (parse->cancellable, &parse->error))
           || !parse->handler->start (parse->user_data, (const char *) name, (const char *) uri,
                                      &list, &parse->error))
    stop (parse);
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Parse *parse = ((xmlParserCtxt *) user_data)->_private;

  if (parse->stopped)
    return;

  parse->depth--;
  if (parse->handler->end != NULL && !parse->handler->end (parse->user_data, &parse->error))
    stop (parse);
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            n_bytes)
{
  Parse *parse = ((xmlParserCtxt *) user_data)->_private;

  if (!parse->stopped && parse->handler->characters != NULL
      && !parse->handler->characters (parse->user_data, (const char *) text, (gsize) n_bytes,
                                      &parse->error))
    stop (parse);
}

static void
internal_subset_cb (void          *user_data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  Parse *parse = ((xmlParserCtxt *) user_data)->_private;

  parse->refused = TRUE;
  stop (parse);
}

static xmlEntityPtr
get_entity_cb (void          *user_data,
               const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

static void
ignore_error_cb (void       *user_data,
                 xmlErrorPtr error)
{
}

static void
set_parse_error (const Parse *parse,
                 const char  *what,
                 GError     **error)
{
  const xmlError *problem = xmlCtxtGetLastError (parse->context);
  g_autofree char *message = NULL;

  if (parse->refused)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "%s declares entities, which no honest document does, so that it was not "
                   "read" SAVE_AGAIN,
                   what);
      return;
    }

  message = g_strdup (problem != NULL && problem->message != NULL ? problem->message
                                                                  : "it is not XML");
  g_strstrip (message);
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED, "%s is damaged at its line %d (%s)" SAVE_AGAIN,
               what, problem != NULL ? problem->line : 0, message);
}

/**
 * cw_xml_parse:
 * @bytes: the XML
 * @what: what it is, for messages: "word/document.xml"
 * @handler: what is to be called
 * @user_data: given to the handler
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Parses XML safely: nothing is loaded, no entities are declared or replaced,
 * depth is limited, and any error fails the whole.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT (a document type),
 *   %CW_ERROR_TOO_LARGE (too deep), the handler's error, or cancelled
 */
gboolean
cw_xml_parse (GBytes             *bytes,
              const char         *what,
              const CwXmlHandler *handler,
              gpointer            user_data,
              GCancellable       *cancellable,
              GError            **error)
{
  Parse parse = { handler, user_data, cancellable, NULL, 0, 0, FALSE, FALSE, NULL };
  gsize n_bytes;
  const char *data;
  gboolean ok;

  g_return_val_if_fail (bytes != NULL && what != NULL && handler != NULL, FALSE);

  data = g_bytes_get_data (bytes, &n_bytes);
  if (n_bytes == 0 || n_bytes > G_MAXINT)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED, "%s is empty or too large" SAVE_AGAIN, what);
      return FALSE;
    }

  parse.context = xmlCreateMemoryParserCtxt (data, (int) n_bytes);
  if (parse.context == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED, "%s is not XML" SAVE_AGAIN, what);
      return FALSE;
    }

  memset (parse.context->sax, 0, sizeof *parse.context->sax);
  parse.context->sax->initialized = XML_SAX2_MAGIC;
  parse.context->sax->startElementNs = start_element_cb;
  parse.context->sax->endElementNs = end_element_cb;
  parse.context->sax->characters = characters_cb;
  parse.context->sax->ignorableWhitespace = characters_cb;
  parse.context->sax->cdataBlock = characters_cb;
  parse.context->sax->internalSubset = internal_subset_cb;
  parse.context->sax->getEntity = get_entity_cb;
  parse.context->sax->serror = (xmlStructuredErrorFunc) ignore_error_cb;
  parse.context->sax2 = 1;
  parse.context->_private = &parse;
  xmlCtxtUseOptions (parse.context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  ok = xmlParseDocument (parse.context) == 0 && parse.context->wellFormed && !parse.stopped;
  if (!ok)
    {
      if (parse.error != NULL)
        g_propagate_error (error, g_steal_pointer (&parse.error));
      else
        set_parse_error (&parse, what, error);
    }
  g_clear_error (&parse.error);
  xmlFreeParserCtxt (parse.context);
  return ok;
}

/* Where the document type begins, which stands before the first element; or NULL. */
static const char *
find_type (const char *data,
           gsize       n_bytes)
{
  const char *end = data + n_bytes;
  const char *p = data;

  while ((p = memchr (p, '<', (gsize) (end - p))) != NULL)
    {
      const char *closing = end - p > 4 && memcmp (p, "<!--", 4) == 0 ? "-->" : "?>";

      if (end - p > 9 && memcmp (p, "<!DOCTYPE", 9) == 0)
        return p;
      if (*closing == '?' && (end - p < 2 || p[1] != '?'))
        return NULL;
      p = memmem (p, (gsize) (end - p), closing, strlen (closing));
      if (p == NULL)
        return NULL;
    }
  return NULL;
}

/**
 * cw_xml_without_type:
 * @bytes: XML
 *
 * Takes out a document type that only has a name: it does no harm, and old files
 * have one. One that declares something stays, so that it is refused.
 *
 * Returns: (transfer full): the same XML without it
 */
GBytes *
cw_xml_without_type (GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  const char *type = n_bytes > 0 ? find_type (data, n_bytes) : NULL;
  const char *end = type != NULL ? memchr (type, '>', n_bytes - (gsize) (type - data)) : NULL;
  char *copy;

  if (end == NULL || memchr (type, '[', (gsize) (end - type)) != NULL)
    return g_bytes_ref (bytes);
  copy = g_memdup2 (data, n_bytes);
  memset (copy + (type - data), ' ', (gsize) (end + 1 - type));
  return g_bytes_new_take (copy, n_bytes);
}

/**
 * cw_xml_attribute:
 * @attributes: an element's attributes
 * @name: an attribute's name without prefix
 * @out_n_bytes: (out): the value's length in bytes
 *
 * Finds an attribute in whatever namespace.
 *
 * Returns: (transfer none) (nullable): the value, not nul-terminated; or NULL
 */
const char *
cw_xml_attribute (const CwXmlAttributes *attributes,
                  const char            *name,
                  gsize                 *out_n_bytes)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const xmlChar **attribute = attributes->list + 5 * i;

      if (strcmp ((const char *) attribute[0], name) == 0)
        {
          *out_n_bytes = (gsize) (attribute[4] - attribute[3]);
          return (const char *) attribute[3];
        }
    }
  return NULL;
}

/**
 * cw_xml_dup_attribute:
 * @attributes: an element's attributes
 * @name: an attribute's name without prefix
 *
 * Gets a copy of an attribute's value.
 *
 * Returns: (transfer full) (nullable): the value, or NULL if there is none
 */
char *
cw_xml_dup_attribute (const CwXmlAttributes *attributes,
                      const char            *name)
{
  gsize n_bytes;
  const char *value = cw_xml_attribute (attributes, name, &n_bytes);

  return value != NULL ? g_strndup (value, n_bytes) : NULL;
}

/**
 * cw_xml_attribute_is:
 * @attributes: an element's attributes
 * @name: an attribute's name without prefix
 * @value: a value
 *
 * Compares an attribute's value.
 *
 * Returns: whether there is such an attribute, and it has that value
 */
gboolean
cw_xml_attribute_is (const CwXmlAttributes *attributes,
                     const char            *name,
                     const char            *value)
{
  gsize n_bytes = 0;
  const char *found = cw_xml_attribute (attributes, name, &n_bytes);

  return found != NULL && strlen (value) == n_bytes && memcmp (found, value, n_bytes) == 0;
}

/**
 * cw_xml_attribute_int:
 * @attributes: an element's attributes
 * @name: an attribute's name without prefix
 * @otherwise: what to return if there is none, or it is no number
 *
 * Reads a number from an attribute.
 *
 * Returns: the number
 */
int
cw_xml_attribute_int (const CwXmlAttributes *attributes,
                      const char            *name,
                      int                    otherwise)
{
  gsize n_bytes = 0;
  const char *found = cw_xml_attribute (attributes, name, &n_bytes);
  gboolean negative;
  gint64 number = 0;

  if (found == NULL || n_bytes == 0)
    return otherwise;

  negative = *found == '-';
  if (negative && n_bytes == 1)
    return otherwise;
  for (gsize i = negative; i < n_bytes; i++)
    {
      if (!g_ascii_isdigit (found[i]) || number > G_MAXINT / 10 - 1)
        return otherwise;
      number = number * 10 + (found[i] - '0');
    }
  return (int) (negative ? -number : number);
}
