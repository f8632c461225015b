#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile and broken files, given to the real program.

    test-hostile-files.py CLI [FOLDER]…

Each file that is made here, and each in the FOLDERs, goes through `text` and
`import` by itself, in a network namespace without a network (where the kernel lets
us have one). None may crash it, take it 5 seconds of the processor or 512 MB, or make
it write anywhere but into the project; what is refused is refused in words that name
the file. Speaks TAP.
"""

import ctypes
import io
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

SECRET = 'the-words-of-another-file'
MOST_SECONDS = 5.0
# By the clock: it may have to wait for a machine that does other things, too.
MOST_WAITED = 30.0
MOST_KILOBYTES = 512 * 1024
# A sanitizer takes time and memory of its own.
SANITIZED = 'ASAN_OPTIONS' in os.environ

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000


# --- The files ----------------------------------------------------------------

def archive(*parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as made:
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name), content, compression)
    return out.getvalue()


RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = (f'<Relationships><Relationship Id="r" Type="{RELATION}officeDocument" '
        'Target="word/document.xml"/></Relationships>')
ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"')
CONTAINER = ('<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
             '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/>'
             '</rootfiles></container>')
OPF = ('<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
       '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
       '<spine><itemref idref="a"/></spine></package>')


def docx(body, head='', *more):
    return archive(('[Content_Types].xml', '<Types/>'), ('_rels/.rels', RELS),
                   ('word/document.xml',
                    f'{head}<w:document {W}><w:body>{body}</w:body></w:document>'), *more)


def w_p(text):
    return f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>'


def odt(body, head='', *more, kind='text'):
    return archive(('mimetype', f'application/vnd.oasis.opendocument.{kind}'),
                   ('content.xml', f'{head}<office:document-content {ODF}><office:body>'
                    f'<office:{kind}>{body}</office:{kind}></office:body>'
                    '</office:document-content>'), *more)


def xlsx(sheet, strings='<sst/>', n_sheets=1, head=''):
    ids = range(n_sheets)
    return archive(
        ('_rels/.rels', RELS.replace('word/document', 'xl/workbook')),
        ('xl/workbook.xml', '<workbook xmlns:r="r"><sheets>'
         + ''.join(f'<sheet name="S{i}" r:id="s{i}"/>' for i in ids) + '</sheets></workbook>'),
        ('xl/_rels/workbook.xml.rels', '<Relationships>'
         + ''.join(f'<Relationship Id="s{i}" Type="{RELATION}worksheet" Target="s{i}.xml"/>'
                   for i in ids)
         + f'<Relationship Id="t" Type="{RELATION}sharedStrings" Target="t.xml"/></Relationships>'),
        ('xl/t.xml', head + strings),
        *((f'xl/s{i}.xml', f'<worksheet><sheetData>{sheet}</sheetData></worksheet>') for i in ids))


def epub(chapter, *more):
    return archive(('mimetype', 'application/epub+zip'), ('META-INF/container.xml', CONTAINER),
                   ('a.opf', OPF), ('a.xhtml', chapter), *more)


def xhtml(body, head=''):
    return (f'{head}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
            f'<body>{body}</body></html>')


def laughs(root):
    levels = ''.join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY l0 "laugh">{levels}]>'


def xxe(root, path):
    return f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file://{path}">]>'


def remote(root):
    return f'<!DOCTYPE {root} SYSTEM "http://192.0.2.1/evil.dtd">'


def encrypted_flag(data):
    """The same archive, whose entries say that they are encrypted."""
    data = bytearray(data)
    for mark, at in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
        where = data.find(mark)
        while where >= 0:
            data[where + at] |= 1
            where = data.find(mark, where + 4)
    return bytes(data)


def lying_size(data):
    """The same archive, whose entries say that they hold 10 bytes."""
    data = bytearray(data)
    for mark, at in ((b'PK\3\4', 22), (b'PK\1\2', 24)):
        where = data.find(mark)
        while where >= 0:
            data[where + at:where + at + 4] = struct.pack('<I', 10)
            where = data.find(mark, where + 4)
    return bytes(data)


def pdf(stream, catalog='', *more):
    objects = [f'<</Type/Catalog/Pages 2 0 R{catalog}>>'.encode(),
               b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
               b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R'
               b'/Resources<</Font<</F 5 0 R>>>>>>',
               stream, b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>', *more]
    out = bytearray(b'%PDF-1.7\n')
    at = []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    where = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(at) + 1)
    for offset in at:
        out += b'%010d 00000 n \n' % offset
    out += b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(at) + 1, where)
    return bytes(out)


def pdf_text(text, fill=b''):
    body = b'BT /F 12 Tf 20 200 Td (' + text.encode() + b') Tj ET\n' + fill
    return b'<</Length %d>>stream\n%s\nendstream' % (len(body), body)


def pdf_bomb(n_bytes):
    body = zlib.compress(b'BT /F 12 Tf 20 200 Td (before the bomb) Tj ET\n' + b' ' * n_bytes, 9)
    return b'<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream' % (len(body), body)


def spaces(chapter_bytes):
    return xhtml('<p>before</p>' + ' ' * chapter_bytes + '<p>after</p>')


# What must happen: text that must be in what is read, or the reason for which it
# is refused, or None where both will do as long as it is said.
def hostile_files(secret_path):
    deep = 60_000
    whole = docx(w_p('whole'))
    whole_odt = odt('<text:p>whole</text:p>')
    yield 'empty.docx', b'', 'refused'
    yield 'empty.odt', b'', 'refused'
    yield 'empty.pdf', b'', 'refused'
    yield 'empty.rtf', b'', 'refused'
    yield 'empty.txt', b'', 'read '
    yield 'text.docx', b'these are only words\n', 'read only words'
    yield 'renamed.rtf', whole, 'read whole'
    yield 'entities.docx', docx(w_p('&l9;'), laughs('d')), 'refused'
    yield 'entities.odt', odt('<text:p>&l9;</text:p>', laughs('d')), 'refused'
    yield 'entities.epub', epub(xhtml('<p>&l9;</p>', laughs('html'))), None
    yield 'other-file.docx', docx(w_p('&x;'), xxe('d', secret_path)), 'refused'
    yield 'other-file.odt', odt('<text:p>&x;</text:p>', xxe('d', secret_path)), 'refused'
    yield 'other-file.epub', epub(xhtml('<p>&x;</p>', xxe('html', secret_path))), None
    yield 'other-file.html', (xxe('html', secret_path) + '<html><p>&x; here</p>').encode(), None
    yield 'other-file.rtf', (r'{\rtf1 a{\field{\*\fldinst INCLUDETEXT "' + secret_path
                             + r'"}{\fldrslt b}}{\object\objlink{\*\objdata 00}}c}').encode(), \
        'read abc'
    yield 'remote.docx', docx(w_p('a'), remote('d')), None
    yield 'remote.odt', odt('<text:p>a</text:p>', remote('d')), None
    yield 'remote.html', b'<html><link rel=stylesheet href="http://192.0.2.1/x.css">' \
        b'<img src="http://192.0.2.1/x.png"><script src="http://192.0.2.1/x.js"></script>' \
        b'<iframe src="http://192.0.2.1/"></iframe><p>seen</p>', 'read seen'
    yield 'nested.docx', docx('<w:sdt><w:sdtContent>' * deep + '</w:sdtContent></w:sdt>' * deep), \
        'refused'
    yield 'nested.odt', odt('<text:section>' * deep + '</text:section>' * deep), 'refused'
    yield 'nested.html', b'<div>' * deep + b'deep' + b'</div>' * deep, 'read deep'
    yield 'nested-inline.html', b'<b><i>' * deep + b'deep', 'read deep'
    yield 'nested-tables.html', b'<table><tr><td>' * deep + b'deep', None
    yield 'nested.rtf', b'{\\rtf1 ' + b'{' * 200_000 + b'deep' + b'}' * 200_000 + b'}', None
    yield 'open.rtf', b'{\\rtf1 ' + b'{\\b a' * 100_000, None
    yield 'nested.md', b'> ' * deep + b'deep\n', None
    yield 'nested-links.md', b'[' * deep + b'a' + b'](b)' * deep, None
    yield 'stars.md', b'*a **b ' * deep, None
    yield 'bin.rtf', b'{\\rtf1 before\\bin2147483647 x}', 'read before'
    yield 'unicode.rtf', b'{\\rtf1\\uc2147483647 before\\u65 after}', 'read before'
    yield 'bomb.docx', docx(w_p('') * 20_000_000), 'refused'
    yield 'bomb.odt', odt('<text:p/>' * 30_000_000), 'refused'
    yield 'spaces.odt', odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'), None
    yield 'cells.odt', odt('<table:table><table:table-row table:number-rows-repeated="1000000">'
                           '<table:table-cell table:number-columns-repeated="1000000"><text:p>a'
                           '</text:p></table:table-cell></table:table-row></table:table>'), None
    yield 'cells.ods', odt('<table:table><table:table-row table:number-rows-repeated="1000000">'
                           '<table:table-cell table:number-columns-repeated="1000000"><text:p>a'
                           '</text:p></table:table-cell></table:table-row></table:table>',
                           kind='spreadsheet'), None
    cell = '<c t="s"><v>0</v></c>'
    yield 'cells.xlsx', xlsx(('<row>' + '<c><v>1</v></c>' * 1000 + '</row>') * 4300), 'refused'
    yield 'rows.xlsx', xlsx('<row><c><v>1</v></c><c><v>2</v></c></row>' * 400_000), 'read 2'
    yield 'strings.xlsx', xlsx('', '<sst>' + '<si/>' * 5_000_000 + '</sst>'), 'refused'
    yield 'shared.xlsx', xlsx(f'<row>{cell * 100}</row>' * 100,
                              f'<sst><si><t>{"x" * 1_000_000}</t></si></sst>'), 'refused'
    yield 'sheets.xlsx', xlsx('<row><c><v>7</v></c></row>', n_sheets=18_000), 'read 7'
    yield 'far.xlsx', xlsx('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'), 'read 7'
    yield 'entities.xlsx', xlsx('', '<sst><si><t>&l9;</t></si></sst>', head=laughs('sst')), \
        'refused'
    yield 'nested.xlsx', xlsx('<a>' * deep + '</a>' * deep), 'refused'
    yield 'marks.md', b'[^a]: x\n' + b'[^a]' * 2_000_000, 'refused'
    yield 'table.md', b'|a|b|\n|-|-|\n' + b'|*x*|y|\n' * 200_000, 'refused'
    yield 'spans.html', b'<table><tr><td colspan=2000000000 rowspan=2000000000>cell</table>', \
        'read cell'
    yield 'spaces.epub', epub(spaces(90_000_000)), None
    yield 'bomb.pdf', pdf(pdf_bomb(200_000_000)), None
    yield 'script.pdf', pdf(pdf_text('words'), '/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), \
        'read words'
    yield 'cut.pdf', pdf(pdf_text('words'))[:200], None
    yield 'loop.pdf', pdf(pdf_text('words'), '/Outlines 1 0 R').replace(
        b'/Kids[3 0 R]', b'/Kids[2 0 R]'), None
    yield 'only-head.pdf', b'%PDF-1.4\n', 'refused'
    yield 'traversal.docx', docx(w_p('inside'), '', ('../../evil.txt', 'evil'),
                                 ('/tmp/evil-caseweave.txt', 'evil'), ('C:\\evil.txt', 'evil')), \
        'read inside'
    yield 'traversal.odt', odt('<text:p>inside</text:p>', '', ('../../evil.txt', 'evil')), \
        'read inside'
    yield 'traversal.epub', epub(xhtml('<p>inside</p>'), ('../../evil.txt', 'evil')), 'read inside'
    yield 'twice.docx', docx(w_p('first'), '', ('word/document.xml', '<w:document/>')), None
    yield 'no-main.docx', archive(('[Content_Types].xml', '<Types/>'), ('_rels/.rels', RELS)), \
        'refused'
    yield 'entries.docx', docx(w_p('a'), '', *((f'e{i}', '') for i in range(21_000))), 'refused'
    yield 'locked.docx', encrypted_flag(whole), 'refused'
    yield 'locked.odt', encrypted_flag(whole_odt), 'refused'
    yield 'lying.docx', lying_size(whole), None
    yield 'cut.docx', whole[:len(whole) // 2], 'refused'
    yield 'cut.odt', whole_odt[:len(whole_odt) // 2], 'refused'
    yield 'cut.epub', epub(xhtml('<p>a</p>'))[:300], 'refused'
    yield 'malformed.odt', odt('<text:p>a</text:h>'), 'refused'
    yield 'binary.txt', bytes(range(256)) * 40, 'refused'
    yield 'line.txt', b'x' * 2_000_000, 'read x'
    yield 'lines.txt', b'a: b\n' * 400_000, 'read a: b'
    yield 'labels.txt', b'P1: ' * 400_000, 'read P1:'
    yield 'times.txt', b'[00:00:01] ' * 200_000, 'read 00:00:01'
    yield 'no-text.vtt', b'WEBVTT\n\n' + b'00:00:00.000 --> 00:00:00.000\n\n' * 50_000, None
    yield 'damaged.vtt', b'WEBVTT\n\n99:99 --> xx\nkept words\n\n', 'read kept words'
    yield 'quotes.csv', b'a,b\n"' + b'""' * 500_000, None
    yield 'one-row.csv', b'a,' * 1_000_000, None


# --- Running ------------------------------------------------------------------

def without_network():
    """In the child: a network namespace of its own, with no way out."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def has_namespaces():
    probe = subprocess.run(
        [sys.executable, '-c',
         'import ctypes, sys; c = ctypes.CDLL(None); '
         f'sys.exit(c.unshare({CLONE_NEWNET}) and c.unshare({CLONE_NEWUSER | CLONE_NEWNET}))'],
        check=False)
    return probe.returncode == 0


