#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house's rules, as far as a script can keep them.

    house-lint.py [FOLDER]

One line a problem, `file:line: text`; status 1 if there is one. A line that
says `warning:` is a matter of judgement and does not change the status.

A line that must break a rule says so, and why, in a comment on it or on the
line before: `lint: RULE: reason`; a whole file with `lint-file: RULE: reason`.
Rules that can be lifted: gtk, print, sql.
"""

import os
import re
import sys

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
LINE_LENGTH = 100
FILE_LENGTH = 600
FUNCTION_LENGTH = 60

# What each folder may include, besides itself. The arrows of docs/architecture.md.
ARROWS = {
    'app': set(),
    'helper': set(),
    'app/text': {'app'},
    'app/project': {'app'},
    'app/model': {'app', 'app/project', 'app/text'},
    'app/import': {'app', 'app/model', 'app/project', 'app/text'},
    'app/analysis': {'app', 'app/model', 'app/project', 'app/text'},
    'app/report': {'app', 'app/analysis', 'app/model', 'app/project', 'app/text'},
    'app/exchange': {'app', 'app/report', 'app/analysis', 'app/import', 'app/model',
                     'app/project', 'app/text'},
    'app/cli': {'app', 'app/exchange', 'app/report', 'app/analysis', 'app/import',
                'app/model', 'app/project', 'app/text'},
}

LINES_OF = ('.c', '.h', '.py', '.sh', '.sql', '.ui', '.css', 'meson.build', 'meson_options.txt')
SCRIPTS = ('dev', os.path.join('.ci', 'run'))
SKIPPED = re.compile(r'(^|/)(\.git|build[^/]*|__pycache__|subprojects)$|^tests/data$'
                     r'|^tests/fuzz/seeds$')

COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.S)
# The house writes SQL's words in capitals, so that "Delete %s" is English.
SQL = re.compile(r'"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|ATTACH|PRAGMA'
                 r'|WITH|SAVEPOINT|VACUUM|FROM|JOIN|WHERE|AND|OR|SET|VALUES|ORDER|GROUP)\b')
PRINTF_CALL = re.compile(r'\b(?:\w*printf|g_strconcat)\s*\(')
TEXT_CONVERSION = re.compile(r'%[-0-9.*]*[sc]')


class File:
    """A file's text, and the same with comments or strings blanked out."""

    def __init__(self, path, text):
        self.path = path
        self.folder = os.path.dirname(path)
        self.name = os.path.basename(path)
        self.text = text
        self.lines = text.split('\n')
        if self.lines and self.lines[-1] == '':
            self.lines.pop()
        self.is_c = self.name.endswith(('.c', '.h'))
        if self.is_c:
            self.no_comments = COMMENT_OR_STRING.sub(self._blank_comment, text)
            self.code = COMMENT_OR_STRING.sub(self._blank, text)

    @staticmethod
    def _blank(match):
        return re.sub(r'[^\n]', ' ', match.group())

    @classmethod
    def _blank_comment(cls, match):
        return cls._blank(match) if match.group().startswith('/') else match.group()

    def line_of(self, offset):
        return self.text.count('\n', 0, offset) + 1

    def lifted(self, line, rule):
        """Whether a comment on the line, on the one before or for the file lifts the rule."""
        near = self.lines[max(0, line - 2):line]
        return (any(re.search(r'lint: %s: \w' % rule, text) for text in near)
                or re.search(r'lint-file: %s: \w' % rule, self.text) is not None)


