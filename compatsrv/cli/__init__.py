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
    parser = argparse.ArgumentParser(
        prog='compatsrv', description='One socketserver for Python 2.7 and 3.',
        epilog='commands:\n%s\n\n"compatsrv COMMAND --help" tells more about each.' % '\n'.join(
            '  %-8s %s' % command for command in COMMANDS),
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--version', action='version', version='compatsrv %s' % _version())
    parser.add_argument('command', metavar='COMMAND', choices=[name for name, _ in COMMANDS],
                        help='one of: ' + ', '.join(name for name, _ in COMMANDS))
    parser.add_argument('arguments', nargs=argparse.REMAINDER, metavar='...', help='its arguments')
    options = parser.parse_args(argv)
    command = importlib.import_module('compatsrv.cli.' + options.command)
    try:
        status = command.run(options.arguments)
        sys.stdout.flush()
        return status
    except Error as error:
        sys.stderr.write('compatsrv %s: %s\n' % (options.command, error))
        return 2
    except KeyboardInterrupt:
        return 130
    except EnvironmentError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())      # at the end of Python it is flushed again
        if getattr(error, 'errno', None) == 32:     # EPIPE: whoever read the output has seen enough
            return 1
        sys.stderr.write('compatsrv %s: %s: %s\n' % (options.command, error.filename or 'output', error.strerror or error))
        return 2


def command_parser(command, **kwargs):
    """An ArgumentParser for one command."""
    return argparse.ArgumentParser(prog='compatsrv ' + command,
                                   formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)


def _version():
    import compatsrv
    return compatsrv.__version__
