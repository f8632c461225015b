#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports documents with a table of names, works with them, and looks for the names in
everything the program left behind: raw, decoded and decompressed. Prints TAP."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
import zlib

NAMES = ["Wilhelmina Quist", "Quist", "Torvald", "Brackenmoor", "Zo\u00eb Adeyemi"]
TABLE = "name,replacement,case-sensitive,whole-words\n" + "".join(
    f"{name},[P{i}],no,yes\n" for i, name in enumerate(NAMES))
TALK = """Torvald: I met Wilhelmina
Quist in Brackenmoor, and WILHELMINA QUIST was glad.
Zoe\u0308 Adeyemi: Quist's school, you mean?
Torvald: Brackenmoor is where Zo\u00eb Adeyemi taught.
Zoe\u0308 Adeyemi: Write to torvald@brackenmoor.example then.
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(*pairs):
    return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" \
        + "".join(f"<Relationship Id='r{i}' Type='{OFFICE}{kind}' Target='{target}'/>"
                  for i, (kind, target) in enumerate(pairs)) + "</Relationships>"


def office(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/"
                         "package/2006/content-types'/>")
        for name, content in parts.items():
            archive.writestr(name, content)


def docx(path):
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TALK.split("\n"))
    office(path, {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("comments", "comments.xml")),
        "word/document.xml": f"<w:document xmlns:w='{WORD}'><w:body>{paragraphs}<w:p><w:r><w:t>x"
                             "</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p></w:body>"
                             "</w:document>",
        "word/comments.xml": f"<w:comments xmlns:w='{WORD}'><w:comment w:id='1' w:author="
                             "'Wilhelmina Quist'><w:p><w:r><w:t>Ask Torvald.</w:t></w:r></w:p>"
                             "</w:comment></w:comments>"})


def xlsx(path):
    cells = [["Speaker", "Text"], ["Torvald", "I met Wilhelmina Quist."], ["Quist", "Brackenmoor!"]]
    rows = "".join("<row>" + "".join(f"<c t='inlineStr'><is><t>{cell}</t></is></c>" for cell in row)
                   + "</row>" for row in cells)
    office(path, {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": "<workbook xmlns:r='r'><sheets><sheet name='Brackenmoor' r:id='r0'/>"
                           "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "sheet1.xml")),
        "xl/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        "xl/_rels/sheet1.xml.rels": relations(("comments", "comments1.xml")),
        "xl/comments1.xml": "<comments><authors><author>Torvald</author></authors><commentList>"
                            "<comment ref='B2' authorId='0'><text><t>Is it Quist?</t></text>"
                            "</comment></commentList></comments>"})


def run(*words, status=0):
    done = subprocess.run([os.environ["CASEWEAVE_CLI"], *words], capture_output=True, text=True)
    if done.returncode != status:
        print(f"Bail out! {words} ended with {done.returncode}: {done.stderr}")
        sys.exit(1)
    return done.stdout


def values(path):
    """Every value of every table, and what is compressed in it."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.text_factory = bytes
    tables = [row[0].decode() for row in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        try:
            rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
        except sqlite3.OperationalError:
            continue  # of an index that this SQLite does not know
        for row in rows:
            for value in row:
                if not isinstance(value, bytes):
                    continue
                yield table, value
                try:
                    yield table + " (decompressed)", zlib.decompress(value)
                except zlib.error:
                    pass
    database.close()


def holds(data):
    """The names in a string of bytes, in any encoding that the program might use."""
    plain = set()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        for shift in (0, 1):
            text = data[shift:].decode(encoding, errors="replace")
            text = unicodedata.normalize("NFC", text).casefold()
            plain |= {name for name in NAMES if name.casefold() in text}
            if not encoding.startswith("utf-16"):
                break
    return plain


def look(folder, also_values):
    found = []
    for root, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                data = file.read()
            found += [f"{name}: {left}" for left in holds(data) | holds(os.fsencode(name))]
            if also_values and data.startswith(b"SQLite format 3"):
                found += [f"{name}, {table}: {left}" for table, value in values(path)
                          for left in holds(value)]
    return sorted(set(found))


def check(number, folder, original):
    sources = os.path.join(folder, "sources")
    kept = os.path.join(folder, "kept")
    os.makedirs(sources)
    os.makedirs(kept)
    for name, text in (("Torvald.txt", TALK), ("Quist.md", "# Quist\n\n" + TALK),
                       ("plain.html", f"<title>Quist</title><p>{TALK}</p>")):
        with open(os.path.join(sources, name), "w", encoding="utf-8") as file:
            file.write(text)
    docx(os.path.join(sources, "Brackenmoor 1.docx"))
    xlsx(os.path.join(sources, "Quist 2.xlsx"))
    table = os.path.join(folder, "table.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write(TABLE)
    # What the test looks with must find them where they are.
    seen = len(look(sources, False))

    project = os.path.join(kept, "study.caseweave")
    run("new", project, "--coder", "Ann")
    words = ["import", project, "--pseudonyms", table, "--format", "csv"]
    run(*words, *(["--original", original] if original else []),
        *sorted(os.path.join(sources, name) for name in os.listdir(sources)))
    documents = run("documents", project, "--format", "csv")
    run("backup", project, os.path.join(kept, "copies"))
    run("undo", project)
    left = look(kept, True)
    good = not left and seen >= 8 and documents.count("\n") == 6
    print(f"{'ok' if good else 'not ok'} {number} - original: {original or 'as usual'}")
    for line in left + ([] if good else [f"seen {seen}", documents]):
        print("#", line)
    return good


def main():
    print("1..3")
    with tempfile.TemporaryDirectory() as folder:
        good = [check(i + 1, os.path.join(folder, str(i)), original)
                for i, original in enumerate([None, "redacted", "none"])]
    return 0 if all(good) else 1


sys.exit(main())
