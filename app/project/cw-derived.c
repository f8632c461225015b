/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-derived-private.h"

/*
 * cw_derived_update:
 * Brings every derived table up to date with what a change touched.
 */
gboolean
cw_derived_update (CwDatabase      *database,
                   const CwTouched *touched,
                   GError         **error)
{
  return cw_full_text_update (database, touched, error)
         && cw_coding_cases_update (database, touched, error);
}

/*
 * cw_derived_rebuild:
 * Makes every derived table anew from the tracked ones; inside a transaction.
 */
gboolean
cw_derived_rebuild (CwDatabase *database,
                    GError    **error)
{
  return cw_full_text_rebuild (database, error) && cw_coding_cases_rebuild (database, error);
}
