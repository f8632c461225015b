/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How large a study is. */
typedef struct
{
  const char *name;
  guint n_documents;
  guint n_bytes; /* of each document, about */
  guint n_codings;
  guint n_memos;
} CwBenchSize;

#define CW_BENCH_N_CASES 10
#define CW_BENCH_N_STRANDS 10
#define CW_BENCH_N_CODERS 3
#define CW_BENCH_N_CODES 80
#define CW_BENCH_N_ATTRIBUTES 12
#define CW_BENCH_STRAND "Strand"
/* Files that are imported to see how long that takes. */
#define CW_BENCH_N_FILES 40

/*
 * An invented study on the disk: the project, and the files that it was imported from.
 * The same seed makes the same texts, codings and memos. Cases hold whole documents;
 * strands, a type of case of its own, hold halves of every odd document and speakers
 * of every even one.
 */
typedef struct
{
  const CwBenchSize *size;
  guint32 seed;
  char *folder;
  char *project; /* as it was made; nothing writes to it */
  char *copy;    /* for what writes */
  char *texts;   /* folders */
  char *docx;
} CwBenchStudy;

const CwBenchSize *cw_bench_size_find (const char *name);

CwBenchStudy *cw_bench_study_new     (const char         *folder,
                                      const CwBenchSize  *size,
                                      guint32             seed);
void          cw_bench_study_free    (CwBenchStudy       *self);
gboolean      cw_bench_study_is_made (const CwBenchStudy *self);
gboolean      cw_bench_study_make    (const CwBenchStudy *self,
                                      GError            **error);
GPtrArray    *cw_bench_study_files   (const CwBenchStudy *self,
                                      gboolean            docx,
                                      guint               n);
void          cw_bench_remove_folder (const char         *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBenchStudy, cw_bench_study_free)

G_END_DECLS
