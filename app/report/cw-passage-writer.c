/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-report"

#include "cw-passage-writer.h"

static const CwColumn columns[] = {
  { "document", CW_COLUMN_TEXT },  { "case", CW_COLUMN_TEXT }, { "start", CW_COLUMN_INTEGER },
  { "end", CW_COLUMN_INTEGER },    { "code", CW_COLUMN_TEXT }, { "coder", CW_COLUMN_TEXT },
  { "weight", CW_COLUMN_DECIMAL }, { "text", CW_COLUMN_TEXT }, { "comment", CW_COLUMN_TEXT },
};

static void
write_row (CwRowWriter        *writer,
           const CwPassageRow *row)
{
  cw_row_writer_text (writer, row->document_name);
  cw_row_writer_text (writer, row->case_names);
  if (row->start >= 0)
    {
      cw_row_writer_int (writer, row->start);
      cw_row_writer_int (writer, row->end);
    }
  else
    {
      cw_row_writer_null (writer);
      cw_row_writer_null (writer);
    }
  cw_row_writer_text (writer, row->code_path);
  cw_row_writer_text (writer, row->coder_name);
  cw_row_writer_double (writer, row->weight);
  cw_row_writer_text_n (writer, row->text, row->text_length);
  cw_row_writer_text (writer, row->comment);
}

/**
 * cw_passages_write:
 * @reader: what to write, from its next row on
 * @stream: where to
 * @format: how
 * @flags: what is special
 * @width: how wide the terminal is, or 0 if it is none
 * @out_n_rows: (out) (optional): how many were written, also on failure
 * @error: return location for an error
 *
 * Writes passages as a list, in flat memory: document, case, start, end, code,
 * coder, weight, text, comment.
 *
 * Returns: whether all were written
 */
gboolean
cw_passages_write (CwPassageReader *reader,
                   GOutputStream   *stream,
                   CwFormat         format,
                   CwRowWriterFlags flags,
                   guint            width,
                   guint64         *out_n_rows,
                   GError         **error)
{
  g_autoptr (CwRowWriter) writer = NULL;
  const CwPassageRow *row;
  guint64 n_rows = 0;

  g_return_val_if_fail (reader != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  writer = cw_row_writer_new (stream, format, columns, G_N_ELEMENTS (columns), flags);
  cw_row_writer_set_width (writer, width);
  for (;;)
    {
      if (out_n_rows != NULL)
        *out_n_rows = n_rows;
      if (!cw_passage_reader_next (reader, &row, error))
        return FALSE;
      if (row == NULL)
        return cw_row_writer_finish (writer, error);
      write_row (writer, row);
      if (!cw_row_writer_end_row (writer, error))
        return FALSE;
      n_rows++;
    }
}
