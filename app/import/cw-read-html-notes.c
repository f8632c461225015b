/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <string.h>

/* Notes of e-books, of Word's pages and of those that say it in their roles. One
 * that nothing refers to in these ways stays where it stands. */

static char *
note_key (const char *path,
          const char *id)
{
  /* Word's notes have the id "ftn1", and are referred to as "_ftn1". */
  if (g_str_has_prefix (id, "_ftn") || g_str_has_prefix (id, "_edn"))
    id++;
  return g_strconcat (path, "#", id, NULL);
}

/* What an address within the book refers to: "path#id", or NULL. */
static char *
address_key (const CwHtml *self,
             const char   *address)
{
  const char *fragment = strchr (address, '#');
  g_autofree char *file = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *path = NULL;

  if (fragment == NULL || fragment[1] == '\0')
    return NULL;
  if (fragment == address)
    return note_key (self->path, fragment + 1);
  if (!self->is_book)
    return NULL;

  file = g_uri_unescape_segment (address, fragment, NULL);
  if (file == NULL || strchr (file, ':') != NULL)
    return NULL;
  folder = g_path_get_dirname (self->path);
  joined = g_strconcat ("/", folder, "/", file, NULL);
  path = g_canonicalize_filename (joined, "/");
  return note_key (path + 1, fragment + 1);
}

static gboolean
is_note_mark (CwHtmlAttributes attributes,
              const char      *address)
{
  gboolean word = g_str_has_prefix (address, "#_ftn") || g_str_has_prefix (address, "#_edn");

  if (word && !g_str_has_prefix (address + 5, "ref"))
    return TRUE;
  return cw_html_has_token (cw_html_attribute (attributes, "epub:type"), "noteref")
         || cw_html_has_token (cw_html_attribute (attributes, "role"), "doc-noteref");
}

static gboolean
is_way_back (CwHtmlAttributes attributes,
             const char      *address)
{
  return g_str_has_prefix (address, "#_ftnref") || g_str_has_prefix (address, "#_ednref")
         || cw_html_has_token (cw_html_attribute (attributes, "epub:type"), "backlink")
         || cw_html_has_token (cw_html_attribute (attributes, "role"), "doc-backlink")
         || cw_html_has_token (cw_html_attribute (attributes, "class"), "footnote-back");
}

/* Writes the mark of a note, if an anchor is one. TRUE if what the page itself
 * writes there is to be left out. */
gboolean
cw_html_start_note_mark (CwHtml          *self,
                         CwHtmlAttributes attributes)
{
  const char *address = cw_html_attribute (attributes, "href");
  g_autofree char *key = NULL;
  guint number;

  if (address == NULL)
    return FALSE;
  if (self->note > 0)
    return is_way_back (attributes, address);
  if (self->only_notes || !is_note_mark (attributes, address))
    return FALSE;
  key = address_key (self, address);
  if (key == NULL || !cw_html_begin_paragraph (self))
    return FALSE;

  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->notes, key));
  number = cw_flow_mark_note (self->flow, number);
  g_hash_table_replace (self->notes, g_steal_pointer (&key), GUINT_TO_POINTER (number));
  return TRUE;
}

/* Begins a note, if an element is one that was referred to. */
void
cw_html_start_note (CwHtml          *self,
                    CwHtmlAttributes attributes,
                    CwHtmlOpen      *open)
{
  const char *id;
  g_autofree char *key = NULL;

  if (self->note > 0 || g_hash_table_size (self->notes) == 0)
    return;
  id = cw_html_attribute (attributes, "id");
  if (id == NULL)
    return;
  key = note_key (self->path, id);
  open->value = GPOINTER_TO_UINT (g_hash_table_lookup (self->notes, key));
  if (open->value == 0)
    return;
  self->note = open->value;
  if (self->only_notes)
    cw_flow_unmute (self->flow);
  cw_flow_push (self->flow);
}

void
cw_html_end_note (CwHtml           *self,
                  const CwHtmlOpen *open)
{
  if (open->value == 0 || self->note != open->value)
    return;
  if (self->in_link)
    {
      cw_flow_end_link (self->flow);
      self->in_link = FALSE;
    }
  cw_flow_set_note (self->flow, self->note, cw_flow_pop (self->flow));
  if (self->only_notes)
    cw_flow_mute (self->flow);
  self->note = 0;
}
