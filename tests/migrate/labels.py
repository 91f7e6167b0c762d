"""Labelled source: `#: CS201 CS206` at the end of a line says what is to be found in it."""

import glob
import io
import os
import re

FOLDER = os.path.dirname(os.path.abspath(__file__))
LABEL = re.compile(r'#:((?: CS[23]\d\d)+)\s*$')


def sources(kind):
    """The paths of hazards/*.py or clean/*.py."""
    return sorted(glob.glob(os.path.join(FOLDER, kind, '*.py')))


def read(path):
    with io.open(path, encoding='utf-8') as file:
        return file.read()


def labels(text):
    """{(line, code)} that the text asks for."""
    found = set()
    for number, line in enumerate(text.split('\n'), 1):
        match = LABEL.search(line)
        if match:
            found |= {(number, code) for code in match.group(1).split()}
    return found


def findings(text, path='source.py'):
    """{(line, code)} that the rules CS2xx and CS3xx find in the text."""
    from compatsrv.migrate import check_source
    return {(finding.line, finding.code) for finding in check_source(text, path) if finding.code[:3] in ('CS2', 'CS3')}
