"""The command line: one file a command, imported when it is called.

Exit status: 0 clean, 1 findings or differences, 2 usage or unreadable input.
"""

import argparse
import importlib
import os
import sys

# name -> what it does, in one line
COMMANDS = [
    ('serve', 'serve a request handler on an address'),
    ('check', 'tell what of a server changes on Python 3'),
    ('migrate', 'rewrite Python 2 servers as one source for both'),
    ('matrix', 'make a table of the results of conformance runs'),
]


class Error(Exception):
    """What the user has to know: one line that names the file, the option or the address."""


def main(argv=None):
    """Run the command line argv (default: sys.argv[1:]); return the exit status."""
    argv = sys.argv[1:] if argv is None else list(argv)
    if sys.stdout is None:      # Python 3, started without one
        sys.stdout = open(os.devnull, 'w')
    parser = _parser()
    name = parser.parse_args(argv[:1]).command
    if name is None:
        parser.error('a COMMAND is needed: ' + ', '.join(each for each, _ in COMMANDS))
    command = importlib.import_module('compatsrv.cli.' + name)
    try:
        status = command.run(argv[1:])
        sys.stdout.flush()
        return status
    except Error as error:
        sys.stderr.write('compatsrv %s: %s\n' % (name, ' '.join(str(error).split('\n'))))
        return 2
    except KeyboardInterrupt:
        return 130
    except EnvironmentError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())      # at the end of Python it is flushed again
        if getattr(error, 'errno', None) == 32:     # EPIPE: whoever read the output has seen enough
            return 1
        sys.stderr.write('compatsrv %s: %s: %s\n' % (name, error.filename or 'output', error.strerror or error))
        return 2


def _parser():
    """What reads the first argument: all that follow are the command's."""
    parser = _Parser(
        prog='compatsrv', usage='compatsrv [--help] [--version] COMMAND ...',
        description='One socketserver for Python 2.7 and 3.\n\ncommands:\n' + '\n'.join('  %-8s %s' % command for command in COMMANDS),
        epilog='"compatsrv COMMAND --help" tells more about each. The suite runs in pytest:\n'
               '  pytest --pyargs compatsrv.conformance --server-module socketserver',
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--version', action='version', version='compatsrv %s' % _version())
    parser.add_argument('command', metavar='COMMAND', nargs='?', choices=[name for name, _ in COMMANDS],
                        help=argparse.SUPPRESS)
    return parser


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser that says what is wrong in one line."""

    def error(self, message):
        if message == 'too few arguments':      # 2.7, which does not say which
            message = 'needed: ' + ' '.join(action.metavar for action in self._actions if not action.option_strings)
        self.exit(2, '%s: %s; see "%s --help"\n' % (self.prog, message, self.prog))


def command_parser(command, **kwargs):
    """An ArgumentParser for one command."""
    return _Parser(prog='compatsrv ' + command, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)


def at_least_one(text):
    """The number of an option, which is 1 at least."""
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError('%s: no number' % text)
    if number < 1:
        raise argparse.ArgumentTypeError('%s: it is 1 at least' % text)
    return number


def _version():
    import compatsrv
    return compatsrv.__version__
