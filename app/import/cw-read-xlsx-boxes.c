/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-xlsx-private.h"

#include "cw-xml.h"

#include <string.h>

/* What is written into text boxes and other shapes that lie over the cells. */

typedef struct
{
  CwFlow *flow;
  guint depth;
  guint body_depth;    /* of a shape's text, or 0 */
  guint skipped_depth; /* of what stands in for what older programs do not know, or 0 */
  gboolean in_text;
} Boxes;

static gboolean
start_cb (gpointer               user_data,
          const char            *name,
          const char            *ns,
          const CwXmlAttributes *attributes,
          GError               **error)
{
  Boxes *boxes = user_data;

  boxes->depth++;
  boxes->in_text = FALSE;
  if (boxes->skipped_depth != 0)
    return TRUE;
  if (strcmp (name, "Fallback") == 0)
    boxes->skipped_depth = boxes->depth;
  else if (boxes->body_depth == 0)
    {
      if (strcmp (name, "txBody") == 0)
        boxes->body_depth = boxes->depth;
    }
  else if (strcmp (name, "p") == 0)
    cw_flow_start_paragraph (boxes->flow);
  else if (strcmp (name, "br") == 0)
    cw_flow_append (boxes->flow, "\n", 1);
  else
    boxes->in_text = strcmp (name, "t") == 0;
  return cw_flow_is_within_limit (boxes->flow, error);
}

static gboolean
end_cb (gpointer user_data,
        GError **error)
{
  Boxes *boxes = user_data;

  boxes->in_text = FALSE;
  if (boxes->depth == boxes->skipped_depth)
    boxes->skipped_depth = 0;
  if (boxes->depth == boxes->body_depth)
    {
      boxes->body_depth = 0;
      cw_flow_end_paragraph (boxes->flow);
    }
  boxes->depth--;
  return TRUE;
}

static gboolean
characters_cb (gpointer    user_data,
               const char *text,
               gsize       n_bytes,
               GError    **error)
{
  Boxes *boxes = user_data;

  if (boxes->in_text)
    cw_flow_append (boxes->flow, text, (gssize) n_bytes);
  return TRUE;
}

/**
 * cw_xlsx_read_boxes:
 * @bytes: the part of what is drawn on a sheet
 * @name: its name, for messages
 * @flow: where to write, after the sheet
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads what is written into shapes on a sheet.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or
 *   cancelled
 */
gboolean
cw_xlsx_read_boxes (GBytes       *bytes,
                    const char   *name,
                    CwFlow       *flow,
                    GCancellable *cancellable,
                    GError      **error)
{
  static const CwXmlHandler handler = { start_cb, end_cb, characters_cb };
  Boxes boxes = { .flow = flow };

  return cw_xml_parse (bytes, name, &handler, &boxes, cancellable, error);
}
