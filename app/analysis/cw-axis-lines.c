/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-axis-lines-private.h"

#include "cw-code-set.h"

static void
free_line (gpointer data)
{
  CwLine *line = data;

  g_free (line->label);
  g_free (line->path);
  cw_passage_filter_free (line->filter);
  g_free (line);
}

/* cw_axis_lines_add: a new line at the end, with an empty filter to be filled. */
CwLine *
cw_axis_lines_add (CwAxisLines *self,
                   const char  *label)
{
  CwLine *line = g_new0 (CwLine, 1);

  line->label = g_strdup (label);
  line->filter = cw_passage_filter_new ();
  g_ptr_array_add (self->lines, line);
  return line;
}

static void
add_pair (GArray *pairs,
          guint32 key,
          guint32 line)
{
  CwSetPair pair = { key, line };

  g_array_append_val (pairs, pair);
}

/* Ties each thing of a tree to its line, and with a rollup to those of its parents. */
static void
tie_tree (CwAxisLines   *self,
          const guint32 *line_of,
          const guint32 *parents,
          guint          n,
          gboolean       rollup)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CwSetPair));

  for (guint i = 0; i < n; i++)
    {
      guint32 above = i;

      for (guint steps = 0; above != CW_GUID_MAP_NONE && steps < 1000; steps++)
        {
          if (line_of[above] != CW_GUID_MAP_NONE)
            add_pair (pairs, i, line_of[above]);
          above = rollup ? parents[above] : CW_GUID_MAP_NONE;
        }
    }
  cw_sets_init (&self->lines_of, n, pairs);
}

static void
fill_codes (CwAxisLines         *self,
            const CwAxisContext *context)
{
  CwStudy *study = context->study;
  g_autofree guint32 *line_of = g_new (guint32, study->codes->len + 1);

  self->basis = CW_BASIS_CODE;
  self->noun = g_strdup ("code");
  self->phrase = g_strdup ("Codes");
  for (guint i = 0; i < study->codes->len; i++)
    {
      const CwCode *code = cw_study_code (study, i);
      CwLine *line;

      line_of[i] = CW_GUID_MAP_NONE;
      if (!context->named->codes[i])
        continue;
      line_of[i] = self->lines->len;
      line = cw_axis_lines_add (self, code->name);
      line->path = g_strdup (code->path);
      line->guid = code->guid;
      line->depth = code->depth;
      cw_passage_filter_add_one (
        line->filter, context->rollup ? CW_FILTER_CODE_TREES : CW_FILTER_CODES, &code->guid);
    }
  tie_tree (self, line_of, study->code_parents, study->codes->len, context->rollup);
}

/* cw_axis_lines_case_named: whether a filter that names cases lets this one be a line:
 * each condition must name it, one that it lies in, or one that lies in it. */
gboolean
cw_axis_lines_case_named (const CwAxisContext *context,
                          guint                case_index)
{
  const guint32 *parents = context->study->case_parents;

  for (guint i = 0; i < context->named->cases->len; i++)
    {
      const guint8 *wanted = g_ptr_array_index (context->named->cases, i);
      gboolean related = FALSE;

      for (guint j = 0; j < context->study->cases->len && !related; j++)
        related = wanted[j]
                  && (cw_study_is_below (parents, case_index, j)
                      || cw_study_is_below (parents, j, case_index));
      if (!related)
        return FALSE;
    }
  return TRUE;
}

static char *
phrase_cases (const CwAxisContext *context,
              const CwAxis        *axis,
              GError             **error)
{
  g_autoptr (GPtrArray) types = cw_case_type_list (context->study->database, error);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_names = 0;

  if (types == NULL)
    return NULL;
  for (guint i = 0; i < types->len; i++)
    {
      const CwCaseType *type = g_ptr_array_index (types, i);

      if (axis->has_item ? !cw_guid_equal (&type->guid, &axis->item)
                         : type->kind != CW_CASE_KIND_CASE)
        continue;
      g_string_append_printf (names, "%s%s", n_names++ > 0 ? ", " : "", type->name);
    }
  return g_strdup_printf ("Cases of the type%s %s", n_names > 1 ? "s" : "", names->str);
}

