#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast documents come in, beside pandoc and pdftotext on the same files.

    bench-import.py CLI TEXTS FOLDER [--each N]

Makes N files of each format out of the plain texts in the folder TEXTS (a line a
paragraph), in FOLDER, where they stay for the next time; needs pandoc, LibreOffice
for the PDFs, and pdftotext. Then imports them, a format at a time and all mixed in
one go, and lets the other program turn each into text, two at a time. Prints files a
second, and whether all were read.
"""

import argparse
import concurrent.futures
import csv
import io
import os
import subprocess
import tempfile
import time

FORMATS = ('txt', 'md', 'docx', 'odt', 'rtf', 'html', 'epub', 'pdf')


def run(*command, **options):
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout


def make_file(source, target, kind):
    with open(source, encoding='utf-8') as lines:
        paragraphs = '\n\n'.join(line for line in lines.read().split('\n') if line)
    if kind == 'txt':
        with open(target, 'w', encoding='utf-8') as out:
            out.write(paragraphs.replace('\n\n', '\n') + '\n')
        return
    if kind == 'md':
        with open(target, 'w', encoding='utf-8') as out:
            out.write(paragraphs + '\n')
        return
    made = target if kind != 'pdf' else target[:-3] + 'odt'
    subprocess.run(['pandoc', '-s', '-f', 'markdown', '--metadata', 'title=-', '-o', made],
                   input=paragraphs.encode(), check=True, stderr=subprocess.DEVNULL)
    if kind == 'pdf':
        run('soffice', '--headless', '--convert-to', 'pdf',
            '--outdir', os.path.dirname(target), made)
        os.unlink(made)


def make_files(texts, folder, each):
    """The files by format; those that are there already stay."""
    sources = sorted(os.path.join(texts, name) for name in os.listdir(texts))
    files = {}
    for kind in FORMATS:
        os.makedirs(os.path.join(folder, kind), exist_ok=True)
        files[kind] = []
        for number in range(each):
            source = sources[(number * len(FORMATS) + FORMATS.index(kind)) % len(sources)]
            target = os.path.join(folder, kind, f'{number + 1:03}.{kind}')
            if not os.path.exists(target):
                make_file(source, target, kind)
            files[kind].append(target)
    return files


def import_files(cli, paths):
    """Seconds that one import of all takes, and how many are in."""
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.join(scratch, 'p.caseweave')
        run(cli, 'new', project, '--codebook', 'none', '--coder', 'A')
        start = time.monotonic()
        done = subprocess.run([cli, 'import', '--format', 'csv', project, *paths], check=False,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - start
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    return seconds, sum(row['result'] == 'imported' for row in rows)


def other_program(kind, path):
    if kind == 'pdf':
        return ('pdftotext', path, '-')
    return ('pandoc', '-t', 'plain', '--wrap', 'none',
            '-f', 'markdown' if kind in ('txt', 'md') else kind, path)


def time_other(kind, paths):
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: run(*other_program(kind, path)), paths))
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('cli')
    parser.add_argument('texts')
    parser.add_argument('folder')
    parser.add_argument('--each', type=int, default=50)
    wanted = parser.parse_args()
    files = make_files(wanted.texts, wanted.folder, wanted.each)

    print(f'{"format":8}{"files":>6}{"in":>6}{"files/s":>10}'
          f'{"other":>11}{"files/s":>10}{"ratio":>8}')
    for kind, paths in files.items():
        seconds, n_in = import_files(wanted.cli, paths)
        other = time_other(kind, paths)
        print(f'{kind:8}{len(paths):6}{n_in:6}{len(paths) / seconds:10.1f}'
              f'{other_program(kind, "")[0]:>11}{len(paths) / other:10.1f}{other / seconds:8.1f}')
    mixed = [path for paths in zip(*files.values()) for path in paths]
    seconds, n_in = import_files(wanted.cli, mixed)
    print(f'{"mixed":8}{len(mixed):6}{n_in:6}{len(mixed) / seconds:10.1f}')


if __name__ == '__main__':
    main()
