"""Which Python a text is for, and its tree: fissix's for what it can read, which is Python 2 and most of 3.

A grammar with print as a statement is tried first, then one without, then one without exec as well. What none of them reads and
the interpreter does is Python 3's own, which is checked and never rewritten.
"""

import ast
import re
import symtable
import warnings

from fissix import pygram
from fissix.pgen2 import parse, tokenize

from compatsrv.migrate.parsing import Parser
from compatsrv.migrate.source import CodeError

__all__ = ['Parsed', 'parse_text']

PYTHON2 = pygram.python_grammar.copy()
PYTHON2.keywords = {word: number for word, number in PYTHON2.keywords.items() if word != 'nonlocal'}    # a name like others there
PARSERS = [Parser(tables) for tables in (PYTHON2, pygram.python_grammar_no_print_statement,
                                         pygram.python_grammar_no_print_and_exec_statement)]
FUTURE = re.compile(r'^from[ \t]+__future__[ \t]+import[ \t]+(\([^)]*\)|(?:[^\n\\]|\\\n)*)', re.M)
LARGE = 1 << 19     # characters
# Names of the standard library that 2 has not, and ways of writing that it cannot read.
ONLY_3 = re.compile(
    r'^[ \t]*(?:nonlocal[ \t]+\w|async[ \t]+(?:def|for|with)[ \t]|'
    r'(?:import|from)[ \t]+(?:socketserver|http\.server|http\.client|queue|configparser|urllib\.(?:parse|request|error)|'
    r'xmlrpc\.\w+|asyncio|pathlib|builtins|_thread|tkinter)\b)', re.M)
# What tells of 2, even where 3 compiles it.
ONLY_2 = re.compile(
    r'\b(?:SocketServer|BaseHTTPServer|SimpleHTTPServer|StringIO|cStringIO|cPickle|urllib2|urlparse|httplib|ConfigParser|Queue|'
    r'xmlrpclib|SimpleXMLRPCServer|raw_input|xrange|unicode|basestring|iteritems|itervalues|iterkeys|has_key|six|compatsrv|'
    r'thread|__future__)\b')


class Parsed(object):
    """A text that was read.

    root      fissix's tree, or None for what only Python 3 reads
    python    2: only Python 2 compiles it; 3: it is Python 3's own; None: both compile it
    features  what it imports from __future__
    """

    def __init__(self, root, python, features):
        self.root, self.python, self.features = root, python, features


def parse_text(text):
    """Return Parsed. text: with '\\n' at its end. Raises CodeError, with the place, for what is no Python."""
    for match in FUTURE.finditer(text):
        if match.group(1).strip() == '*':
            raise CodeError('no Python: from __future__ import *', text.count('\n', 0, match.start()) + 1, 1)
    features = frozenset(re.findall(r'\w+', ' '.join(FUTURE.findall(text))))
    error = _refusal(text)
    root, reason = _cascade(text, features)
    if root is None:
        if error is None:
            return Parsed(None, 3, features)
        # Of the two parsers' reasons, the one of the parser that came further.
        raise max([reason, error], key=lambda each: (each.line, each.col))
    if error is not None:
        return Parsed(root, 2, features)
    return Parsed(root, 3 if _written_for_3(text) else None, features)


def _cascade(text, features):
    """(fissix's tree, None), or (None, CodeError)."""
    furthest = None
    for parser in PARSERS['print_function' in features:]:
        try:
            return parser.parse(text), None
        except (parse.ParseError, tokenize.TokenError, IndentationError, AssertionError) as error:
            error = _code_error(error)
            if furthest is None or (error.line, error.col) > (furthest.line, furthest.col):
                furthest = error
        except RecursionError:
            furthest = CodeError('nested too deep to be read')
            break
    return None, furthest


def _code_error(error):
    if isinstance(error, parse.ParseError):
        line, col = error.context[1] if error.context else (0, -1)
        return CodeError('no Python: %s' % ('unexpected %r' % error.value if error.value else error.msg), line, col + 1)
    if isinstance(error, IndentationError):
        return CodeError('no Python: %s' % error.args[0], error.lineno or 0, 1)
    if isinstance(error, tokenize.TokenError):
        line, col = error.args[1]
        return CodeError('no Python: %s' % error.args[0], line, col + 1)
    return CodeError('no Python')


def _refusal(text):
    """Why the interpreter does not compile the text: CodeError, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            if len(text) < LARGE or not _is_read(text):
                ast.parse(text)
    except SyntaxError as error:
        return CodeError('no Python: %s' % error.msg, error.lineno or 0, error.offset or 0)
    except (RecursionError, MemoryError):
        return CodeError('nested too deep to be read')
    except ValueError as error:
        return CodeError('no Python: %s' % error)
    return None


def _is_read(text):
    """Does the interpreter read the text? That takes two thirds of the memory of ast's nodes, and refuses more than they do."""
    try:
        symtable.symtable(text, '<source>', 'exec')     # to compile it would leave a hundred megabytes in pieces
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _written_for_3(text):
    """For what both parsers read: is there what 2 cannot read, or has not, and nothing of 2?"""
    if ONLY_2.search(text):
        return False
    return bool(ONLY_3.search(text) or _syntax_of_3(ast.parse(text)))


def _syntax_of_3(tree):
    for node in ast.walk(tree):
        kind = type(node).__name__
        if kind in ('JoinedStr', 'AnnAssign', 'AsyncFunctionDef', 'Await', 'Nonlocal', 'YieldFrom', 'NamedExpr', 'Starred'):
            return True
        if kind == 'FunctionDef':
            arguments = node.args
            if node.returns or arguments.kwonlyargs or any(arg.annotation for arg in arguments.args):
                return True
        if kind == 'ClassDef' and node.keywords or kind == 'Raise' and node.cause:
            return True
        if kind == 'Call' and getattr(node.func, 'id', '') == 'print' and node.keywords:
            return True
    return False