static gboolean
fill_cases (CwAxisLines         *self,
            const CwAxisContext *context,
            const CwAxis        *axis,
            GError             **error)
{
  CwStudy *study = context->study;
  g_autofree guint32 *line_of = g_new (guint32, study->cases->len + 1);

  self->basis = CW_BASIS_CASE;
  self->noun = g_strdup ("case");
  self->phrase = phrase_cases (context, axis, error);
  if (self->phrase == NULL)
    return FALSE;
  for (guint i = 0; i < study->cases->len; i++)
    {
      const CwCase *record = cw_study_case (study, i);
      CwLine *line;

      line_of[i] = CW_GUID_MAP_NONE;
      if (axis->has_item ? !cw_guid_equal (&record->type, &axis->item)
                         : record->kind != CW_CASE_KIND_CASE)
        continue;
      if (!cw_axis_lines_case_named (context, i))
        continue;
      line_of[i] = self->lines->len;
      line = cw_axis_lines_add (self, record->name);
      line->path = g_strdup (record->path);
      line->guid = record->guid;
      line->depth = record->depth;
      cw_passage_filter_add_one (
        line->filter, context->rollup ? CW_FILTER_CASE_TREES : CW_FILTER_CASES, &record->guid);
    }
  tie_tree (self, line_of, study->case_parents, study->cases->len, context->rollup);
  return TRUE;
}

static void
fill_documents (CwAxisLines         *self,
                const CwAxisContext *context)
{
  CwStudy *study = context->study;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CwSetPair));

  self->basis = CW_BASIS_DOCUMENT;
  self->noun = g_strdup ("document");
  self->phrase = g_strdup ("Documents");
  for (guint i = 0; i < study->documents->len; i++)
    {
      const CwDocument *document = cw_study_document (study, i);
      CwLine *line;

      if (!context->counted->documents[i])
        continue;
      add_pair (pairs, i, self->lines->len);
      line = cw_axis_lines_add (self, document->name);
      line->guid = document->guid;
      if (document->text_revision == 0)
        line->empty_reason = "the document is expected and not there yet";
      cw_passage_filter_add_one (line->filter, CW_FILTER_DOCUMENTS, &document->guid);
    }
  cw_sets_init (&self->lines_of, study->documents->len, pairs);
}

static void
fill_coders (CwAxisLines         *self,
             const CwAxisContext *context)
{
  CwStudy *study = context->study;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CwSetPair));

  self->basis = CW_BASIS_CODER;
  self->noun = g_strdup ("coder");
  self->phrase = g_strdup ("Coders");
  for (guint i = 0; i < study->coders->len; i++)
    {
      const CwCoder *coder = cw_study_coder (study, i);
      CwLine *line;

      if (!context->counted->coders[i])
        continue;
      add_pair (pairs, i, self->lines->len);
      line = cw_axis_lines_add (self, coder->name);
      line->guid = coder->guid;
      cw_passage_filter_add_one (line->filter, CW_FILTER_CODERS, &coder->guid);
    }
  cw_sets_init (&self->lines_of, study->coders->len, pairs);
}

static void
tie_set (const CwAxisContext *context,
         const GArray        *members,
         guint32              line,
         GArray              *pairs)
{
  CwStudy *study = context->study;

  for (guint i = 0; i < members->len; i++)
    {
      guint32 member = cw_guid_map_lookup (&study->code_map, &g_array_index (members, CwGuid, i));

      for (guint32 code = 0; code < study->codes->len && member != CW_GUID_MAP_NONE; code++)
        if (context->rollup ? cw_study_is_below (study->code_parents, code, member)
                            : code == member)
          add_pair (pairs, code, line);
    }
}

static gboolean
fill_code_sets (CwAxisLines         *self,
                const CwAxisContext *context,
                GError             **error)
{
  CwStudy *study = context->study;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  g_autoptr (GPtrArray) sets = cw_code_set_list (study->database, error);

  if (sets == NULL)
    return FALSE;
  self->basis = CW_BASIS_CODE;
  self->noun = g_strdup ("code set");
  self->phrase = g_strdup ("Code sets");
  for (guint i = 0; i < sets->len; i++)
    {
      const CwCodeSet *set = g_ptr_array_index (sets, i);
      g_autoptr (GArray) members = cw_code_set_list_members (study->database, &set->guid, error);
      CwLine *line;

      if (members == NULL)
        return FALSE;
      tie_set (context, members, self->lines->len, pairs);
      line = cw_axis_lines_add (self, set->name);
      line->guid = set->guid;
      if (members->len == 0)
        line->empty_reason = "no code is in the set";
      cw_passage_filter_add (line->filter, context->rollup ? CW_FILTER_CODE_TREES : CW_FILTER_CODES,
                             (const CwGuid *) (gconstpointer) members->data, members->len);
    }
  cw_sets_init (&self->lines_of, study->codes->len, pairs);
  return TRUE;
}

