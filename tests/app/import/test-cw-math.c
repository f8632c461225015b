/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-math.h"

#include <string.h>

/* Tells a formula what stands in @xml, which has only elements and text. */
static char *
write_mathml (const char *xml)
{
  CwMath *math = cw_math_new ();

  while (*xml != '\0')
    {
      gsize n = *xml == '<' ? strcspn (xml, ">") + 1 : strcspn (xml, "<");
      g_autofree char *name = NULL;

      if (*xml != '<')
        cw_math_characters (math, xml, n);
      else if (xml[1] == '/')
        cw_math_end_element (math);
      else
        {
          name = g_strndup (xml + 1, n - 2);
          cw_math_start_element (math, name);
        }
      xml += n;
    }
  return cw_math_finish (math);
}

static void
test_mathml (void)
{
  static const struct
  {
    const char *xml, *expected;
  } cases[] = {
    { "<math></math>", "" },
    { "<mi> x </mi><mo>=</mo><mn>2</mn>", "x = 2" },
    { "<mo>-</mo><mi>b</mi><mo>±</mo><msqrt><msup><mi>b</mi><mn>2</mn></msup><mo>-</mo><mn>4</mn>"
      "</msqrt>",
      "-b ± √(b^2 - 4)" },
    { "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>c</mi></mfrac>", "(a + 1)/c" },
    { "<mfrac><mn>1</mn><msqrt><mi>y</mi></msqrt></mfrac>", "1/√(y)" },
    { "<msup><mrow><mi>e</mi></mrow><mrow><mo>-</mo><mi>x</mi></mrow></msup><mi>y</mi>",
      "e^(-x) y" },
    { "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>f</mi>", "∫_0^1 f" },
    { "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
      "<mi>i</mi>",
      "∑_(i = 1)^n i" },
    { "<mi>sin</mi><mi>x</mi>", "sin x" },
    { "<mi>a</mi><mi>b</mi>", "ab" },
    { "<mroot><mi>x</mi><mn>3</mn></mroot>", "√(x, 3)" },
    { "<mfenced><mi>x</mi><mi>y</mi><mi>z</mi></mfenced>", "(x, y, z)" },
    { "<semantics><mi>x</mi><annotation>x over</annotation></semantics>", "x" },
    { "<msup><mi>x</mi><mphantom><mi>y</mi></mphantom></msup>", "x" },
    { "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable>", "1 0" },
    { "<mi>f</mi><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo>", "f(x)" },
    { "</mi></mi><mi>x", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = write_mathml (cases[i].xml);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_parts (void)
{
  CwMath *math = cw_math_new ();
  g_autofree char *text = NULL;

  cw_math_append (math, "x");
  cw_math_start (math, "^");
  cw_math_append (math, "n");
  cw_math_append_sign (math, "+");
  cw_math_append (math, "1");
  cw_math_end (math);
  cw_math_start (math, "_");
  cw_math_end (math);
  cw_math_start_bracket (math, "√(");
  cw_math_append (math, "y");
  text = cw_math_finish (math);
  g_assert_cmpstr (text, ==, "x^(n + 1)√(y)");
}

/* Time and memory stay with the length, however deep it is nested. */
static void
test_hostile (void)
{
  static const char *const names[] = { "msqrt", "mfrac", "msup", "mfenced" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CwMath *math = cw_math_new ();
      g_autofree char *text = NULL;

      for (guint j = 0; j < 200000; j++)
        {
          cw_math_start_element (math, names[i]);
          cw_math_start_element (math, "mi");
          cw_math_characters (math, "ab", 2);
          cw_math_end_element (math);
        }
      text = cw_math_finish (math);
      g_assert_cmpuint (strlen (text), <, 4000000);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/math/mathml", test_mathml);
  g_test_add_func ("/import/math/parts", test_parts);
  g_test_add_func ("/import/math/hostile", test_hostile);
  return g_test_run ();
}
