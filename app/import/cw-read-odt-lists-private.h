/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-read-odt-private.h"

G_BEGIN_DECLS

/* The lists that we are in, and how far each list of the document has counted. */
typedef struct _CwOdtLists CwOdtLists;

CwOdtLists *cw_odt_lists_new            (CwOdtStyles           *styles);
void        cw_odt_lists_free           (CwOdtLists            *self);
void        cw_odt_lists_start_list     (CwOdtLists            *self,
                                         const CwXmlAttributes *attributes);
void        cw_odt_lists_end_list       (CwOdtLists            *self);
void        cw_odt_lists_start_item     (CwOdtLists            *self,
                                         const CwXmlAttributes *attributes,
                                         gboolean               is_header);
void        cw_odt_lists_start_numbered (CwOdtLists            *self,
                                         const CwXmlAttributes *attributes);
void        cw_odt_lists_leave          (CwOdtLists            *self);
void        cw_odt_lists_return         (CwOdtLists            *self);
int         cw_odt_lists_take           (CwOdtLists            *self,
                                         const char            *paragraph_list,
                                         gboolean              *out_numbered,
                                         char                 **out_label);
char       *cw_odt_lists_take_heading   (CwOdtLists            *self,
                                         const CwXmlAttributes *attributes,
                                         const char            *paragraph_list,
                                         int                    heading);

G_END_DECLS
