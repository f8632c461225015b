/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-search-private.h"

G_DEFINE_BOXED_TYPE (CwSearchHit, cw_search_hit, cw_search_hit_copy, cw_search_hit_free)

static void
search_clear (CwSearch *self)
{
  g_clear_pointer (&self->text, cw_study_text_free);
  g_clear_pointer (&self->study, cw_study_free);
  g_clear_pointer (&self->found_cases, g_array_unref);
  cw_stretches_clear (&self->stretches);
  g_free (self->documents);
  g_free (self->whole);
  g_free (self->cases);
  g_string_free (self->before, TRUE);
  g_string_free (self->inside, TRUE);
  g_string_free (self->after, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwSearch, search_clear)

/**
 * cw_search_hit_copy:
 * @self: a hit
 *
 * Returns: (transfer full): a hit that owns its strings
 */
CwSearchHit *
cw_search_hit_copy (const CwSearchHit *self)
{
  CwSearchHit *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (CwSearchHit, 1);
  *copy = *self;
  copy->document_name = g_strdup (self->document_name);
  copy->before = g_strdup (self->before);
  copy->text = g_strdup (self->text);
  copy->after = g_strdup (self->after);
  return copy;
}

/**
 * cw_search_hit_free:
 * @self: (nullable) (transfer full): a hit from cw_search_hit_copy()
 *
 * Frees the hit with its strings.
 */
void
cw_search_hit_free (CwSearchHit *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->document_name);
  g_free ((char *) self->before);
  g_free ((char *) self->text);
  g_free ((char *) self->after);
  g_free (self);
}

static gboolean
any_wanted (const CwSets *sets,
            guint         document,
            const guint8 *wanted)
{
  const guint32 *items;
  guint n_items = cw_sets_get (sets, document, &items);

  for (guint i = 0; i < n_items; i++)
    if (wanted[items[i]])
      return TRUE;
  return FALSE;
}

static void
choose_documents (CwSearch *self)
{
  const CwSearchQuestion *question = self->question;
  guint n = self->study->documents->len;

  self->documents = g_new0 (guint8, n + 1);
  for (guint i = 0; i < question->n_documents; i++)
    {
      guint32 index = cw_guid_map_lookup (&self->study->document_map, &question->documents[i]);

      if (index != CW_GUID_MAP_NONE)
        self->documents[index] = 1;
    }
  for (guint i = 0; i < n && question->documents == NULL; i++)
    self->documents[i] = 1;

  if (question->cases != NULL)
    {
      self->cases = g_new0 (guint8, self->study->cases->len + 1);
      self->whole = g_new0 (guint8, n + 1);
      for (guint i = 0; i < question->n_cases; i++)
        {
          guint32 index = cw_guid_map_lookup (&self->study->case_map, &question->cases[i]);

          if (index != CW_GUID_MAP_NONE)
            self->cases[index] = 1;
        }
    }
  for (guint i = 0; i < n; i++)
    {
      if (self->cases != NULL)
        {
          self->whole[i] = any_wanted (&self->study->whole_cases, i, self->cases);
          self->documents[i] &= self->whole[i]
                                || any_wanted (&self->study->partial_cases, i, self->cases);
        }
      self->n_documents += self->documents[i];
    }
}

static gboolean
in_cases (CwSearch      *self,
          const CwFound *found,
          gboolean      *out_in_cases,
          GError       **error)
{
  *out_in_cases = self->cases == NULL || self->whole[found->document];
  if (*out_in_cases)
    return TRUE;
  if (self->stretches_document != found->document)
    {
      self->stretches_document = found->document;
      if (!cw_stretches_load (&self->stretches, self->study, found->document, self->cases, error))
        return FALSE;
    }
  g_array_set_size (self->found_cases, 0);
  cw_stretches_cases (&self->stretches, found->start, found->end, self->found_cases);
  *out_in_cases = self->found_cases->len > 0;
  return TRUE;
}

