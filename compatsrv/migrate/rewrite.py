"""From a Module to new source: the rules' fixes on fissix's tree, in the order of their codes."""

import collections
import difflib
import re
import warnings

from compatsrv.migrate import byteize, dialect, edit, general, nativize, plain
from compatsrv.migrate.module import Module
from compatsrv.migrate.rules import all_rules
from compatsrv.migrate.source import Unreadable

__all__ = ['Result', 'Rewrite', 'check_module', 'rewrite']

ROUNDS = 4      # a fix may make work for another
WORD = re.compile(r'(?:compatsrv|py2|six)\b(?:\.\w+)*|(?<!\\)\b\w+')
# What fixes write and none looks for, beside the names of compatsrv and six, and what they import
FINAL = re.compile(r'compatsrv|py2|six|Native|packed|0[ox]|(?:import|from|as|in|print|list|file|end|args|int|key|daemon|is_alive|'
                   r'Exception|__future__|print_function|cmp_to_key|__next__|__bool__|\d+)$')


class Result(object):
    """What became of a file.

    data, new   bytes, before and after
    text        the new text
    changed     bool
    python      2, 3 or None, as in grammar.Parsed; 3 is never rewritten
    reason      why it is as it was although something had to be done, or None
    """

    def __init__(self, module, text, reason=None, python=None):
        self.path = module.path
        self.data = module.source.data
        self.new = module.source.to_bytes(text)
        self.encoding = module.source.encoding
        self.text = text
        self.python = python or module.python
        self.reason = reason

    @property
    def changed(self):
        return self.new != self.data

    def diff(self):
        """The unified diff, a list of lines with their ends; empty if nothing changed."""
        if not self.changed:
            return []
        old, new = [data.decode(self.encoding, 'backslashreplace').splitlines(True) for data in (self.data, self.new)]
        lines = difflib.unified_diff(old, new, self.path, self.path)
        return [line if line.endswith('\n') else line + '\n\\ No newline at end of file\n' for line in lines]


class Rewrite(object):
    """What a rule's fix() works on.

    module     the file
    root       fissix's tree, which fix() edits
    strings    'native' or 'bytes'
    to         'both' or 'py3'
    """

    def __init__(self, module, strings, to):
        self.module, self.strings, self.to = module, strings, to
        self.root = module.root
        self.index = module.index
        self.names = edit.Names(self.index)
        self.needs = set()

    def need(self, statement):
        """See to it that the file has an import."""
        self.needs.add(statement)

    def take(self, leaf, name):
        """Have a name of compatsrv.py2 where a name stands."""
        edit.rename(leaf, 'py2.' + name)
        self.need('from compatsrv import py2')

    def wrap(self, node, function):
        """Have a call of function, 'compatsrv.n' or 'compatsrv.b', around an expression."""
        edit.wrap(node, function)
        self.need('import compatsrv')


def check_module(module, last=False):
    """Return what the rules find in a Module, in the order of lines. last: fissix's tree is not needed afterwards."""
    rules = sorted(all_rules(), key=lambda rule: getattr(rule, 'READS', '') != 'root')
    findings = []
    for rule in rules:
        if last and getattr(rule, 'READS', '') != 'root':
            module.release()
            last = False
        findings += rule.find(module)
    return sorted(findings)


def rewrite(module, strings, to):
    """Return the Result for a Module, whose tree is used up."""
    if module.python == 3:
        return Result(module, module.text)
    if to == 'py3':
        both = rewrite(module, strings, 'both')
        if both.reason:
            return both
        module = Module(both.text, module.path, module)
    text, python = module.text, module.python
    for _ in range(ROUNDS):
        work = Rewrite(module, strings, to)
        if to == 'py3':
            plain.fix(work)
        elif strings == 'bytes':
            byteize.fix(work)
        elif module.python == 2 or dialect.deals_in_str(text):
            nativize.fix(work)
        if to == 'both':
            for rule in all_rules():
                if hasattr(rule, 'fix'):
                    rule.fix(work)
            general.fix(work, all_rules())
        general.add_imports(work.root, work.needs)
        edit.split_imports(work.root)
        new, needs = str(work.root), work.needs
        del work
        module.forget()     # one tree at a time
        old, text = text, new
        if new == old:
            break
        if strings == 'native' and to == 'both' and _is_settled(old, new, needs) and _refused(new) is None:
            return Result(module, new, None, python)
        try:
            module = Module(text, module.path, module)
        except Unreadable as error:
            return Result(module, module.text, 'left as it is: after the fixes, line %d: %s' % (error.line, error.reason), python)
    reason = _refused(text)     # that Python 3 read it, when it was read, is not enough: see `import *` in a function
    if reason:
        return Result(module, module.source.text, reason, python)
    return Result(module, text, None, python)


def _is_settled(old, new, needs):
    """Is there no work for another round: no word that the fixes wrote, and that one of them may look for?"""
    was, now = old.split('\n'), new.split('\n')
    same = set(was).intersection(now)
    before, after = [collections.Counter(WORD.findall('\n'.join([line for line in lines if line not in same]))) for lines in (was, now)]
    written = {word for word in after if after[word] > before[word] and not FINAL.match(word)}
    return written.issubset(WORD.findall(' '.join(needs)))


def _refused(text):
    """Why Python 3 does not compile the text, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            compile(text, '<migrated>', 'exec', dont_inherit=True)
    except SyntaxError as error:
        return 'left as it is: after the fixes, line %s: %s' % (error.lineno, error.msg)
    except (RecursionError, MemoryError):
        return 'left as it is: nested too deep to be dealt with'
    return None
