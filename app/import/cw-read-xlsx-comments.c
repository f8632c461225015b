/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-xlsx-private.h"

#include "cw-xml.h"

#include <string.h>

/* Comments on cells: notes, as Excel calls those that it has had for long, and threads,
 * which have persons; a note stands in for a thread in programs that know none. */

#define STANDS_FOR_THREAD "tc="

typedef struct
{
  CwSheet *sheet;
  GHashTable *persons; /* id: name */
  GPtrArray *authors;  /* of char *, in the order of the file */
  CwXlsxRuns runs;
  guint author_depth;  /* of the author that we are in, or 0 */
  guint comment_depth; /* of the comment that we are in, or 0 */
  guint row;
  guint column;
  gboolean has_place;
  char *author; /* of the comment */
} Comments;

static void
start_comment (Comments              *comments,
               const CwXmlAttributes *attributes)
{
  int index = cw_xml_attribute_int (attributes, "authorId", -1);
  g_autofree char *person = cw_xml_dup_attribute (attributes, "personId");
  gsize n_reference = 0;
  const char *reference = cw_xml_attribute (attributes, "ref", &n_reference);
  const char *author = NULL;

  if (person != NULL)
    author = g_hash_table_lookup (comments->persons, person);
  else if (index >= 0 && (guint) index < comments->authors->len)
    author = g_ptr_array_index (comments->authors, index);
  g_free (comments->author);
  comments->author = g_strdup (author);
  comments->comment_depth = comments->runs.depth;
  comments->has_place = reference != NULL
                        && cw_xlsx_parse_place (reference, n_reference, &comments->row,
                                                &comments->column);
  g_string_truncate (comments->runs.text, 0);
}

static gboolean
start_cb (gpointer               user_data,
          const char            *name,
          const char            *ns,
          const CwXmlAttributes *attributes,
          GError               **error)
{
  Comments *comments = user_data;

  cw_xlsx_runs_start (&comments->runs, name);
  if (comments->comment_depth != 0)
    {
      /* The text of a thread stands in an element of another name. */
      if (strcmp (name, "text") == 0)
        comments->runs.in_text = TRUE;
    }
  else if (strcmp (name, "comment") == 0 || strcmp (name, "threadedComment") == 0)
    start_comment (comments, attributes);
  else if (strcmp (name, "author") == 0)
    {
      comments->author_depth = comments->runs.depth;
      comments->runs.in_text = TRUE;
      g_string_truncate (comments->runs.text, 0);
    }
  return TRUE;
}

static void
end_comment (Comments *comments)
{
  gboolean stands_for_thread = comments->author != NULL
                               && g_str_has_prefix (comments->author, STANDS_FOR_THREAD)
                               && g_hash_table_size (comments->persons) > 0;

  comments->comment_depth = 0;
  cw_xlsx_clean (comments->runs.text);
  if (comments->has_place && !stands_for_thread && comments->runs.text->len > 0)
    cw_sheet_add_comment (comments->sheet, comments->row, comments->column, comments->author,
                          comments->runs.text->str);
}

static gboolean
end_cb (gpointer user_data,
        GError **error)
{
  Comments *comments = user_data;
  guint depth = comments->runs.depth;

  cw_xlsx_runs_end (&comments->runs);
  if (depth == comments->comment_depth)
    end_comment (comments);
  else if (depth == comments->author_depth)
    {
      comments->author_depth = 0;
      g_ptr_array_add (comments->authors, g_strdup (comments->runs.text->str));
    }
  return TRUE;
}

static gboolean
characters_cb (gpointer    user_data,
               const char *text,
               gsize       n_bytes,
               GError    **error)
{
  Comments *comments = user_data;

  cw_xlsx_runs_append (&comments->runs, text, n_bytes);
  return TRUE;
}

/**
 * cw_xlsx_read_comments:
 * @bytes: the part of a sheet's notes or threads
 * @name: its name, for messages
 * @sheet: the sheet
 * @persons: who takes part in threads, by id
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Adds comments to a sheet.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or
 *   cancelled
 */
gboolean
cw_xlsx_read_comments (GBytes       *bytes,
                       const char   *name,
                       CwSheet      *sheet,
                       GHashTable   *persons,
                       GCancellable *cancellable,
                       GError      **error)
{
  static const CwXmlHandler handler = { start_cb, end_cb, characters_cb };
  g_autoptr (GPtrArray) authors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Comments comments = { .sheet = sheet,
                        .persons = persons,
                        .authors = authors,
                        .runs = { .text = text } };
  gboolean ok = cw_xml_parse (bytes, name, &handler, &comments, cancellable, error);

  g_free (comments.author);
  return ok;
}

static gboolean
start_person (gpointer               user_data,
              const char            *name,
              const char            *ns,
              const CwXmlAttributes *attributes,
              GError               **error)
{
  GHashTable *persons = user_data;
  g_autofree char *id = NULL;
  g_autofree char *shown = NULL;

  if (strcmp (name, "person") != 0)
    return TRUE;
  id = cw_xml_dup_attribute (attributes, "id");
  shown = cw_xml_dup_attribute (attributes, "displayName");
  if (id != NULL && shown != NULL)
    g_hash_table_insert (persons, g_steal_pointer (&id), g_steal_pointer (&shown));
  return TRUE;
}

/**
 * cw_xlsx_read_persons:
 * @bytes: the part of the persons
 * @name: its name, for messages
 * @persons: where to add their names by id, both allocated
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads who takes part in threads of comments.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or
 *   cancelled
 */
gboolean
cw_xlsx_read_persons (GBytes       *bytes,
                      const char   *name,
                      GHashTable   *persons,
                      GCancellable *cancellable,
                      GError      **error)
{
  static const CwXmlHandler handler = { start_person, NULL, NULL };

  return cw_xml_parse (bytes, name, &handler, persons, cancellable, error);
}
