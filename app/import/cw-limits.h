/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file may ask of the program. Each limit has one error, which names the
 * file and the limit (CW_ERROR_TOO_LARGE). */

#define CW_LIMIT_FILE_BYTES (256u * 1024u * 1024u)       /* a file as it stands on disk */
#define CW_LIMIT_TEXT_LENGTH (64u * 1024u * 1024u)       /* code points of one text */
#define CW_LIMIT_TEXT_SPANS (384u * 1024u)               /* headings, cells, links … of it */
#define CW_LIMIT_ZIP_ENTRIES 20000u                      /* entries of one archive */
#define CW_LIMIT_ZIP_PART_BYTES (96u * 1024u * 1024u)    /* one part, unpacked */
#define CW_LIMIT_ZIP_TOTAL_BYTES (192u * 1024u * 1024u)  /* all parts that are read */
#define CW_LIMIT_ZIP_RATIO 1000u                         /* unpacked to packed, of a part */
#define CW_LIMIT_ZIP_RATIO_FROM (16u * 1024u * 1024u)    /* smaller parts may pack better */
#define CW_LIMIT_READ_SECONDS 60u                        /* reading one file */
#define CW_LIMIT_CUES (1u << 20)                         /* of subtitles */
#define CW_LIMIT_CELLS (4u * 1024u * 1024u)              /* of a table that is text */
#define CW_LIMIT_XML_DEPTH 250u                          /* libxml2's own is 256 */
#define CW_LIMIT_HTML_DEPTH 200000u                      /* elements of a page, nested */
#define CW_LIMIT_HTML_BYTES (64u * 1024u * 1024u)        /* one page */
#define CW_LIMIT_MARKDOWN_MARKS (1u << 20)               /* asterisks, brackets … and lines */
#define CW_LIMIT_PDF_PAGES 20000                         /* the helper knows it, too */
#define CW_LIMIT_PDF_PARTS (4u * 1024u * 1024u)          /* words, links … of all pages */
#define CW_LIMIT_PDF_ANSWER_BYTES (288u * 1024u * 1024u) /* what the helper says of a file */

G_END_DECLS
