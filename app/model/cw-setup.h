/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/**
 * CwSetupFlags:
 * @CW_SETUP_DEFAULT: what every project has: types of cases, types of links
 * @CW_SETUP_STARTER_CODEBOOK: a dozen codes to begin with
 */
typedef enum
{
  CW_SETUP_DEFAULT = 0,
  CW_SETUP_STARTER_CODEBOOK = 1 << 0,
} CwSetupFlags;

gboolean cw_model_setup (CwChange    *change,
                         CwSetupFlags flags,
                         GError     **error);

G_END_DECLS
