/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"

/**
 * cw_error_quark:
 *
 * Returns: the quark of %CW_ERROR
 */
G_DEFINE_QUARK (cw-error-quark, cw_error)
