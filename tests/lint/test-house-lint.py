#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of house-lint.py: a small tree a case, and the problems it must have."""

import importlib.util
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location('house_lint', os.path.join(HERE, 'house-lint.py'))
house_lint = importlib.util.module_from_spec(spec)
spec.loader.exec_module(house_lint)

C = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
SH = '# SPDX-License-Identifier: GPL-3.0-or-later\n'
H = C + '#pragma once\nG_BEGIN_DECLS\n'
END = 'G_END_DECLS\n'
LONG_FUNCTION = 'static void\nlong_one (void)\n{\n' + '  f ();\n' * 60 + '}\n'

# name, files, problems: (path, line, a part of the text), in order
CASES = [
    ('a tree without problems',
     {'app/text/cw-a.c': C + '#include "cw-a.h"\n\n/**\n * cw_a:\n *\n * Does a.\n */\n'
                         'void\ncw_a (void)\n{\n}\n',
      'app/text/cw-a.h': H + 'void cw_a (void);\n' + END,
      'app/model/cw-b.c': C + '#include "cw-a.h"\n#include <glib.h>\n',
      'meson.build': SH, 'dev': '#!/bin/sh\n' + SH},
     []),

    ('SPDX: missing in C', {'app/a.c': 'int a;\n'}, [('app/a.c', 1, 'SPDX')]),
    ('SPDX: missing behind #!', {'dev': '#!/bin/sh\nset -e\n'}, [('dev', 2, 'SPDX')]),
    ('SPDX: missing in meson.build', {'app/meson.build': 'x = 1\n'},
     [('app/meson.build', 1, 'SPDX')]),
    ('SPDX: another licence', {'a.py': '# SPDX-License-Identifier: MIT\n'}, [('a.py', 1, 'SPDX')]),
    ('SPDX: an empty file', {'a.py': ''}, [('a.py', 1, 'SPDX')]),

    ('lines: blanks at the end', {'a.c': C + 'int a; \n'}, [('a.c', 2, 'blanks')]),
    ('lines: a tab', {'a.c': C + 'int\ta;\n'}, [('a.c', 2, 'tab')]),
    ('lines: too long', {'a.py': SH + '# ' + 'x' * 99 + '\n'}, [('a.py', 2, 'longer than 100')]),
    ('lines: characters count, not bytes', {'a.py': SH + '# ' + 'é' * 98 + '\n'}, []),
    ('lines: no line end', {'a.c': C + 'int a;'}, [('a.c', 2, 'no line end')]),
    ('lines: not UTF-8', {'a.c': b'/* \xff */\n'}, [('a.c', 1, 'UTF-8')]),
    ('lines: data is left alone', {'tests/data/a.c': 'int\ta; \n', 'build-x/a.c': 'int\ta;\n'}, []),

    ('arrows: text may not know model',
     {'app/text/cw-a.c': C + '#include "cw-m.h"\n', 'app/model/cw-m.h': H + END},
     [('app/text/cw-a.c', 2, 'app/text does not know')]),
    ('arrows: the store may not know text',
     {'app/project/cw-a.h': H + '#include "cw-t.h"\n' + END, 'app/text/cw-t.h': H + END},
     [('app/project/cw-a.h', 4, 'cw-t.h is in app/text')]),
    ('arrows: nobody may know the command line',
     {'app/report/cw-a.c': C + '#include "cw-c.h"\n', 'app/cli/cw-c.h': H + END},
     [('app/report/cw-a.c', 2, 'app/cli')]),
    ('arrows: the engine may not know the window',
     {'app/cli/cw-a.c': C + '#include "cw-w.h"\n', 'ui/shell/cw-w.h': H + END},
     [('app/cli/cw-a.c', 2, 'ui/shell')]),
    ('arrows: report may know analysis; cli all',
     {'app/report/cw-a.c': C + '#include "cw-x.h"\n', 'app/cli/cw-b.c': C + '#include "cw-x.h"\n',
      'app/analysis/cw-x.h': H + END}, []),
    ('arrows: an include in a comment is none',
     {'app/text/cw-a.c': C + '/*\n#include "cw-m.h"\n*/\n', 'app/model/cw-m.h': H + END}, []),
    ('arrows: no way round by a folder',
     {'app/text/cw-a.c': C + '#include "../model/cw-m.h"\n', 'app/model/cw-m.h': H + END},
     [('app/text/cw-a.c', 2, 'names no folder'), ('app/text/cw-a.c', 2, 'is in app/model')]),
    ('private: of another folder',
     {'app/model/cw-a.c': C + '#include "cw-t-private.h"\n', 'app/text/cw-t-private.h': H + END},
     [('app/model/cw-a.c', 2, 'private to app/text')]),
    ('private: of the own folder and of its tests',
     {'app/text/cw-a.c': C + '#include "cw-t-private.h"\n', 'app/text/cw-t-private.h': H + END,
      'tests/app/text/test-a.c': C + '#include "cw-t-private.h"\n'}, []),
    ('private: of another folder, in a test',
     {'tests/app/model/test-a.c': C + '#include "cw-t-private.h"\n',
      'app/text/cw-t-private.h': H + END},
     [('tests/app/model/test-a.c', 2, 'private to app/text')]),

    ('GTK: a type', {'app/a.c': C + 'GtkWidget *w;\n'}, [('app/a.c', 2, 'GtkWidget')]),
    ('GTK: a function', {'app/a.c': C + 'int x = gdk_x ();\n'}, [('app/a.c', 2, 'gdk_x')]),
    ('GTK: Adw', {'app/a.c': C + 'AdwBin *w;\n'}, [('app/a.c', 2, 'AdwBin')]),
    ('GTK: its header', {'app/a.c': C + '#include <gtk/gtk.h>\n'}, [('app/a.c', 2, 'gtk')]),
    ('GTK: in a comment or a string', {'app/a.c': C + '/* GtkWidget */ char *s = "gtk_x";\n'}, []),
    ('GTK: in the window', {'ui/a.c': C + 'GtkWidget *w;\n'}, []),
    ('GTK: lifted', {'app/a.c': C + '/* lint: gtk: counts as it does */\nint x = GTK_X;\n'}, []),

    ('print: in a library', {'app/text/a.c': C + 'void\nf (void)\n{\n  g_print ("x");\n}\n'},
     [('app/text/a.c', 5, 'g_print: only app/cli')]),
    ('print: in the command line', {'app/cli/a.c': C + 'void\nf (void)\n{\n  g_print ("x");\n}\n'},
     []),
    ('print: into memory', {'app/a.c': C + 'char *s = g_strdup_printf ("x");\n'}, []),

    ('SQL: text formatted into it',
     {'app/a.c': C + 'char *s = g_strdup_printf ("SELECT * FROM t WHERE x = \'%s\'", x);\n'},
     [('app/a.c', 2, 'text put into SQL')]),
    ('SQL: over several lines',
     {'app/a.c': C + 'char *s = g_strdup_printf ("SELECT 1 "\n  "FROM t WHERE x = %s", x);\n'},
     [('app/a.c', 2, 'text put into SQL')]),
    ('SQL: joined', {'app/a.c': C + 'char *s = g_strconcat ("DELETE FROM ", table, NULL);\n'},
     [('app/a.c', 2, 'text put into SQL')]),
    ('SQL: a number is not text',
     {'app/a.c': C + 'char *s = g_strdup_printf ("PRAGMA user_version = %d", n);\n'}, []),
    ('SQL: English', {'app/a.c': C + 'char *s = g_strdup_printf ("Delete %s", name);\n'}, []),
    ('SQL: its own printf', {'app/a.c': C + 'char *s = sqlite3_mprintf ("%Q", x);\n'},
     [('app/a.c', 2, 'sqlite3_mprintf')]),
    ('SQL: lifted for a file',
     {'app/a.c': C + '/* lint-file: sql: names of ours */\n\n\n'
                     'char *s = g_strdup_printf ("SELECT %s", x);\n'}, []),
    ('SQL: another rule lifted',
     {'app/a.c': C + '/* lint: gtk: so */ char *s = sqlite3_mprintf (x);\n'},
     [('app/a.c', 2, 'sqlite3_mprintf')]),
    ('SQL: lifted',
     {'app/a.c': C + 'char *s = g_strdup_printf (/* lint: sql: x is ours */ "SELECT %s", x);\n'},
     []),

    ('docs: a public function without',
     {'app/a.h': H + 'int cw_f (int a,\n          int b);\n' + END, 'app/a.c': C},
     [('app/a.h', 4, 'cw_f has no doc comment')]),
    ('docs: several lines, attributes, pointers',
     {'app/a.h': H + 'const char *cw_f (int a,\n  int b) G_CONST;\nCwA **cw_g (void);\n' + END},
     [('app/a.h', 4, 'cw_f'), ('app/a.h', 6, 'cw_g')]),
    ('docs: in another folder is none',
     {'app/a.h': H + 'int cw_f (void);\n' + END, 'app/text/a.c': C + '/**\n * cw_f:\n */\n'},
     [('app/a.h', 4, 'cw_f')]),
    ('docs: private, types and macros need none',
     {'app/a-private.h': H + 'int cw_f (void);\n' + END,
      'app/b.h': H + '#define CW_B (cw_b_get_type ())\n#define CW_C(x) \\\n  cw_c (x);\n'
                     'G_DECLARE_FINAL_TYPE (CwB, cw_b, CW, B, GObject)\n'
                     'GType cw_b_get_type (void);\ntypedef int (*CwFunc) (int a);\n'
                     'G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwB, cw_b_free)\n' + END}, []),

    ('header: no #pragma once', {'app/a.h': C + 'G_BEGIN_DECLS\n' + END},
     [('app/a.h', 1, '#pragma once')]),
    ('header: no G_BEGIN_DECLS', {'app/a.h': C + '#pragma once\n'},
     [('app/a.h', 1, 'warning: no G_BEGIN_DECLS')]),
    ('size: a file', {'a.c': C + 'int a;\n' * 600}, [('a.c', 601, 'warning: a file of 601')]),
    ('size: a function', {'a.c': C + LONG_FUNCTION},
     [('a.c', 3, 'warning: long_one is a function of 63')]),
    ('size: just within', {'a.c': C + LONG_FUNCTION.replace('  f ();\n', '', 3)}, []),
]


def problems_of(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            path = os.path.join(root, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'wb') as stream:
                stream.write(text if isinstance(text, bytes) else text.encode('utf-8'))
        return house_lint.Linter(root).run()


def main():
    print('1..%d' % len(CASES))
    failed = 0
    for number, (name, files, expected) in enumerate(CASES, 1):
        got = problems_of(files)
        fits = len(got) == len(expected) and all(
            path == want_path and line == want_line and want_text in text
            for (path, line, text), (want_path, want_line, want_text) in zip(got, expected))
        print('%sok %d - %s' % ('' if fits else 'not ', number, name.replace('#', 'No.')))
        if not fits:
            failed += 1
            print('# expected %r' % (expected,))
            print('# got      %r' % (got,))
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main())