/* cw_search_open: makes @text that of a document. */
gboolean
cw_search_open (CwSearch *self,
                guint     document,
                GError  **error)
{
  if (self->text_document == document)
    return TRUE;
  self->text_document = G_MAXUINT;
  if (!cw_study_text_open (self->text, document, error))
    return FALSE;
  self->text_document = document;
  return TRUE;
}

/* cw_search_emit: hands out what was found, if it is in the cases asked for. */
gboolean
cw_search_emit (CwSearch      *self,
                const CwFound *found,
                GError       **error)
{
  const CwDocument *document = cw_study_document (self->study, found->document);
  gint64 context = self->question->context;
  CwSearchHit hit;
  gboolean counts;

  if (!in_cases (self, found, &counts, error))
    return FALSE;
  if (!counts)
    return TRUE;
  if (!cw_search_open (self, found->document, error))
    return FALSE;
  cw_study_text_excerpt (self->text, (gint64) found->start - context, found->start, self->before);
  cw_study_text_excerpt (self->text, found->start, found->end, self->inside);
  cw_study_text_excerpt (self->text, found->end, (gint64) found->end + context, self->after);

  hit.document = document->guid;
  hit.document_name = document->name;
  hit.start = found->start;
  hit.end = found->end;
  hit.before = self->before->str;
  hit.text = self->inside->str;
  hit.after = self->after->str;
  return self->func (&hit, self->user_data, error);
}

/**
 * cw_search_foreach:
 * @database: a project's connection
 * @question: what to find, and where
 * @func: called for each hit
 * @user_data: for @func
 * @error: return location for an error
 *
 * Finds words or a regular expression in the texts as they now stand, in the order
 * of documents and positions. A phrase is one hit; of words joined by AND or NEAR
 * each is a hit of its own; what NOT rules out is none. A hit belongs to a case if
 * the document wholly does or if it overlaps what does.
 *
 * Returns: %TRUE when all were found; %FALSE with @error, which may be @func's
 */
gboolean
cw_search_foreach (CwDatabase             *database,
                   const CwSearchQuestion *question,
                   CwSearchFunc            func,
                   gpointer                user_data,
                   GError                **error)
{
  g_auto (CwSearch) self = { 0 };

  g_return_val_if_fail (database != NULL && question != NULL && func != NULL, FALSE);
  g_return_val_if_fail (question->query != NULL, FALSE);

  self.before = g_string_new (NULL);
  self.inside = g_string_new (NULL);
  self.after = g_string_new (NULL);
  self.found_cases = g_array_new (FALSE, FALSE, sizeof (guint32));
  cw_stretches_init (&self.stretches);
  self.stretches_document = G_MAXUINT;
  self.text_document = G_MAXUINT;
  self.question = question;
  self.func = func;
  self.user_data = user_data;
  self.study = cw_study_new (database, error);
  if (self.study == NULL)
    return FALSE;
  self.text = cw_study_text_new (self.study);
  choose_documents (&self);
  return question->regex ? cw_search_regex (&self, error) : cw_search_words (&self, error);
}

typedef struct
{
  GPtrArray *hits;
  guint limit;
} Load;

static gboolean
load_cb (const CwSearchHit *hit,
         gpointer           user_data,
         GError           **error)
{
  Load *load = user_data;

  if (load->limit > 0 && load->hits->len >= load->limit)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
      return FALSE;
    }
  g_ptr_array_add (load->hits, cw_search_hit_copy (hit));
  return TRUE;
}

/**
 * cw_search_load:
 * @database: a project's connection
 * @question: what to find, and where
 * @limit: how many hits at most; 0 for all
 * @error: return location for an error
 *
 * Finds like cw_search_foreach(), into a list.
 *
 * Returns: (transfer full) (element-type CwSearchHit) (nullable): the hits
 */
GPtrArray *
cw_search_load (CwDatabase             *database,
                const CwSearchQuestion *question,
                guint                   limit,
                GError                **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) failure = NULL;
  Load load = { .limit = limit };

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_search_hit_free);
  load.hits = hits;
  if (!cw_search_foreach (database, question, load_cb, &load, &failure)
      && !(limit > 0 && hits->len >= limit))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&hits);
}
