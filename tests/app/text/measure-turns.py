#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well speaker turns are recognised, measured against files whose turns are known.

    measure-turns.py DUMP_TEXT FILE_OR_FOLDER…     against FILE.truth.tsv
    measure-turns.py --list DUMP_TEXT FILE…        what was recognised, to be judged by eye

DUMP_TEXT is the build's tests/app/import/dump-text. FILE.truth.tsv has the columns start,
end (seconds, may be empty), speaker, text: a row a turn. Two measures are printed a file:

  rows    each row of the truth is a turn
  merged  rows of one speaker in a row are one turn, and so are found turns (captions are
          cut by time, not by who speaks, and a reader joins them)

A found turn and a true one match if they stand in the same order and four of five words
are the same. Precision and recall are shares of matching turns; "speakers" is the share of
matching turns whose speaker is right, labels being mapped one to one ("I" may stand for
"INTERVIEWER"); "exact" is the share whose words all are the same, "times" the share whose
time differs by less than a second (of those that have one). Status 1 if a precision or
recall is below 0.98 by both measures.
"""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from difflib import SequenceMatcher

LEAST = 0.98


def words(text):
    return re.findall(r'\w+', text.lower())


def structure(dump, path):
    run = subprocess.run([dump, '--structure', path], capture_output=True, text=True, check=False)
    text = subprocess.run([dump, path], capture_output=True, text=True, check=False).stdout
    if run.returncode != 0:
        return None, run.stderr.strip()
    return json.loads(run.stdout), text


def found_turns(found, text):
    return [(turn['speaker'], words(text[turn['text_start']:turn['end']]), turn['time'])
            for turn in found['turns']]


def true_turns(path):
    with open(path, encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))
    return [(row['speaker'], words(row['text']), float(row['start']) if row['start'] else None)
            for row in rows]


def merge(turns):
    merged = []
    for speaker, said, time in turns:
        if merged and merged[-1][0] == speaker:
            merged[-1] = (speaker, merged[-1][1] + said, merged[-1][2])
        else:
            merged.append((speaker, said, time))
    return merged


def alike(one, other):
    if one == other:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8


def match(found, true):
    """Pairs of indexes, in order: equal turns first, then what is alike between them."""
    pairs = []
    left = [tuple(turn[1]) for turn in found]
    right = [tuple(turn[1]) for turn in true]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == 'equal':
            pairs += zip(range(i1, i2), range(j1, j2))
            continue
        j = j1
        for i in range(i1, i2):
            for k in range(j, j2):
                if alike(found[i][1], true[k][1]):
                    pairs.append((i, k))
                    j = k + 1
                    break
    return pairs


def map_speakers(found, true, pairs):
    votes = Counter((found[i][0], true[j][0]) for i, j in pairs)
    mapped = {}
    for (label, speaker), _ in votes.most_common():
        if label not in mapped and speaker not in mapped.values():
            mapped[label] = speaker
    return mapped


def share(part, whole):
    return part / whole if whole else 1.0


def measure(found, true):
    pairs = match(found, true)
    mapped = map_speakers(found, true, pairs)
    right = [(i, j) for i, j in pairs if mapped.get(found[i][0]) == true[j][0]]
    exact = [(i, j) for i, j in pairs if found[i][1] == true[j][1]]
    timed = [(i, j) for i, j in pairs if found[i][2] is not None and true[j][2] is not None]
    near = [(i, j) for i, j in timed if abs(found[i][2] - true[j][2]) < 1]
    return {
        'found': len(found), 'true': len(true),
        'precision': share(len(pairs), len(found)), 'recall': share(len(pairs), len(true)),
        'speakers': share(len(right), len(pairs)), 'exact': share(len(exact), len(pairs)),
        'times': share(len(near), len(timed)) if timed else None,
    }


def print_measure(name, how, result):
    times = '-' if result['times'] is None else '%.3f' % result['times']
    print('%s\t%s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%s' % (
        name, how, result['found'], result['true'], result['precision'], result['recall'],
        result['speakers'], result['exact'], times))


def good(result):
    return min(result['precision'], result['recall'], result['speakers']) >= LEAST


def truths(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                for name in sorted(names):
                    if name.endswith('.truth.tsv'):
                        yield os.path.join(folder, name)
        else:
            yield path + '.truth.tsv'


def compare(dump, paths):
    status = 0
    print('file\tmeasure\tfound\ttrue\tprecision\trecall\tspeakers\texact\ttimes')
    for truth in truths(paths):
        path = truth[:-len('.truth.tsv')]
        found, text = structure(dump, path)
        if found is None:
            print('%s\t%s' % (os.path.basename(path), text))
            status = 1
            continue
        turns = found_turns(found, text)
        true = true_turns(truth)
        rows = measure(turns, true)
        merged = measure(merge(turns), merge(true))
        print_measure(os.path.basename(path), 'rows', rows)
        print_measure(os.path.basename(path), 'merged', merged)
        if not good(rows) and not good(merged):
            status = 1
    return status


def list_found(dump, paths):
    for path in paths:
        found, text = structure(dump, path)
        if found is None:
            print('%s: %s' % (os.path.basename(path), text))
            continue
        speakers = ', '.join('%s (%d)' % (speaker['label'], speaker['turns'])
                             for speaker in found['speakers'])
        print('%s: %d turns; %s' % (os.path.basename(path), len(found['turns']), speakers))
        for warning in found['warnings']:
            print('    ! ' + warning)
    return 0


def main(arguments):
    listing = arguments[:1] == ['--list']
    if listing:
        arguments = arguments[1:]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    return (list_found if listing else compare)(arguments[0], arguments[1:])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
