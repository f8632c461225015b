/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-axis-lines-private.h"
#include "cw-tally-private.h"

G_BEGIN_DECLS

/* A matrix being counted. */
typedef struct
{
  CwStudy *study;
  CwFilterPlan *plan;
  CwAxisLines *rows;
  CwAxisLines *columns;
  CwMeasure measure;
  CwTally tally;
} CwMatrixJob;

gboolean cw_matrix_count (CwMatrixJob *job,
                          GError     **error);

G_END_DECLS
