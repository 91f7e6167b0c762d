"""compatsrv matrix: the table of the results of conformance runs."""

from compatsrv.cli import Error, command_parser

try:
    from importlib import metadata as _python38     # report/ is for Python 3.8 and newer
except ImportError:
    _python38 = None


def run(argv):
    """Print the totals, write what was asked for; return 1 if anything is unexpected."""
    parser = command_parser(
        'matrix', description='Make a table, interpreter by behaviour, of the results of conformance runs.',
        epilog='example:\n  compatsrv matrix results/*.json --markdown matrix.md\n\n'
               'Exit status: 0 if all is as expected, 1 if not, 2 for files that are no results.')
    parser.add_argument('results', nargs='+', metavar='RESULT.json', help='what pytest ... --results FILE wrote')
    parser.add_argument('--markdown', metavar='FILE', help='write the table, its legend and the evidence to FILE')
    parser.add_argument('--json', metavar='FILE', help='write the same to FILE, for programs')
    options = parser.parse_args(argv)
    if _python38 is None:
        raise Error('the report needs Python 3.8 or newer; run this command on one')
    from compatsrv.conformance.results import ResultError, replace
    from compatsrv.report import markdown, model
    try:
        matrix = model.read(options.results)
    except ResultError as error:
        raise Error(str(error))
    for path, render in ((options.markdown, markdown.render), (options.json, model.to_json)):
        try:
            if path:
                replace(path, render(matrix))
        except EnvironmentError as error:
            raise Error('%s: %s' % (path, error.strerror))
    print('\n'.join(markdown.totals(matrix)))
    return 1 if matrix.unexpected() else 0
