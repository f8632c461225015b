#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of format-c.py's columns; clang-format's part is clang-format's to test."""

import importlib.util
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location('format_c', os.path.join(HERE, 'format-c.py'))
format_c = importlib.util.module_from_spec(spec)
spec.loader.exec_module(format_c)

# name, whether a header, before, after (None: the same)
CASES = [
    ('a definition', False,
     'static gboolean\nread_it (CwText *text, const char *name, GError **error)\n{\n}\n',
     'static gboolean\nread_it (CwText     *text,\n         const char *name,\n'
     '         GError    **error)\n{\n}\n'),
    ('a definition with one parameter', False, 'void\nf (int   a)\n{\n}\n',
     'void\nf (int a)\n{\n}\n'),
    ('a definition with none', False, 'int\nmain (void)\n{\n}\n', None),
    ('a definition that returns a pointer', False, 'char *\nf (int a)\n{\n}\n', None),
    ('arrays, dots and functions as parameters', False,
     'void\nf (char buffer[37], void (*done) (int), ...)\n{\n}\n',
     'void\nf (char buffer[37],\n   void (*done) (int),\n   ...)\n{\n}\n'),
    ('const behind a star', False, 'void\nf (const char *const *names, int n)\n{\n}\n',
     'void\nf (const char *const *names,\n   int                n)\n{\n}\n'),
    ('calls, control and data are left alone', False,
     'static int x = f (a, b);\nint\ng (void)\n{\n  if (a, b)\n    return h (a, b);\n}\n', None),
    ('macros and comments are left alone', False,
     '#define X(a, b) \\\nint f (a, b)\n/* int f (int a, char *b); */\n'
     'G_DEFINE_TYPE (CwA, cw_a, G_TYPE_OBJECT)\n', None),
    ('a declaration in a source, on one line', False, 'static int f (int a, char *b);\n', None),
    ('a comment among the parameters', True, 'int f (int a, /* x */ int b);\n', None),

    ('one declaration', True, 'void f (CwA *a, GError **error);\n',
     'void f (CwA     *a,\n        GError **error);\n'),
    ('declarations that stand together', True,
     'void f (CwA *a);\nconst char *long_name (CwA *a, GError **error);\n',
     'void        f         (CwA     *a);\nconst char *long_name (CwA     *a,\n'
     '                       GError **error);\n'),
    ('declarations apart', True,
     'void f (CwA *a);\n\nint g (CwA *a, GError **error);\n',
     'void f (CwA *a);\n\nint g (CwA     *a,\n       GError **error);\n'),
    ('a declaration broken before its name', True,
     'gboolean\nf (CwA *a,\n   int b) G_GNUC_CONST;\n',
     'gboolean f (CwA *a,\n            int  b) G_GNUC_CONST;\n'),
    ('an attribute with arguments', True,
     'void f (const char *format, ...) G_GNUC_PRINTF (1, 2);\n',
     'void f (const char *format,\n        ...) G_GNUC_PRINTF (1, 2);\n'),
    ('a typedef is none', True, 'typedef int (*CwF) (int a, char *b);\n', None),
    ('too wide for shared columns', True,
     'void f (int a);\nvoid %s (%s *a);\n' % ('n' * 50, 'T' * 45),
     'void f (int a);\nvoid %s (%s *a);\n' % ('n' * 50, 'T' * 45)),
    ('an inline function in a header', True,
     'static inline int\nf (int a, char *b)\n{\n}\n',
     'static inline int\nf (int   a,\n   char *b)\n{\n}\n'),
]


def main():
    print('1..%d' % len(CASES))
    failed = 0
    for number, (name, in_header, before, after) in enumerate(CASES, 1):
        after = before if after is None else after
        got = format_c.columns(before, in_header)
        fits = got == after and format_c.columns(got, in_header) == got
        print('%sok %d - %s' % ('' if fits else 'not ', number, name))
        if not fits:
            failed += 1
            print('# expected %r' % after)
            print('# got      %r' % got)
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main())
