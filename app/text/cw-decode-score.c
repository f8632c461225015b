/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-decode-score-private.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>

#define BITS(n) ((n) *8)

/* To go on in another script. */
#define SWITCH BITS (6)

/* Letters that languages are known to use, put close together; 0 is none. */
#define N_BASIC 0x700
#define N_THAI 0x80
#define N_VIETNAMESE 0x100
#define N_INDEX (N_BASIC + N_THAI + N_VIETNAMESE)

typedef enum
{
  KIND_LOWER,
  KIND_UPPER,
  KIND_CASELESS,
  KIND_MARK,
  KIND_SPACE,
  KIND_OTHER, /* digits and all that stands well anywhere */
  KIND_APOSTROPHE,
  KIND_OPENING,
  KIND_CLOSING,
  KIND_DASH,
  KIND_SIGN,     /* stands by itself or by a number */
  KIND_ORDINAL,  /* ª º ² ³ */
  KIND_INVERTED, /* ¡ ¿ */
  KIND_ODD,      /* what few texts have */
  KIND_WIDE,     /* punctuation that goes with ideographs */
  KIND_BOX,
} Kind;

/* Of no script, and of the scripts that one text mixes. */
#define SCRIPT_ANY 255
#define SCRIPT_WIDE 254

struct _CwScorer
{
  gsize n_languages;
  gboolean *latin;          /* whether a language has Latin letters */
  guint8 (*costs)[N_INDEX]; /* of each letter in each language */
  guint32 counts[N_INDEX];
  guint16 used[N_INDEX];
};

static const char common_han[] =
  "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你"
  "对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼"
  "去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但"
  "因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点"
  "點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二"
  "等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒"
  "原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活别別打"
  "女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直"
  "德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白"
  "却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死"
  "张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導"
  "争爭运運円見間聞時話語車駅気学校百千六七八九午半毎友父母読右左休雨私仕今会社思場言"
  "業体同現員明通動発性対内教正変続実関野海受持者";

static const char common_hangul[] =
  "이다는에의을가고를로하은한지도들기사서인리나자대시해어스그정있일보아수라것으여전장부과"
  "제구상주공원소비조등문만게며면마말경연세성야우선신국방때없않위모오되중적었했거까니데요"
  "습";

/* Whether a character is among those that Chinese, Japanese and Korean texts are
 * made of. */
gboolean
cw_score_is_common (gunichar character)
{
  char bytes[7] = { 0 };

  g_unichar_to_utf8 (character, bytes);
  return strstr (character >= 0xAC00 ? common_hangul : common_han, bytes) != NULL;
}

static guint
letter_index (gunichar character)
{
  if (character < N_BASIC)
    return character;
  if (character >= 0x0E00 && character < 0x0E00 + N_THAI)
    return N_BASIC + character - 0x0E00;
  if (character >= 0x1E00 && character < 0x1E00 + N_VIETNAMESE)
    return N_BASIC + N_THAI + character - 0x1E00;
  return 0;
}

static gunichar
letter_of_index (guint index)
{
  if (index < N_BASIC)
    return index;
  return index < N_BASIC + N_THAI ? 0x0E00 + index - N_BASIC : 0x1E00 + index - N_BASIC - N_THAI;
}

static guint8
script_of (gunichar character)
{
  GUnicodeScript script = g_unichar_get_script (character);

  switch ((int) script)
    {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
      return SCRIPT_ANY;
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return SCRIPT_WIDE;
    default:
      return (guint8) MIN ((guint) script, 200);
    }
}

/* --- The languages -------------------------------------------------------- */

/* Fills in what the letters cost that a language does not have. */
static void
fill_foreign (guint8         costs[N_INDEX],
              GUnicodeScript script,
              const gboolean known[N_INDEX])
{
  for (guint i = 0; i < N_INDEX; i++)
    {
      gunichar character = letter_of_index (i);

      if (costs[i] != 0)
        continue;
      if (character < 0x80)
        costs[i] = BITS (12);
      else if (known[i] && g_unichar_get_script (character) == script)
        costs[i] = BITS (16);
      else
        costs[i] = BITS (19);
    }
}

