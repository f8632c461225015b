#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays C out as GNOME does: clang-format, and then the columns it cannot set.

    format-c.py [--check] FILE…

Without --check the files are rewritten. With it, each file that would change is
named, with the first line that would, and the status is 1.

The columns: a function with two parameters or more has one a line, their names
under each other; in a header, the functions that stand together without an empty
line between them share the columns of their names and parameters too.
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

LINE_LENGTH = 100

COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.S)
DECLS = re.compile(r'^(G_(?:BEGIN|END)_DECLS)$', re.M)
DECLS_ENDED = re.compile(r'^(G_(?:BEGIN|END)_DECLS);$', re.M)
PARAMETER = re.compile(r'(?P<type>.*[\s*])(?P<name>\w+(?:\[[^\]]*\])*)', re.S)
NAME_AND_PARENTHESIS = re.compile(r'\b([A-Za-z_]\w*) ?\(')
# What may stand before a function's name: words, stars and blanks.
BEFORE_NAME = re.compile(r'[A-Za-z_][\w\s*]*[\s*]')


class Function:
    """The head of one function, where text[start:end] has it."""

    def __init__(self, start, end, type_, name, parameters, after):
        self.start, self.end = start, end
        self.type, self.stars = split_stars(type_)
        self.name = name
        self.parameters = [split_parameter(p) for p in parameters]
        self.after = after


def squeeze(text):
    return re.sub(r'\s+', ' ', text).strip()


def split_stars(text):
    bare = squeeze(text)
    type_ = bare.rstrip('*').rstrip()
    return type_, bare[len(type_):].strip()


def split_parameter(text):
    """(type, stars, name); what has no such form is all type."""
    text = squeeze(text)
    match = PARAMETER.fullmatch(text)
    if match is None or '(' in text:
        return text, '', ''
    return (*split_stars(match.group('type')), match.group('name'))


def split_commas(text):
    parts, depth, start = [], 0, 0
    for offset, character in enumerate(text):
        depth += {'(': 1, '[': 1, ')': -1, ']': -1}.get(character, 0)
        if character == ',' and depth == 0:
            parts.append(text[start:offset])
            start = offset + 1
    return parts + [text[start:]]


def closing(code, offset):
    """The offset of the parenthesis that closes the one before offset, or -1."""
    depth = 1
    for at in range(offset, len(code)):
        depth += {'(': 1, ')': -1}.get(code[at], 0)
        if depth == 0:
            return at
    return -1


def functions(text):
    """The heads of the functions that text defines or, in a header, declares."""
    code = COMMENT_OR_STRING.sub(lambda m: re.sub(r'[^\n]', '\0', m.group()), text)
    # Directives, with their continued lines, are none of ours.
    code = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*',
                  lambda m: re.sub(r'[^\n]', '\0', m.group()), code, flags=re.M)
    offset = 0
    while True:
        match = re.compile(r'^[A-Za-z_]', re.M).search(code, offset)
        if match is None:
            return
        start = match.start()
        offset = start + 1
        head = NAME_AND_PARENTHESIS.search(code, start)
        if head is None:
            return
        before = code[start:head.start()]
        if not BEFORE_NAME.fullmatch(before) or before.startswith(('typedef', 'return', 'else')):
            continue
        end = closing(code, head.end())
        if end < 0 or '\0' in code[start:end]:
            continue
        after = re.compile(r'(?:\s*\w+(?: ?\([^()]*\))?)*\s*(;|\n\{)').match(code, end + 1)
        if after is None:
            continue
        stop = after.start(1)
        yield Function(start, stop, before, head.group(1),
                       split_commas(text[head.end():end]), text[end + 1:stop]), after.group(1)
        offset = after.end()


def width_of_types(parameters):
    return max((len(type_) + 1 + len(stars) for type_, stars, name in parameters if name),
               default=0)


def head_of(function, prefix, width=None):
    """prefix, and behind it the parameters in columns, of that width or their own."""
    width = width or width_of_types(function.parameters)
    lines = [type_ + ' ' * (width - len(type_) - len(stars)) + stars + name if name else type_
             for type_, stars, name in function.parameters]
    after = squeeze(function.after)
    return prefix + (',\n' + ' ' * len(prefix)).join(lines) + ')' + (after and ' ' + after)


def definition(function):
    type_ = function.type + (' ' + function.stars if function.stars else '')
    return type_ + '\n' + head_of(function, function.name + ' (')


def fits(text):
    return all(len(line) < LINE_LENGTH for line in text.split('\n'))


def declarations(group):
    """The declarations of a group of functions, in the columns they share."""
    type_width = max(len(f.type) + 1 + len(f.stars) for f in group)
    name_width = max(len(f.name) for f in group)
    shared = width_of_types([p for f in group for p in f.parameters])

    def prefix(function, width):
        gap = type_width - len(function.type) - len(function.stars)
        return '%s%s%s%s (' % (function.type, ' ' * gap, function.stars,
                               function.name.ljust(width))

    # With less and less in common, until it fits.
    for width, own in ((name_width, False), (name_width, True), (0, True)):
        heads = [head_of(f, prefix(f, width), None if own else shared) for f in group]
        if all(fits(head) for head in heads):
            break
    return heads


def columns(text, in_header):
    """Text with the heads of its functions in columns."""
    found = list(functions(text))
    replaced = []
    group = []

    def flush():
        replaced.extend(zip(group, declarations(group)) if group else [])
        group.clear()

    for function, ending in found:
        if ending != ';':
            replaced.append((function, definition(function)))
        elif in_header:
            if group and text[group[-1].end:function.start] != ';\n':
                flush()
            group.append(function)
        elif '\n' in text[function.start:function.end].strip():
            type_ = function.type + ' ' + function.stars
            head = head_of(function, type_ + function.name + ' (')
            replaced.append((function, head if fits(head) else definition(function)))
    flush()
    for function, head in sorted(replaced, key=lambda r: r[0].start, reverse=True):
        text = text[:function.start] + head + text[function.end:]
    return text


def formatted(path, text):
    """Text of the file as the house writes it."""
    # G_BEGIN_DECLS would be read as the type of what follows, did it not end.
    text = DECLS.sub(r'\1;', text)
    text = subprocess.run(['clang-format', '--style=file', '--assume-filename=' + path],
                          input=text, capture_output=True, text=True, check=True).stdout
    # Of a quark's name clang-format makes a subtraction.
    text = re.sub(r'^G_DEFINE_QUARK \(([^,\n]*),',
                  lambda m: m.group().replace(' - ', '-'), text, flags=re.M)
    return DECLS_ENDED.sub(r'\1', columns(text, path.endswith('.h')))


def first_difference(old, new):
    lines = zip(old.split('\n'), new.split('\n'))
    same = next((n for n, (a, b) in enumerate(lines, 1) if a != b), None)
    return same or 1


def work(path):
    with open(path, encoding='utf-8', newline='') as stream:
        text = stream.read()
    return path, text, formatted(path, text)


def main(arguments):
    check = arguments[:1] == ['--check']
    paths = arguments[1:] if check else arguments
    status = 0
    with ThreadPoolExecutor() as pool:
        for path, old, new in pool.map(work, paths):
            if old == new:
                continue
            if check:
                print('%s:%d: not in the house\'s format; ./dev format puts it there'
                      % (path, first_difference(old, new)))
                status = 1
            else:
                with open(path, 'w', encoding='utf-8', newline='') as stream:
                    stream.write(new)
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
