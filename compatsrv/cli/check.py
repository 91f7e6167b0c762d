"""compatsrv check: what of a server changes on Python 3."""

import sys

from compatsrv.cli import Error, command_parser

try:
    from importlib import metadata as _python38     # migrate/ is for Python 3.8 and newer
except ImportError:
    _python38 = None


def run(argv):
    """Print what the rules find; return 0 if that is nothing, 1 if not, 2 if something could not be read."""
    options = parse(argv)
    if _python38 is None:
        raise Error('checking needs Python 3.8 or newer; run this command on one')
    try:
        import fissix       # noqa: F401
    except ImportError:
        raise Error("checking needs fissix: pip install 'compatsrv[migrate]'")
    from compatsrv.migrate import checking, explain
    from compatsrv.migrate.rules import all_rules
    rules = all_rules()
    if options.explain:
        print(explain.text(_rule(options.explain, rules)))
        return 0
    if not options.paths:
        raise Error('a PATH is needed, or --explain CODE; see "compatsrv check --help"')
    settle(options, rules)
    checked, unreadable = checking.check_paths(options.paths, options.exclude)
    for result in checked:
        result.findings = checking.chosen(result.findings, options.select, options.ignore)
    write(options, rules, checked, unreadable)
    sys.stdout.flush()
    if options.output_format not in ('json', 'sarif'):
        for error in unreadable:
            sys.stderr.write('compatsrv check: %s\n' % error)
    if unreadable:
        return 2
    return 1 if any(result.findings for result in checked) and not options.exit_zero else 0


def parse(argv):
    parser = command_parser(
        'check', description='Tell what of a Python 2 server (or of one for Python 3) changes meaning, raises\n'
                             'or has another name on Python 3.',
        epilog='examples:\n  compatsrv check server.py\n  compatsrv check src --select CS2 --statistics\n'
               '  compatsrv check --explain CS203\n\n'
               'Findings come by weight: first what changes meaning in silence, then what\n'
               'raises, then what has another name. A comment "# noqa: CS203" silences a line.\n'
               'Settings of the same names as the options are read from pyproject.toml\n'
               '[tool.compatsrv], tox.ini or setup.cfg [compatsrv] (before Python 3.11,\n'
               'pyproject.toml without tomli: strings, lists of strings, true and false only).\n'
               'NO_COLOR is honoured.\n\n'
               'Exit status: 0 if nothing was found, 1 if something was, 2 if a file could not\n'
               'be read or an option is wrong.')
    parser.add_argument('paths', nargs='*', metavar='PATH', help='a file, or a tree of them')
    parser.add_argument('--select', metavar='CODES', help='only these codes, or beginnings of codes, with commas between them')
    parser.add_argument('--ignore', metavar='CODES', help='all but these')
    parser.add_argument('--exclude', metavar='PATTERNS', help='leave out files and folders that match, such as "build,*_pb2.py"')
    parser.add_argument('--output-format', metavar='FORMAT', choices=('text', 'json', 'github', 'sarif'),
                        help='text (the default), json, github (annotations of workflows) or sarif (2.1.0)')
    parser.add_argument('--statistics', action='store_true', default=None, help='count the findings of each code instead of showing them')
    parser.add_argument('--exit-zero', action='store_true', default=None, help='exit with 0 whatever is found')
    parser.add_argument('--explain', metavar='CODE', help='tell what a code means, why it matters and what to do')
    return parser.parse_args(argv)


def settle(options, rules):
    """Fill in what the settings say, and see that all of it makes sense. Raises Error."""
    from compatsrv.migrate import settings
    try:
        path, found = settings.find(options.paths)
    except settings.SettingsError as error:
        raise Error(str(error))
    for name in ('select', 'ignore', 'exclude'):
        given = getattr(options, name)
        value = [each.strip() for each in given.split(',') if each.strip()] if given is not None else found.get(name, [])
        if name != 'exclude':
            value = [each.upper() for each in value]
            source = '--' + name if given is not None else '%s: [compatsrv] %s' % (path, name)
            for each in value:
                if not any(rule.CODE.startswith(each) for rule in rules):
                    raise Error('%s: no code begins with %s' % (source, each))
        setattr(options, name, value)
    for name in ('output_format', 'statistics', 'exit_zero'):
        if getattr(options, name) is None:
            setattr(options, name, found.get(name.replace('_', '-')))
    options.output_format = options.output_format or 'text'
    if options.output_format not in ('text', 'json', 'github', 'sarif'):
        raise Error('%s: [compatsrv] output-format: %s is none of text, json, github, sarif' % (path, options.output_format))


def _rule(code, rules):
    for rule in rules:
        if rule.CODE == code.upper():
            return rule
    raise Error('--explain %s: no such code; there are %s' % (code, ', '.join(rule.CODE for rule in rules)))


def write(options, rules, checked, unreadable):
    """Print the findings in the format that was asked for."""
    from compatsrv.migrate import output, summary
    if options.output_format == 'json':
        print(output.to_json(checked, unreadable, rules))
    elif options.output_format == 'sarif':
        import compatsrv
        print(output.sarif(checked, unreadable, rules, compatsrv.__version__))
    elif options.statistics:
        lines = summary.statistics(checked, rules)
        print('\n'.join(lines + [''] * bool(lines) + summary.check(checked, unreadable, rules, options.paths)))
    elif options.output_format == 'github':
        for line in output.github(checked, unreadable):
            print(line)
    else:
        colour = output.colours(sys.stdout)
        some = False
        for line in output.plain(checked, colour):
            some = True
            print(line)
        print('\n'.join([''] * some + summary.check(checked, unreadable, rules, options.paths)))