static void
read_language (const char *letters,
               guint8      costs[N_INDEX],
               gboolean    known[N_INDEX])
{
  for (const char *p = letters; *p != '\0';)
    {
      guint index = letter_index (g_utf8_get_char (p));
      char *end;
      guint64 weight = g_ascii_strtoull (g_utf8_next_char (p), &end, 10);

      /* A tenth is left for all that the figures do not know. */
      costs[index] = (guint8) (8 * log2 (11000 / ((double) MAX (weight, 6) + 1.5)));
      known[index] = TRUE;
      p = *end == ' ' ? end + 1 : end;
    }
}

CwScorer *
cw_scorer_new (void)
{
  CwScorer *self = g_new0 (CwScorer, 1);
  gboolean known[N_INDEX] = { 0 };

  self->n_languages = cw_decode_n_letters;
  self->costs = g_malloc0 (self->n_languages * sizeof *self->costs);
  self->latin = g_new0 (gboolean, self->n_languages);
  for (gsize i = 0; i < self->n_languages; i++)
    read_language (cw_decode_letters[i], self->costs[i], known);
  for (gsize i = 0; i < self->n_languages; i++)
    {
      gunichar letter = g_utf8_get_char (cw_decode_letters[i]);

      self->latin[i] = letter < 0x80;
      fill_foreign (self->costs[i], g_unichar_get_script (letter), known);
    }
  return self;
}

void
cw_scorer_free (CwScorer *self)
{
  if (self == NULL)
    return;

  g_free (self->costs);
  g_free (self->latin);
  g_free (self);
}

/* --- Characters ----------------------------------------------------------- */

static guint16
cost_of_wide (gunichar   character,
              CwWideRank rank)
{
  static const guint8 by_rank[] = { BITS (15), BITS (12) + 2, BITS (15) + 4, BITS (17) };

  if (character >= 0x3040 && character < 0x30A0)
    return BITS (5) + 4;
  if (character >= 0x30A0 && character < 0x3100)
    return BITS (7) + 4;
  if (character >= 0xAC00 && character < 0xD7A4)
    {
      if (rank == CW_WIDE_COMMON)
        return cw_score_is_common (character) ? BITS (6) + 4 : BITS (10) + 4;
      return BITS (15);
    }
  if (character >= 0xFF66 && character < 0xFFA0)
    return BITS (11);
  return cw_score_is_common (character) ? BITS (8) + 4 : by_rank[rank];
}

static void
look_up_letter (gunichar   character,
                CwWideRank rank,
                CwGlyph   *glyph)
{
  gboolean mark = g_unichar_ismark (character);

  glyph->kind = mark                            ? KIND_MARK
                : g_unichar_isupper (character) ? KIND_UPPER
                : g_unichar_islower (character) ? KIND_LOWER
                                                : KIND_CASELESS;
  glyph->script = script_of (character);
  glyph->letter = (guint16) letter_index (g_unichar_tolower (character));
  if (glyph->letter != 0)
    glyph->cost = rank == CW_WIDE_OTHER || character < 0x80 ? 0 : BITS (8);
  else if (glyph->script == SCRIPT_WIDE)
    glyph->cost = cost_of_wide (character, rank);
  else
    glyph->cost = glyph->script == G_UNICODE_SCRIPT_ARABIC ? BITS (9) : BITS (14);
}

static void
look_up_ascii (gunichar character,
               CwGlyph *glyph)
{
  glyph->kind = KIND_OTHER;
  if (character == ' ')
    *glyph = (CwGlyph) { ' ', 0, 21, KIND_SPACE, SCRIPT_ANY };
  else if (character == '\n' || character == '\r' || character == '\t' || character == 0x85)
    *glyph = (CwGlyph) { character, 0, BITS (6), KIND_SPACE, SCRIPT_ANY };
  else if (character == '.' || character == ',' || g_unichar_isdigit (character))
    glyph->cost = BITS (6);
  else if (character == '\'' || character == '-' || character == '"' || character == ':'
           || character == '?' || character == '(' || character == ')')
    glyph->cost = BITS (7);
  else
    glyph->cost = character < 0x20 || character == 0x7F ? BITS (24) : BITS (10);
}