class Run:
    """One call of the program: what came of it, how long it took, and its memory."""

    def __init__(self, arguments, folder):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.monotonic()
            child = subprocess.Popen(arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=out,
                                     stderr=err, preexec_fn=without_network)
            _, status, usage = os.wait4(child.pid, 0)
            self.waited = time.monotonic() - start
            self.seconds = usage.ru_utime + usage.ru_stime
            child.returncode = os.waitstatus_to_exitcode(status)
            self.status = child.returncode
            self.kilobytes = usage.ru_maxrss
            out.seek(0)
            err.seek(0)
            self.out = out.read().decode('utf-8', 'replace')
            self.err = err.read().decode('utf-8', 'replace')

    def problems(self, name):
        if self.status < 0:
            yield f'ended by {signal.Signals(-self.status).name}'
        elif self.status not in (0, 1, 3):
            yield f'ended with status {self.status}'
        if 'Sanitizer' in self.err or 'CRITICAL' in self.err or 'Assertion' in self.err:
            yield 'complained: ' + self.err[:400]
        if not SANITIZED and self.seconds > MOST_SECONDS:
            yield f'took {self.seconds:.1f} s'
        if not SANITIZED and self.waited > MOST_WAITED:
            yield f'took {self.waited:.1f} s by the clock'
        if not SANITIZED and self.kilobytes > MOST_KILOBYTES:
            yield f'took {self.kilobytes // 1024} MB'
        messages = self.err.strip().splitlines()
        named = bool(messages) and all(name in line for line in messages)
        if not named and (messages or self.status in (1, 3)):
            yield 'does not name the file: ' + self.err[:400]
        # "what is wrong; what to do"
        if self.status in (1, 3) and '; ' not in ''.join(messages[-1:]):
            yield 'does not say what to do: ' + self.err[:400]
        if SECRET in self.out or SECRET in self.err:
            yield 'shows another file'


