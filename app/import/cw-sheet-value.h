/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwSheetFormat:
 * @CW_SHEET_NUMBER: a number, or nothing is known of it
 * @CW_SHEET_DATE: a day, a time of the day, or both
 * @CW_SHEET_ELAPSED: hours that may be more than 24
 *
 * What the number in a cell is shown as.
 */
typedef enum
{
  CW_SHEET_NUMBER,
  CW_SHEET_DATE,
  CW_SHEET_ELAPSED,
} CwSheetFormat;

CwSheetFormat cw_sheet_format_from_code (const char *code);
CwSheetFormat cw_sheet_format_from_id   (guint       id);

void cw_sheet_append_number (GString      *out,
                             const char   *value,
                             int           n_digits);
void cw_sheet_append_serial (GString      *out,
                             const char   *value,
                             CwSheetFormat format,
                             gboolean      from_1904);
void cw_sheet_append_moment (GString      *out,
                             const char   *value);

G_END_DECLS
