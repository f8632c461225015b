/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-zip.h"

G_BEGIN_DECLS

#define CW_ODF_MANIFEST "META-INF/manifest.xml"

gboolean cw_odf_refuse_encrypted (const CwZip *zip,
                                  GError     **error);

G_END_DECLS
