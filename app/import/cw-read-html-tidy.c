/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <string.h>

/* Attributes of a tag, counted by what parts them: blanks, "=" and "/". */
#define N_PARTS_MAX 100

/* Declarations that stand in pages and that libxml2 takes for text: Word's
 * conditions, "<![if !supportLists]>", sections of XML in which nothing is mark-up,
 * and entities that a document declares. And tags that are made to take long. */

typedef struct
{
  const char *p;
  const char *kept; /* what comes before is in @tidy */
  const char *end;
  GString *tidy; /* NULL: nothing was to be done yet */
  gboolean no_section_end;
} Tidy;

static const char *
find (const char *p,
      const char *end,
      const char *what)
{
  return memmem (p, (gsize) (end - p), what, strlen (what));
}

/* Leaves out what stands between @p and @after. */
static void
leave_out (Tidy       *self,
           const char *after)
{
  if (self->tidy == NULL)
    self->tidy = g_string_sized_new ((gsize) (self->end - self->kept));
  g_string_append_len (self->tidy, self->kept, self->p - self->kept);
  self->p = self->kept = after;
}

static void
append_escaped (GString    *tidy,
                const char *p,
                const char *end)
{
  for (; p < end; p++)
    if (*p == '<')
      g_string_append (tidy, "&lt;");
    else if (*p == '&')
      g_string_append (tidy, "&amp;");
    else
      g_string_append_c (tidy, *p);
}

static void
tidy_section (Tidy *self)
{
  const char *content = self->p + strlen ("<![CDATA[");
  const char *after = NULL;

  if (!self->no_section_end && (gsize) (self->end - self->p) >= strlen ("<![CDATA[")
      && memcmp (self->p, "<![CDATA[", strlen ("<![CDATA[")) == 0)
    {
      after = find (content, self->end, "]]>");
      self->no_section_end = after == NULL;
    }
  if (after != NULL)
    {
      leave_out (self, after + strlen ("]]>"));
      append_escaped (self->tidy, content, after);
      return;
    }
  after = memchr (self->p, '>', (gsize) (self->end - self->p));
  leave_out (self, after != NULL ? after + 1 : self->end);
}

/* Leaves out what a document type declares of its own. */
static void
tidy_type (Tidy *self)
{
  const char *end = memchr (self->p, '>', (gsize) (self->end - self->p));
  const char *subset = end != NULL ? memchr (self->p, '[', (gsize) (end - self->p)) : NULL;
  const char *after = subset;

  if (subset == NULL)
    {
      self->p = end != NULL ? end + 1 : self->end;
      return;
    }
  /* "]", blanks, ">" */
  while ((after = memchr (after, ']', (gsize) (self->end - after))) != NULL)
    {
      after++;
      while (after < self->end && g_ascii_isspace (*after))
        after++;
      if (after < self->end && *after == '>')
        break;
    }
  leave_out (self, after != NULL ? after + 1 : end + 1);
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Passes over a value, with the quotes around it. */
static const char *
pass_value (const char *p,
            const char *end)
{
  const char *close;

  while (p < end && is_space (*p))
    p++;
  if (p == end || (*p != '"' && *p != '\''))
    return p;
  close = memchr (p + 1, *p, (gsize) (end - p - 1));
  return close != NULL ? close + 1 : end;
}

/* Leaves out the attributes of a tag that has more than any honest one: libxml2
 * compares each with each. */
static void
tidy_tag (Tidy *self)
{
  const char *p = self->p;
  const char *rest = NULL;
  guint n_parts = 0;

  while (p < self->end && *p != '>')
    {
      if (rest == NULL && n_parts > N_PARTS_MAX)
        rest = p;
      n_parts += *p == '=' || *p == '/' || (is_space (*p) && !is_space (p[-1]));
      p = *p == '=' ? pass_value (p + 1, self->end) : p + 1;
    }
  self->p = rest != NULL ? rest : p;
  if (rest != NULL)
    leave_out (self, p);
}

/* What is in a script is no mark-up. */
static void
pass_raw (Tidy       *self,
          const char *tag,
          const char *end_tag)
{
  gsize n = strlen (end_tag);
  const char *p = self->p;

  if (g_ascii_strncasecmp (tag, end_tag + 2, n - 2) != 0 || g_ascii_isalnum (tag[n - 2]))
    return;
  while (p < self->end && (p = memchr (p, '<', (gsize) (self->end - p))) != NULL
         && g_ascii_strncasecmp (p, end_tag, n) != 0)
    p++;
  self->p = p != NULL ? p : self->end;
}

static void
tidy_mark (Tidy *self)
{
  const char *tag = self->p + 1;

  if (tag < self->end && (g_ascii_isalpha (*tag) || *tag == '/'))
    {
      tidy_tag (self);
      pass_raw (self, tag, "</script");
      pass_raw (self, tag, "</style");
    }
  else
    self->p++;
}

/*
 * Makes a page ready for the parser.
 *
 * Returns the page, or NULL if it is so already.
 */
char *
cw_html_tidy (const char *page,
              gsize       n_bytes,
              gsize      *out_n_bytes)
{
  Tidy self = { page, page, page + n_bytes, NULL, FALSE };

  while ((self.p = find (self.p, self.end, "<")) != NULL)
    {
      gsize n_left = (gsize) (self.end - self.p);

      if (n_left > 1 && self.p[1] != '!')
        tidy_mark (&self);
      else if (n_left > 3 && self.p[2] == '[')
        tidy_section (&self);
      else if (n_left > 9 && g_ascii_strncasecmp (self.p, "<!doctype", 9) == 0)
        tidy_type (&self);
      else if (n_left > 4 && self.p[2] == '-' && self.p[3] == '-')
        {
          self.p = find (self.p + 4, self.end, "-->");
          if (self.p == NULL)
            break;
        }
      else
        self.p++;
    }
  if (self.tidy == NULL)
    return NULL;
  g_string_append_len (self.tidy, self.kept, self.end - self.kept);
  *out_n_bytes = self.tidy->len;
  return g_string_free (self.tidy, FALSE);
}
