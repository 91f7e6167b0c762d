"""docs/behaviours.md, made from the conformance suite and its expectations.

Usage: python ci/behaviours.py [--check]

--check writes nothing; exit status 1 if the file is not what the suite says.
"""

import importlib
import inspect
import io
import json
import os
import pkgutil
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)

from compatsrv import conformance       # noqa: E402
from compatsrv.conformance import expectations, results      # noqa: E402

PAGE = os.path.join(ROOT, 'docs', 'behaviours.md')
AREAS = ['construction', 'lifecycle', 'loop', 'requests', 'streams', 'datagrams', 'unix', 'threads', 'forks', 'errors',
         'options', 'mixing']
HEAD = u'''# Behaviours

What compatsrv does on every interpreter, and where the native modules differ. Each line is a case of the conformance
suite; `pytest --pyargs compatsrv.conformance --server-module compatsrv --case ID` runs it. This page is made from the
suite by `ci/behaviours.py`, and a test keeps it so.

- **Behaviour**: what holds for compatsrv, on Python 2.7 and 3.6 and above.
- **Native**: "the same", or the versions that do something else, and what that is.

%d behaviours; in %d of them at least one native module does something else.
'''
EVERY = u'2.7 3.6+'


def cases():
    """The cases of all areas, in the areas' order and then as they stand in their files."""
    found = []
    for module in pkgutil.iter_modules(conformance.__path__):
        if module[1].startswith('test_'):
            members = vars(importlib.import_module('compatsrv.conformance.' + module[1])).values()
            functions = [member for member in members if hasattr(member, 'case') and inspect.isfunction(member)]
            found += [function.case for function in sorted(functions, key=_place)]
    return sorted(found, key=lambda case: AREAS.index(case.area))


def _place(function):
    # Some are made in a loop, from one place.
    return function.__code__.co_firstlineno, function.case.id


def native(entries):
    """What the natives do, of the entries of the expectations."""
    if not entries:
        return u'the same'
    return u'; '.join(u'%s: %s' % (u'all' if entry['versions'] == EVERY else entry['versions'].replace(u' ', u', '),
                                   results.shown_reason(entry['reason'])) for entry in entries)


def cell(text):
    return text.replace(u'|', u'\\|')


def render():
    """The text of the page."""
    with io.open(expectations.NATIVE, encoding='utf-8') as file:
        known = json.load(file)['cases']
    found = cases()
    lines = [HEAD % (len(found), len(known))]
    area = None
    for case in found:
        if case.area != area:
            area = case.area
            lines.append(u'\n## %s\n\n| Behaviour | Native | Reference | Case |\n|---|---|---|---|\n' % area.capitalize())
        lines.append(u'| %s | %s | %s | `%s` |\n' % (
            cell(case.requirement), cell(native(known.get(case.id))), cell(results.shown_reference(case.reference)), case.id))
    return u''.join(lines)


def main(arguments):
    if arguments not in ([], ['--check']):
        sys.exit(__doc__)
    text = render()
    if not arguments:
        with io.open(PAGE, 'w', encoding='utf-8') as file:
            file.write(text)
        return 0
    with io.open(PAGE, encoding='utf-8') as file:
        if file.read() == text:
            return 0
    print('docs/behaviours.md is not what the suite says: run python ci/behaviours.py')
    return 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
