/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * JSON as text, appended to a GString of the caller's. The writer puts the commas:
 *
 *   CwJson json = CW_JSON_INIT (string);
 *   cw_json_begin_object (&json);
 *   cw_json_member (&json, "name");
 *   cw_json_string (&json, name, -1);
 *   cw_json_end_object (&json);
 */
typedef struct
{
  GString *out;
  gboolean need_comma;
} CwJson;

#define CW_JSON_INIT(string) ((CwJson) { .out = (string) })

void cw_json_begin_object (CwJson     *self);
void cw_json_end_object   (CwJson     *self);
void cw_json_begin_array  (CwJson     *self);
void cw_json_end_array    (CwJson     *self);
void cw_json_member       (CwJson     *self,
                           const char *name);
void cw_json_string       (CwJson     *self,
                           const char *text,
                           gssize      n_bytes);
void cw_json_int          (CwJson     *self,
                           gint64      value);
void cw_json_double       (CwJson     *self,
                           double      value);
void cw_json_boolean      (CwJson     *self,
                           gboolean    value);
void cw_json_null         (CwJson     *self);

void cw_json_append_string (GString    *out,
                            const char *text,
                            gssize      n_bytes);
void cw_json_append_double (GString    *out,
                            double      value);

/* Long enough for any double. */
#define CW_DOUBLE_LENGTH 32

void cw_double_to_string (char   buffer[CW_DOUBLE_LENGTH],
                          double value);

G_END_DECLS
