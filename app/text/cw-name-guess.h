/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/**
 * CwNameKind:
 * @CW_NAME_SPEAKER: who speaks
 * @CW_NAME_CAPITALISED: capitalised words
 * @CW_NAME_PLACE: capitalised words after "in", "at" and the like
 * @CW_NAME_EMAIL: an e-mail address
 * @CW_NAME_PHONE: a telephone number
 *
 * Why something may be a name.
 */
typedef enum
{
  CW_NAME_SPEAKER,
  CW_NAME_CAPITALISED,
  CW_NAME_PLACE,
  CW_NAME_EMAIL,
  CW_NAME_PHONE,
} CwNameKind;

typedef struct
{
  char *name;
  CwNameKind kind;
  guint count;
  char *context; /* around the first of them */
  guint n_inner; /* of @count: not at the start of a sentence */
} CwNameGuess;

typedef struct _CwNameGuesses CwNameGuesses;

CwNameGuesses *cw_name_guesses_new    (void);
void           cw_name_guesses_free   (CwNameGuesses *self);
void           cw_name_guesses_add    (CwNameGuesses *self,
                                       const CwText  *text);
GPtrArray     *cw_name_guesses_list   (CwNameGuesses *self);
const char    *cw_name_kind_to_string (CwNameKind     kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNameGuesses, cw_name_guesses_free)

G_END_DECLS