class Linter:
    def __init__(self, root):
        self.root = root
        self.problems = []
        self.files = list(self._read())
        self.headers = {}
        for file in self.files:
            if file.name.endswith('.h') and not file.path.startswith('tests/'):
                self.headers.setdefault(file.name, file)

    def _read(self):
        for folder, folders, names in os.walk(self.root):
            inside = os.path.relpath(folder, self.root)
            inside = '' if inside == '.' else inside
            folders[:] = sorted(f for f in folders if not SKIPPED.search(os.path.join(inside, f)))
            for name in sorted(names):
                path = os.path.join(inside, name)
                if not (name.endswith(LINES_OF) or path in SCRIPTS):
                    continue
                with open(os.path.join(folder, name), 'rb') as stream:
                    data = stream.read()
                try:
                    text = data.decode('utf-8')
                except UnicodeDecodeError:
                    self.problem(path, 1, 'not UTF-8')
                    continue
                yield File(path, text)

    def problem(self, path, line, text):
        self.problems.append((path, line, text))

    def warning(self, path, line, text):
        self.problem(path, line, 'warning: ' + text)

    def run(self):
        for file in self.files:
            self.check_lines(file)
            self.check_spdx(file)
            if file.is_c:
                self.check_includes(file)
                self.check_sql(file)
                self.check_sizes(file)
                if file.folder.startswith('app'):
                    self.check_gtk(file)
                    self.check_print(file)
                if file.name.endswith('.h'):
                    self.check_header(file)
        self.check_docs()
        return sorted(self.problems)

    # --- every file ---

    def check_lines(self, file):
        for number, line in enumerate(file.lines, 1):
            if line != line.rstrip():
                self.problem(file.path, number, 'blanks at the end of the line')
            if '\t' in line:
                self.problem(file.path, number, 'a tab')
            if len(line) > LINE_LENGTH and not re.search(r'https?://\S{40}', line):
                self.problem(file.path, number,
                             'longer than %d characters (%d)' % (LINE_LENGTH, len(line)))
        if file.text and not file.text.endswith('\n'):
            self.problem(file.path, len(file.lines), 'no line end at the end of the file')

    def check_spdx(self, file):
        if file.name.endswith(('.ui', '.css', '.sql')):
            return
        first = 1 if file.text.startswith('#!') else 0
        line = file.lines[first] if len(file.lines) > first else ''
        want = '/* %s */' % SPDX if file.is_c else '# ' + SPDX
        if line != want:
            self.problem(file.path, first + 1, 'does not begin with "%s"' % want)

    # --- C ---

    def check_includes(self, file):
        layer = file.folder
        if layer.startswith('tests'):
            layer = None
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', file.no_comments, re.M):
            name, line = match.group(1), file.line_of(match.start())
            if '/' in name:
                self.problem(file.path, line,
                             '"%s": an include names no folder' % name)
            header = self.headers.get(os.path.basename(name))
            if header is None or header.folder == file.folder:
                continue
            if name.endswith('-private.h') and file.folder != 'tests/' + header.folder:
                self.problem(file.path, line, '%s is private to %s' % (name, header.folder))
            elif layer in ARROWS and header.folder not in ARROWS[layer]:
                self.problem(file.path, line, '%s is in %s, which %s does not know'
                             % (name, header.folder, layer))

    def check_gtk(self, file):
        pattern = (r'\b(?:(?:Gtk|Gdk|Gsk|Adw)[A-Z]\w*|(?:gtk|gdk|gsk|adw)_\w+'
                   r'|(?:GTK|GDK|GSK|ADW)_\w+)|<(?:gtk|gdk|gsk)/|<adwaita\.h>')
        for match in re.finditer(pattern, file.code):
            line = file.line_of(match.start())
            if not file.lifted(line, 'gtk'):
                self.problem(file.path, line, '%s: the engine knows no GTK' % match.group())

    def check_print(self, file):
        if file.folder == 'app/cli':
            return
        pattern = r'\b(?:g_print(?:err)?|printf|puts|putchar|fprintf|fputs)\s*\('
        for match in re.finditer(pattern, file.code):
            line = file.line_of(match.start())
            if not file.lifted(line, 'print'):
                self.problem(file.path, line,
                             '%s: only app/cli prints' % match.group().rstrip('( \t'))

    def check_sql(self, file):
        for match in re.finditer(r'\bsqlite3_v?(?:mprintf|snprintf)\b', file.code):
            self.sql_problem(file, match.start(), '%s: bind values with ?1' % match.group())
        for match in PRINTF_CALL.finditer(file.code):
            call = file.no_comments[match.start():self.end_of_call(file, match.end())]
            if SQL.search(call) and ('strconcat' in match.group() or TEXT_CONVERSION.search(call)):
                self.sql_problem(file, match.start(),
                                 'text put into SQL: bind values with ?1')

    def sql_problem(self, file, offset, text):
        line = file.line_of(offset)
        if not file.lifted(line, 'sql'):
            self.problem(file.path, line, text)

    @staticmethod
    def end_of_call(file, offset):
        """The offset behind the parenthesis that closes the one before offset."""
        depth = 1
        while offset < len(file.code) and depth > 0:
            depth += {'(': 1, ')': -1}.get(file.code[offset], 0)
            offset += 1
        return offset

    def check_sizes(self, file):
        if len(file.lines) > FILE_LENGTH:
            self.warning(file.path, FILE_LENGTH + 1, 'a file of %d lines' % len(file.lines))
        name, start = None, 0
        for number, line in enumerate(file.code.split('\n'), 1):
            match = re.match(r'(?:[A-Za-z_][\w \t*]*[ \t*])?([A-Za-z_]\w*)[ \t]*\(', line)
            if match and not line.rstrip().endswith(';'):
                name, start = match.group(1), number
            elif line.startswith('}') and name:
                if number - start + 1 > FUNCTION_LENGTH:
                    self.warning(file.path, start, '%s is a function of %d lines'
                                 % (name, number - start + 1))
                name = None

    def check_header(self, file):
        if 'G_BEGIN_DECLS' not in file.code or 'G_END_DECLS' not in file.code:
            self.warning(file.path, 1, 'no G_BEGIN_DECLS and G_END_DECLS')
        if '#pragma once' not in file.code:
            self.problem(file.path, 1, 'no #pragma once')

    # --- documentation ---

    def check_docs(self):
        documented = {}
        for file in self.files:
            if file.is_c and file.folder.startswith('app'):
                names = re.findall(r'/\*\*\n \* (\w+):', file.text)
                documented.setdefault(file.folder, set()).update(names)
        for file in self.headers.values():
            if not file.folder.startswith('app') or file.name.endswith('-private.h'):
                continue
            for name, line in self.declarations(file):
                if name not in documented.get(file.folder, set()):
                    self.problem(file.path, line, '%s has no doc comment' % name)

    @staticmethod
    def declarations(file):
        """The functions that a header declares, each with its line."""
        code = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*|^G_(?:BEGIN|END)_DECLS'
                      r'|^G_(?:DECLARE|DEFINE)_\w+\s*\([^)]*\)', file._blank, file.code, flags=re.M)
        pattern = r'^[A-Za-z_][\w \t*\n]*?\b(cw_\w+)\s*\([^;{}]*\)[^;{}]*;'
        for match in re.finditer(pattern, code, re.M):
            name = match.group(1)
            if not name.endswith('_get_type') and not match.group().startswith('typedef'):
                yield name, file.line_of(match.start(1))


def main(arguments):
    root = arguments[0] if arguments else '.'
    problems = Linter(root).run()
    for path, line, text in problems:
        print('%s:%d: %s' % (path, line, text))
    return int(any(not text.startswith('warning:') for _, _, text in problems))


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
