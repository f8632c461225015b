#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The small sample: that it says it is invented, and that its codings stand where
they should: on whole words, beginning with those that their comment repeats."""

import csv
import os
import sys

failed = 0
number = 0


def ok(name, fits):
    global failed, number
    number += 1
    failed += not fits
    print('%sok %d - %s' % ('' if fits else 'not ', number, name))


def main(folder):
    with open(os.path.join(folder, 'first-look-codings.csv'), encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    with open(os.path.join(folder, 'first-look-codes.txt'), encoding='utf-8') as file:
        codes = file.read().splitlines()
    texts = {}
    for name in sorted({row['document'] for row in rows}):
        path = os.path.join(folder, name + '.txt')
        with open(path, encoding='utf-8', newline='') as file:
            texts[name] = file.read()
        ok('%s is marked as invented' % name, texts[name].startswith('Invented'))
    for row in rows:
        text, start, end = texts[row['document']], int(row['start']), int(row['end'])
        passage = text[start:end]
        ok('%s %d:%d' % (row['document'], start, end),
           passage.startswith(row['comment'].removesuffix(' …'))
           and passage.strip() == passage
           and not text[start - 1].isalnum() and not text[end].isalnum())
    ok('every code is used, and no other', codes == sorted({row['code'] for row in rows}))
    print('1..%d' % number)
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