/* Punctuation and symbols above ASCII. */
static void
look_up_symbol (gunichar character,
                CwGlyph *glyph)
{
  static const struct
  {
    const char *characters;
    Kind kind;
    guint8 cost;
  } symbols[] = {
    { "’", KIND_APOSTROPHE, BITS (6) + 4 },
    { "“«‘„", KIND_OPENING, BITS (7) },
    { "‚‹", KIND_OPENING, BITS (9) },
    { "”»", KIND_CLOSING, BITS (7) },
    { "›", KIND_CLOSING, BITS (9) },
    { "–—", KIND_DASH, BITS (7) + 4 },
    { "…", KIND_DASH, BITS (9) + 4 },
    { "\u00A0", KIND_SPACE, BITS (8) },
    { "。、，", KIND_WIDE, BITS (5) },
    { "「」『』！？：；（）・ー《》“”", KIND_WIDE, BITS (7) },
    { "،؛؟", KIND_CLOSING, BITS (7) },
    { "־׳״", KIND_OTHER, BITS (7) },
    { "ـ\u00AD\u200C\u200D\u200E\u200F", KIND_OTHER, BITS (10) },
    { "ªº²³", KIND_ORDINAL, BITS (9) },
    { "¡¿", KIND_INVERTED, BITS (8) },
    { "°§©®™€£$%½¼¾•·×№±†‰‡₪฿₫", KIND_SIGN, BITS (10) },
  };
  char bytes[7] = { 0 };

  g_unichar_to_utf8 (character, bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strstr (symbols[i].characters, bytes) != NULL)
      {
        glyph->kind = (guint8) symbols[i].kind;
        glyph->cost = symbols[i].cost;
        return;
      }

  glyph->kind = KIND_ODD;
  if (character >= 0x2500 && character < 0x25A0)
    {
      glyph->kind = KIND_BOX;
      glyph->cost = BITS (14);
    }
  else if (g_unichar_isdigit (character))
    glyph->cost = BITS (8);
  else if (character >= 0x3000 && (character < 0x3040 || character >= 0xFF00))
    {
      glyph->kind = KIND_WIDE;
      glyph->cost = BITS (9);
    }
  else
    glyph->cost = BITS (13);
}

void
cw_scorer_look_up (CwScorer  *self,
                   gunichar   character,
                   CwWideRank rank,
                   CwGlyph   *out_glyph)
{
  CwGlyph glyph = { character, 0, 0, KIND_ODD, SCRIPT_ANY };

  if (character == 0xAA || character == 0xBA || character == 0xB5)
    look_up_symbol (character, &glyph);
  else if ((g_unichar_isalpha (character) || g_unichar_ismark (character))
           && !(character >= 0x02B0 && character < 0x0300))
    look_up_letter (character, rank, &glyph);
  else if (character < 0x80 || character == 0x85)
    look_up_ascii (character, &glyph);
  else if (character < 0xA0 || character == 0xFFFD || !u_isdefined ((UChar32) character))
    glyph.cost = BITS (26);
  else if (u_charType ((UChar32) character) == U_PRIVATE_USE_CHAR)
    glyph.cost = BITS (20);
  else
    {
      look_up_symbol (character, &glyph);
      glyph.cost += rank != CW_WIDE_OTHER && glyph.kind != KIND_WIDE ? BITS (4) : 0;
    }
  *out_glyph = glyph;
}

/* --- Texts ---------------------------------------------------------------- */

static inline gboolean
is_letter (const CwGlyph *glyph)
{
  return glyph->kind <= KIND_MARK;
}

/* What it costs that a letter stands where it does. */
static int
cost_in_word (const CwGlyph *glyph,
              const CwGlyph *before,
              const CwGlyph *earlier)
{
  int cost = 0;

  if (is_letter (before) && before->script != glyph->script && glyph->script != SCRIPT_ANY
      && before->script != SCRIPT_ANY)
    cost = BITS (9);
  if (glyph->kind == KIND_MARK)
    return cost + (is_letter (before) ? 0 : BITS (8));
  if (glyph->kind == KIND_UPPER)
    return cost + (before->kind == KIND_LOWER ? BITS (9) : before->kind == KIND_UPPER ? 12 : 24);
  if (glyph->kind == KIND_LOWER && before->kind == KIND_UPPER && earlier->kind == KIND_UPPER)
    return cost + BITS (4);
  return cost;
}

