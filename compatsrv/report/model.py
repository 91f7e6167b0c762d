"""The matrix: one row a behaviour, one column a run."""

import json
import re

from compatsrv.conformance import results

# Each cell is one of these words, in the order in which a reader should worry.
FAIL, FIXED, DIFFERS, SKIP, PASS, ABSENT = 'FAIL', 'FIXED', 'differs', 'skip', 'pass', '-'
LEGEND = [
    (PASS, 'the module does what the requirement says'),
    (DIFFERS, 'a native module does something else, as is known of this version; the evidence says what and why'),
    (FAIL, 'it does something else, and that was not known: the run is red'),
    (FIXED, 'it passes where it was known to differ: the expectations are out of date, and the run is red'),
    (SKIP, 'the machine lacks what the case needs'),
    (ABSENT, 'the case was not part of that run'),
]


class Column(object):
    """One run: a module on an interpreter. title: such as `2.7 native`."""

    def __init__(self, path, result):
        self.path = path
        self.result = result
        run = result['run']
        version = '.'.join(run['version'].split('.')[:2])
        implementation = '' if run['implementation'] == 'CPython' else run['implementation'] + ' '
        if result['environment'].endswith('t') and re.match(r'py\d+t$', result['environment']):
            version += 't'
        module = result['role'] if result['role'] != 'other' else result['module']
        self.interpreter = implementation + version
        self.title = '%s %s' % (self.interpreter, module)
        self.order = (implementation, tuple(int(n) for n in re.findall(r'\d+', version)), version,
                      ['native', 'compatsrv', 'other'].index(result['role']), module)
        self.cases = {case['id']: case for case in result['cases']}

    def word(self, id):
        """The cell of the case `id`."""
        case = self.cases.get(id)
        if case is None:
            return ABSENT
        if case['outcome'] == 'skip':
            return SKIP
        if results.unexpected(case):
            return FAIL if case['outcome'] == 'fail' else FIXED
        return PASS if case['outcome'] == 'pass' else DIFFERS


class Row(object):
    """One behaviour."""

    def __init__(self, case):
        self.id, self.area = case['id'], case['area']
        self.requirement, self.reference = case['requirement'], case['reference']


class Matrix(object):
    """All columns and rows in order, with the counts of words."""

    def __init__(self, columns):
        self.columns = sorted(columns, key=lambda column: column.order)
        rows = {}
        for column in self.columns:
            for id, case in column.cases.items():
                rows[id] = Row(case)
        self.rows = [rows[id] for id in sorted(rows)]
        self.areas = sorted({row.area for row in self.rows})

    def count(self, column, word, area=None):
        """How many cells of column, in one area or in all, have this word."""
        return sum(column.word(row.id) == word for row in self.rows if area in (None, row.area))

    def unexpected(self):
        """[(column, row)] of the cells that make the matrix red."""
        return [(column, row) for column in self.columns for row in self.rows
                if column.word(row.id) in (FAIL, FIXED)]


def read(paths):
    """Return the Matrix of the results files. Raises results.ResultError, also if two are of the same run."""
    columns = {}
    for path in paths:
        try:
            column = Column(path, results.load(path))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise results.ResultError('%s: unusable: %s: %s' % (path, type(error).__name__, error))
        if column.title in columns:
            raise results.ResultError('%s and %s: both are results of %s' % (
                columns[column.title].path, path, column.title))
        columns[column.title] = column
    return Matrix(columns.values())


def to_json(matrix):
    """The matrix as JSON text: columns, rows with their cells, totals."""
    return json.dumps({
        'kind': 'compatsrv-matrix', 'schema': 1,
        'legend': dict(LEGEND),
        'columns': [{'title': column.title, 'module': column.result['module'], 'role': column.result['role'],
                     'environment': column.result['environment'], 'run': column.result['run'],
                     'totals': {word: matrix.count(column, word) for word, _ in LEGEND}}
                    for column in matrix.columns],
        'rows': [{'id': row.id, 'area': row.area, 'requirement': row.requirement, 'reference': row.reference,
                  'cells': {column.title: column.word(row.id) for column in matrix.columns}}
                 for row in matrix.rows]}, indent=1) + '\n'
