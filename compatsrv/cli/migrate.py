"""compatsrv migrate: from Python 2 source to one source for both."""

import collections
import os
import shlex
import sys

from compatsrv.cli import Error, at_least_one, command_parser

try:
    from importlib import metadata as _python38     # fissix is for Python 3.8 and newer
except ImportError:
    _python38 = None

STRINGS, TO = ('native', 'bytes'), ('both', 'py3')     # the first of each is the default
EPILOG = '''examples:
  compatsrv migrate server.py                 shows the diff
  compatsrv migrate --write --backup .orig .  writes, and keeps what was there

exclude, strings, to and backup are settings, too: in pyproject.toml
[tool.compatsrv], tox.ini or setup.cfg [compatsrv].

Exit status: 0 if there is nothing to do, 1 if something differs or is left for
a human, 2 if a file could not be dealt with.
'''


def run(argv):
    """Migrate files and trees; return the exit status."""
    options = _parser().parse_args(argv)
    if _python38 is None:
        raise Error('it needs Python 3.8 or newer, which reads and writes source for 2.7; run this command on one')
    try:
        import fissix       # noqa: F401
        import libmodernize     # noqa: F401
    except ImportError:
        raise Error("fissix or modernize is missing: pip install 'compatsrv[migrate]'")
    if options.backup is not None and not options.write:
        raise Error('--backup goes with --write')
    settle(options)
    return Run(options).all()


def _parser():
    parser = command_parser('migrate', description='Rewrite Python 2 socket servers as one source for 2.7 and 3, on six\n'
                            'and compatsrv. Shows a unified diff.', epilog=EPILOG)
    parser.add_argument('paths', nargs='+', metavar='PATH', help='a file, or a tree of *.py files')
    how = parser.add_mutually_exclusive_group()
    how.add_argument('--write', action='store_true', help='write the files: each whole or not at all, with its mode, owner and times')
    how.add_argument('--check', action='store_true', help='show nothing but the summary; the exit status tells')
    parser.add_argument('--backup', metavar='SUFFIX', help='with --write: keep the old file beside the new one, as NAME + SUFFIX')
    parser.add_argument('--exclude', metavar='PATTERNS', help='leave out files and folders that match, such as "build,*_pb2.py"')
    parser.add_argument('--strings', choices=STRINGS,
                        help="native (the default): handlers go on dealing in str. bytes: what reaches the wire becomes b''")
    parser.add_argument('--to', choices=TO,
                        help='both (the default), or py3: a migrated program on plain Python 3')
    parser.add_argument('--jobs', type=at_least_one, metavar='N', help='how many processes; the default is one for each core')
    return parser


def settle(options):
    """Fill in what the settings say, and see that all of it makes sense. Raises Error."""
    from compatsrv.migrate import settings
    try:
        path, found = settings.find(options.paths)
    except settings.SettingsError as error:
        raise Error(str(error))
    if options.exclude is not None:
        found['exclude'] = [each.strip() for each in options.exclude.split(',') if each.strip()]
    options.exclude = found.get('exclude', [])
    for name, choices in (('strings', STRINGS), ('to', TO)):
        value = getattr(options, name) or found.get(name, choices[0])
        if value not in choices:
            raise Error('%s: [compatsrv] %s: %s is none of %s' % (path, name, value, ', '.join(choices)))
        setattr(options, name, value)
    source = '--backup' if options.backup is not None else '%s: [compatsrv] backup' % path
    if options.backup is None and options.write:
        options.backup = found.get('backup')
    if options.backup is not None and (not options.backup or os.path.basename(options.backup) != options.backup):
        raise Error('%s %r: it is a suffix, such as .orig' % (source, options.backup))


class Run(object):
    """One run of the command, and what it counts."""

    def __init__(self, options):
        from compatsrv.migrate import files
        self.options = options
        self.files = files
        self.counts = collections.Counter()
        self.before, self.left = collections.Counter(), []

    def complain(self, error):
        self.counts['failed'] += 1
        sys.stdout.flush()
        sys.stderr.write('compatsrv migrate: %s\n' % error)

    def all(self):
        from compatsrv.migrate import checking, parallel
        paths = [path for path in self.files.find(self.options.paths, self.complain)
                 if not checking.excluded(path, self.options.exclude)]
        for outcome in parallel.migrate(paths, self.options.strings, self.options.to, self.options.jobs):
            self.one(outcome)
        sys.stdout.flush()
        self.summary()
        if self.counts['failed']:
            return 2
        return 1 if self.left or (self.counts['changed'] and not self.options.write) else 0

    def one(self, outcome):
        if outcome.error is not None:
            return self.complain(outcome.error)
        self.counts['read'] += 1
        self.counts['lines'] += outcome.lines
        self.before.update(outcome.before)
        if outcome.python == 3:
            self.counts['python3'] += 1
        if outcome.reason:
            self.complain('%s: %s' % (outcome.path, outcome.reason))
        elif outcome.new is not None:
            self.change(outcome)
        self.left += outcome.left

    def change(self, outcome):
        if self.options.write:
            try:
                self.files.replace(outcome.path, outcome.old, outcome.new, self.options.backup)
            except self.files.Unreadable as error:
                return self.complain(error)
        elif not self.options.check:
            write(''.join(outcome.diff))
        self.counts['changed'] += 1

    def summary(self):
        options, counts = self.options, self.counts
        tell = sys.stderr.write
        for finding in self.left:
            tell('%s\n' % (finding,))
        parts = ['%s (%s)' % (_number(counts['read'], 'file'), _number(counts['lines'], 'line')),
                 '%d %s' % (counts['changed'], 'rewritten' if options.write else 'would change')]
        if counts['python3']:
            parts.append('%d for Python 3 already, left as they are' % counts['python3'])
        if counts['failed']:
            parts.append('%d not dealt with' % counts['failed'])
        tell('compatsrv migrate: %s\n' % ', '.join(parts))
        found = ', '.join('%d %s' % (self.before[weight], weight) for weight in ('silent', 'raises', 'renamed') if self.before[weight])
        tell('findings: %s; left for a human: %d\n' % (found or 'none', len(self.left)))
        paths = ' '.join(shlex.quote(path) for path in options.paths)
        if counts['changed'] and not options.write:
            given = [' --%s %s' % (name, getattr(options, name)) for name, choices in (('strings', STRINGS), ('to', TO))
                     if getattr(options, name) != choices[0]]
            tell('next: compatsrv migrate --write%s %s\n' % (''.join(given), paths))
        elif self.left:
            tell('next: look at the places above, then compatsrv check %s\n' % paths)
        elif counts['changed']:
            tell('next: run it on both Pythons, and compare the answers\n')


def _number(number, what):
    return '%s %s%s' % (format(number, ','), what, '' if number == 1 else 's')


def write(text):
    """Write to stdout; what its encoding lacks is escaped."""
    encoding = sys.stdout.encoding or 'ascii'
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        sys.stdout.write(text.encode(encoding, 'backslashreplace').decode(encoding))