def listing(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, folders, names in os.walk(folder) for name in folders + names)


def try_file(cli, scratch, name, data, expected):
    """The problems with one file."""
    folder = os.path.join(scratch, 'work')
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    with open(path, 'wb') as out:
        out.write(data)
    project = os.path.join(folder, 'p.caseweave')
    subprocess.run([cli, 'new', project, '--codebook', 'none', '--coder', 'A'], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = listing(scratch)

    text = Run([cli, 'text', path], folder)
    problems = list(text.problems(name))
    if expected == 'refused' and text.status == 0:
        problems.append('was read: ' + text.out[:100])
    elif expected is not None and expected.startswith('read '):
        if text.status != 0:
            problems.append('was refused: ' + text.err[:300])
        elif expected[5:] not in text.out.replace('\n', ' '):
            problems.append('read as: ' + text.out[:200])

    imported = Run([cli, 'import', project, path], folder)
    problems += [f'import {problem}' for problem in imported.problems(name)]
    if (imported.status == 0) != (text.status == 0):
        problems.append(f'import ends with {imported.status}, text with {text.status}')
    left = sorted(set(listing(scratch)) - set(before))
    if [name for name in left if not name.startswith('work/p.caseweave')]:
        problems.append('wrote ' + ', '.join(left))

    for name in listing(folder):
        os.unlink(os.path.join(folder, name))
    return problems, text


def folder_files(folders):
    for folder in folders:
        for where, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                with open(os.path.join(where, name), 'rb') as data:
                    yield name, data.read(), None


def main():
    cli = os.path.abspath(sys.argv[1])
    failed = number = 0
    print('TAP version 13')
    if not has_namespaces():
        print('# no network namespace is to be had here: the network is not shut out')
    with tempfile.TemporaryDirectory() as scratch:
        secret = os.path.join(scratch, 'secret.txt')
        with open(secret, 'w', encoding='utf-8') as out:
            out.write(SECRET)
        files = folder_files(sys.argv[2:]) if len(sys.argv) > 2 else hostile_files(secret)
        for name, data, expected in files:
            number += 1
            problems, run = try_file(cli, scratch, name, data, expected)
            for problem in problems:
                print(f'# {name}: {problem}')
            print(f'{"not ok" if problems else "ok"} {number} - {name} '
                  f'({run.seconds:.2f} s, {run.kilobytes // 1024} MB)', flush=True)
            if len(sys.argv) > 2 and run.err:
                print('#   ' + run.err.strip().replace('\n', '\n#   '))
            failed += bool(problems)
    print(f'1..{number}')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
