/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* Edits of every kind, at random, as three coders might make them. An edit that the
 * model refuses is given up whole. */

#define CW_RANDOM_CODERS 3
#define CW_RANDOM_KINDS 16

typedef struct
{
  CwProject *project;
  CwDatabase *database;
  CwGuid coders[CW_RANDOM_CODERS];
  GRand *rand;
  guint n_made;      /* edits committed that changed something */
  guint n_refused;   /* edits that the model refused */
  GHashTable *kinds; /* name of the edit -> how often it was made */
} CwRandomEdits;

void cw_random_edits_init       (CwRandomEdits *self,
                                 guint32        seed);
void cw_random_edits_clear      (CwRandomEdits *self);
void cw_random_edits_use        (CwRandomEdits *self,
                                 CwProject     *project);
void cw_random_edits_make       (CwRandomEdits *self,
                                 guint          coder);
void cw_random_edits_make_named (CwRandomEdits *self,
                                 guint          coder,
                                 const char    *name);

G_END_DECLS
