"""What the abstract run of a file (flow.py) knows: the names in sight, the facts that cross functions, the uses found."""

import ast

from compatsrv.migrate.flow.scope import Imports, short, spell
from compatsrv.migrate.flow.values import BYTE, BYTES, CONTAINERS, NATIVE, TEXT, Use, atom, elements, join, of_kind

__all__ = ['State']

STREAMS = {'sys.stdin': 'textfile', 'sys.stdout': 'textfile', 'sys.stderr': 'textfile', 'sys.__stdout__': 'textfile',
           'sys.stdin.buffer': 'file', 'sys.stdout.buffer': 'file', 'sys.stderr.buffer': 'file'}
FILES = {'rfile': 'reader', 'wfile': 'writer'}


class State(object):

    def __init__(self, python2):
        self.python2 = python2
        self.imports = Imports()
        self.classes, self.functions, self.by_name, self.late = {}, {}, {}, []
        self.families = {}          # class -> one of the classes that share its attributes
        self.native = False         # whether the file deals in native strings
        self.facts, self.changed, self.reads = {}, set(), set()
        self.uses = {}              # what -> [Use]
        self._seen = {}
        self.env = {}               # name or 'self.name' -> value; None: nothing can come here
        self.function = self.cls = self.self_name = None
        self.in_class = False
        self.globals_here = set()
        self.assigned = {}          # 'self.name' -> (family, name), in the running function
        self.quiet = False
        self.hiders = []            # the handlers around that hide errors

    # -- facts

    def fact(self, key):
        """What is known under the key; whoever asks is run again when more is."""
        self.reads.add(key)
        return self.facts.get(key, ())

    def learn(self, key, value):
        """Note that what the key stands for can be the value."""
        # self.x = '' says "none yet", whatever will come. Of mixtures enough was said where they were made.
        early = not self.python2 and key[0] != 'result'
        value = tuple(each for each in value if each.kind != 'mixture' and not (early and each.what == 'an empty literal'))
        old = self.facts.get(key, ())
        new = join(old, value)
        if new is not old:
            self.facts[key] = new
            self.changed.add(key)
            if key[0] == 'attribute' and key[1] is not None:
                self.learn(('attribute', None, key[2]), value)

    def family(self, cls):
        """The one class that stands for all that are related to cls in this file."""
        while cls in self.families and self.families[cls] is not cls:
            cls = self.families[cls]
        return cls

    def family_of(self, each):
        """The family of an atom that holds the name of a class."""
        cls = self.classes.get(each.items[0])
        return cls and self.family(cls)

    # -- uses

    def use(self, what, node, data, other=None):
        """Note that the atom `data` is used in node."""
        key = (what, node.lineno, node.col_offset)
        if key in self._seen or self.quiet:
            return
        use = self._seen[key] = Use(what, node, data, other)
        use.function = self.function
        if self.hiders:
            use.hidden = self.hiders[-1]
        self.uses.setdefault(what, []).append(use)

    def meet(self, one, other, item=True):
        """The atom of bytes (or of an item of bytes) in one if there is str in the other, and None if not.

        In source for Python 3, only if they cannot be anything else: what deals in both is written with care.
        """
        text = of_kind(other, TEXT)
        if not text:
            return None
        data = of_kind(one, BYTES) or item and of_kind(one, BYTE)
        if data and not self.python2 and (len(one) > 1 or len(other) > 1):
            return None
        return data

    def want_bytes(self, node, value, where):
        """A value goes where str cannot go."""
        text = self.text_of(value) or of_kind(value, NATIVE)
        if text:
            self.use('wants bytes', node, text, where)

    def text_of(self, value):
        """The atom of str in a value that should be bytes, or None.

        Not the '' to which what was received is added, and in source for Python 3 only what can be nothing else.
        """
        text, data = of_kind(value, TEXT), of_kind(value, BYTES)
        return None if data and (not self.python2 or text and text.what == 'an empty literal') else text

    def shown(self, node):
        """An expression, for a message."""
        if isinstance(node, ast.Constant):
            return short(node.value)
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            return 'a %s of str' % type(node).__name__.lower()
        return spell(node) or 'str'

    # -- attributes

    def attribute(self, owner, node):
        """The value of an attribute of a value."""
        name, found = node.attr, ()
        for each in owner:
            kind = each.kind
            if kind in ('self', 'instance', 'class'):
                found = join(found, self._member(each, name, node))
            elif kind == 'popen':
                found = join(found, {'stdout': atom('reader', each.line, 'read'), 'stderr': atom('reader', each.line, 'read'),
                                     'stdin': atom('writer', each.line, 'a pipe')}.get(name, ()))
        if owner:
            return found
        if name in FILES:
            return self.fact(('attribute', None, name)) or self.file_of(node, self.native)
        dotted = self.imports.dotted(node)
        if dotted in STREAMS:
            return atom(STREAMS[dotted], node.lineno, 'read')
        if dotted == 'sys.argv':
            return atom('list', node.lineno, '', atom(TEXT, node.lineno, 'given'))
        if dotted and dotted.partition('.')[0] in self.imports.names.values():
            return ()
        return self.fact(('attribute', None, name))

    def file_of(self, node, native):
        kind = FILES[node.attr]
        return atom('native file' if native else kind, node.lineno, 'received' if kind == 'reader' else 'wfile')

    def _member(self, each, name, node):
        """An attribute of an object of a class of the file."""
        cls = self.classes.get(each.items[0])
        if cls is None:
            return ()
        method = cls.find(name)
        if method is None and each.kind == 'self':      # a mix-in calls what its neighbours have
            methods = [function for function in self.by_name.get(name, ()) if function.cls]
            method = methods[0] if len(methods) == 1 else None
        if method is not None:
            if method.property:
                return self.fact(('result', method.key))
            return atom('function', node.lineno, '', (method.key, each.kind != 'class' and not method.static))
        found = self.fact(('attribute', self.family(cls), name))
        if any(one.kind in CONTAINERS for one in found):      # handed on from object to object, by one name mostly
            found = join(found, self.fact(('attribute', None, name)))
        if found:
            return found
        if cls.assigns(name):
            return ()       # what it is comes from elsewhere, and is not known yet
        if name in FILES:
            return self.file_of(node, cls.is_native() or self.native and not cls.is_handler())
        if name in ('request', 'connection') and cls.is_handler():
            if cls.is_native():
                return atom('native request', node.lineno)
            return atom('request', node.lineno, 'received')
        return ()

    def items(self, value, line):
        """What iteration over the value yields; objects of classes of the file included."""
        found = elements(value, line)
        for each in value:
            cls = self.classes.get(each.items[0]) if each.kind in ('instance', 'self') else None
            if cls is not None:
                iterate, following = cls.find('__iter__'), cls.find('next') or cls.find('__next__')
                if iterate:
                    found = join(found, elements(self.fact(('result', iterate.key)), line))
                if following:
                    found = join(found, self.fact(('result', following.key)))
        return found

    def datagram(self, each, node):
        """The two parts of the request of a datagram handler."""
        if each.kind == 'native request':
            return atom(NATIVE, node.lineno), atom('native socket', node.lineno)
        return atom(BYTES, node.lineno, 'received'), atom('socket', node.lineno)