static gboolean
begins_words (const CwGlyph *glyph)
{
  return is_letter (glyph) || g_unichar_isdigit (glyph->character) || glyph->kind > KIND_OTHER
         || glyph->character == 0xA0;
}

static gboolean
is_narrow (const CwGlyph *glyph)
{
  return glyph->kind <= KIND_UPPER;
}

/* What it costs that a symbol stands between what it does. */
static int
cost_of_place (const CwGlyph *glyph,
               const CwGlyph *before,
               const CwGlyph *after)
{
  int n_letters = is_letter (before) + is_letter (after);

  switch ((int) glyph->kind)
    {
    case KIND_OPENING:
      return n_letters == 2          ? BITS (10)
             : is_letter (before)    ? BITS (4)
             : !begins_words (after) ? BITS (4)
                                     : 0;
    case KIND_CLOSING:
      return n_letters == 2             ? BITS (10)
             : is_letter (after)        ? BITS (4)
             : before->character == ' ' ? BITS (3)
                                        : 0;
    case KIND_DASH:
      return n_letters == 2 ? BITS (2) : 0;
    case KIND_SIGN:
      return n_letters == 2 ? BITS (10) : n_letters * BITS (2);
    case KIND_ORDINAL:
      return is_letter (after) || before->kind == KIND_SPACE ? BITS (6) : 0;
    case KIND_INVERTED:
      return is_letter (after) && !is_letter (before) ? 0 : BITS (8);
    case KIND_ODD:
      return n_letters * BITS (5);
    case KIND_WIDE:
      return (is_narrow (before) + is_narrow (after)) * BITS (4);
    case KIND_BOX:
      return before->character == glyph->character ? -BITS (11) : n_letters * BITS (6);
    default:
      return 0;
    }
}

/* What the letters cost in the language, or the pair of languages, in which they
 * cost least: beside one of other letters, one in Latin letters may stand. */
static gint64
cost_of_letters (const CwScorer *self,
                 gsize           n_used)
{
  gint64 best_latin = G_MAXINT64 / 4;
  gint64 best_ascii = G_MAXINT64 / 4;
  gint64 best_other = G_MAXINT64 / 4;

  for (gsize language = 0; language < self->n_languages; language++)
    {
      const guint8 *costs = self->costs[language];
      gint64 ascii = 0;
      gint64 rest = 0;

      for (gsize i = 0; i < n_used; i++)
        {
          gint64 cost = (gint64) self->counts[self->used[i]] * costs[self->used[i]];

          ascii += self->used[i] < 0x80 ? cost : 0;
          rest += self->used[i] < 0x80 ? 0 : cost;
        }
      if (self->latin[language])
        {
          best_latin = MIN (best_latin, ascii + rest);
          best_ascii = MIN (best_ascii, ascii);
        }
      else
        best_other = MIN (best_other, rest);
    }
  return MIN (best_latin, best_ascii + best_other);
}

/* How much a text surprises. */
gint64
cw_scorer_judge (CwScorer      *self,
                 const CwGlyph *glyphs,
                 gsize          n_glyphs)
{
  static const CwGlyph edge = { ' ', 0, 0, KIND_SPACE, SCRIPT_ANY };
  gint64 cost = 0;
  gsize n_used = 0;
  guint8 script = 0;

  for (gsize i = 0; i < n_glyphs; i++)
    {
      const CwGlyph *glyph = &glyphs[i];
      const CwGlyph *before = i > 0 ? glyph - 1 : &edge;

      cost += glyph->cost;
      if (glyph->letter != 0 && self->counts[glyph->letter]++ == 0)
        self->used[n_used++] = glyph->letter;
      if (is_letter (glyph))
        {
          cost += cost_in_word (glyph, before, i > 1 ? glyph - 2 : &edge);
          if (glyph->kind != KIND_MARK && glyph->script != script)
            {
              cost += script != 0 ? SWITCH : 0;
              script = glyph->script;
            }
        }
      else if (glyph->kind > KIND_OTHER)
        cost += cost_of_place (glyph, before, i + 1 < n_glyphs ? glyph + 1 : &edge);
    }

  cost += cost_of_letters (self, n_used);
  for (gsize i = 0; i < n_used; i++)
    self->counts[self->used[i]] = 0;
  return cost;
}