/* Speakers of one label are one line, in the order in which they first appear. */
static gboolean
fill_speakers (CwAxisLines         *self,
               const CwAxisContext *context,
               GError             **error)
{
  CwStudy *study = context->study;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  g_autoptr (GHashTable) line_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) guids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  if (!cw_study_load_speakers (study, error))
    return FALSE;
  self->basis = CW_BASIS_SPEAKER;
  self->noun = g_strdup ("speaker");
  self->phrase = g_strdup ("Speakers");
  for (guint i = 0; i < study->speakers->len; i++)
    {
      const CwStudySpeaker *speaker = &g_array_index (study->speakers, CwStudySpeaker, i);
      gpointer found;
      guint line;

      if (!context->counted->documents[speaker->document])
        continue;
      if (g_hash_table_lookup_extended (line_of, speaker->label, NULL, &found))
        line = GPOINTER_TO_UINT (found);
      else
        {
          line = self->lines->len;
          cw_axis_lines_add (self, speaker->label);
          g_hash_table_insert (line_of, speaker->label, GUINT_TO_POINTER (line));
          g_ptr_array_add (guids, g_array_new (FALSE, FALSE, sizeof (CwGuid)));
        }
      add_pair (pairs, i, line);
      g_array_append_val ((GArray *) g_ptr_array_index (guids, line), speaker->guid);
    }

  for (guint i = 0; i < self->lines->len; i++)
    {
      const CwLine *line = g_ptr_array_index (self->lines, i);
      const GArray *of_line = g_ptr_array_index (guids, i);

      cw_passage_filter_add (line->filter, CW_FILTER_SPEAKERS,
                             (const CwGuid *) (gconstpointer) of_line->data, of_line->len);
    }
  cw_sets_init (&self->lines_of, study->speakers->len, pairs);
  return TRUE;
}

static void
note_lines (const CwAxisLines *self,
            const CwSets      *cases,
            guint              document,
            GArray            *pairs)
{
  const guint32 *items;
  const guint32 *lines;
  guint n_items = cw_sets_get (cases, document, &items);

  for (guint i = 0; i < n_items; i++)
    {
      guint n_lines = cw_sets_get (&self->lines_of, items[i], &lines);

      for (guint j = 0; j < n_lines; j++)
        add_pair (pairs, document, lines[j]);
    }
}

/* Which lines a document wholly counts in, and which lines no document counts in. */
static void
finish_case_lines (CwAxisLines         *self,
                   const CwAxisContext *context)
{
  CwStudy *study = context->study;
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  g_autoptr (GArray) any = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  g_autofree guint8 *has_document = g_new0 (guint8, self->lines->len + 1);

  for (guint i = 0; i < study->documents->len; i++)
    {
      note_lines (self, &study->whole_cases, i, whole);
      if (!context->counted->documents[i])
        continue;
      note_lines (self, &study->whole_cases, i, any);
      note_lines (self, &study->partial_cases, i, any);
    }
  cw_sets_init (&self->document_lines, study->documents->len, whole);

  for (guint i = 0; i < any->len; i++)
    has_document[g_array_index (any, CwSetPair, i).item] = 1;
  for (guint i = 0; i < self->lines->len; i++)
    if (!has_document[i])
      ((CwLine *) g_ptr_array_index (self->lines, i))->empty_reason = "no document belongs to it";
}

static gboolean
fill_lines (CwAxisLines         *self,
            const CwAxisContext *context,
            const CwAxis        *axis,
            GError             **error)
{
  switch (axis->kind)
    {
    case CW_AXIS_CODES:
      fill_codes (self, context);
      return TRUE;
    case CW_AXIS_CASES:
      return fill_cases (self, context, axis, error);
    case CW_AXIS_DOCUMENTS:
      fill_documents (self, context);
      return TRUE;
    case CW_AXIS_CODERS:
      fill_coders (self, context);
      return TRUE;
    case CW_AXIS_ATTRIBUTE:
      return cw_axis_lines_fill_attribute (self, context, &axis->item, error);
    case CW_AXIS_SPEAKERS:
      return fill_speakers (self, context, error);
    case CW_AXIS_CODE_SETS:
      return fill_code_sets (self, context, error);
    default:
      g_assert_not_reached ();
    }
}

/* cw_axis_lines_new: the lines of @axis. */
CwAxisLines *
cw_axis_lines_new (const CwAxisContext *context,
                   const CwAxis        *axis,
                   GError             **error)
{
  g_autoptr (CwAxisLines) self = g_new0 (CwAxisLines, 1);

  self->lines = g_ptr_array_new_with_free_func (free_line);
  if (!fill_lines (self, context, axis, error))
    return NULL;
  if (self->basis == CW_BASIS_CASE)
    finish_case_lines (self, context);
  return g_steal_pointer (&self);
}

/* cw_axis_lines_free: frees them. */
void
cw_axis_lines_free (CwAxisLines *self)
{
  if (self == NULL)
    return;

  g_free (self->noun);
  g_free (self->phrase);
  g_ptr_array_unref (self->lines);
  cw_sets_clear (&self->lines_of);
  cw_sets_clear (&self->document_lines);
  g_free (self);
}
