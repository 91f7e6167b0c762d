"""Names of a file: its imports, classes and functions, and which of them are servers and handlers."""

import ast

from compatsrv.migrate.flow.knowledge import HANDLERS, RENAMED, SERVERS, THREADING

__all__ = ['Class', 'Function', 'Imports', 'canonical', 'short', 'spell']

MODULES = ('socketserver.', 'http.server.', 'xmlrpc.server.', 'wsgiref.')
ARTIFICIAL = ('Native', 'Text')       # compatsrv's handlers that deal in str


def canonical(dotted):
    """The name on Python 3 of a dotted name."""
    if dotted.startswith('six.moves.'):
        dotted = dotted[len('six.moves.'):]
    elif dotted.startswith('future.moves.'):
        dotted = dotted[len('future.moves.'):]
    head, _, rest = dotted.partition('.')
    if head in RENAMED:
        return RENAMED[head] + ('.' + rest if rest else '')
    if dotted.startswith(('gevent.', 'eventlet.')):
        for module in RENAMED:
            if dotted == module or dotted.startswith(module + '.'):
                return RENAMED[module] + dotted[len(module):]
    return dotted


def short(value):
    """The repr of a constant, for messages."""
    text = repr(value)
    return text if len(text) <= 30 else text[:26] + '...' + text[0]


def spell(node):
    """A short name for an expression, for messages: data, self.buf, recv(), data[0]."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        value = spell(node.value)
        return '%s.%s' % (value, node.attr) if value else node.attr
    if isinstance(node, ast.Call):
        name = spell(node.func)
        return name + '()' if name else ''
    if isinstance(node, ast.Subscript):
        name = spell(node.value)
        index = node.slice.value if type(node.slice).__name__ == 'Index' else node.slice     # up to 3.8
        return '%s[%s]' % (name, _index(index)) if name else ''
    return ''


def _index(node):
    if isinstance(node, ast.Slice):
        return ':'.join('' if each is None else _index(each) for each in (node.lower, node.upper))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return '-' + _index(node.operand)
    if isinstance(node, ast.Constant):
        return short(node.value)
    return spell(node) or '...'


class Imports(object):
    """What the file imports: local name -> dotted name, as on Python 3."""

    def __init__(self):
        self.names, self.stars, self.modules = {}, [], set()

    def add(self, node):
        """Take an Import or ImportFrom."""
        for alias in node.names:
            if isinstance(node, ast.Import):
                self.modules.add(alias.name)
                name = alias.name if alias.asname else alias.name.split('.')[0]
                self.names[alias.asname or name] = canonical(name)
            elif alias.name == '*':
                self.modules.add(node.module or '')
                self.stars.append(canonical(node.module or ''))
            else:
                self.modules.add(node.module or '')
                dotted = alias.name if node.level else '%s.%s' % (canonical(node.module or ''), alias.name)
                self.names[alias.asname or alias.name] = canonical(dotted)

    def dotted(self, node):
        """The dotted name that an expression stands for, or None."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Attribute):
            value = self.dotted(node.value)
            return value and canonical('%s.%s' % (value, node.attr))
        return None


class Function(object):
    """A function or a method of the file."""

    def __init__(self, node, cls, key):
        self.node, self.cls, self.key, self.name = node, cls, key, node.name
        arguments = node.args
        self.parameters = [each.arg for each in getattr(arguments, 'posonlyargs', []) + arguments.args]
        kinds = {each.id for each in node.decorator_list if isinstance(each, ast.Name)}
        self.static = 'staticmethod' in kinds
        self.property = 'property' in kinds
        self.closure, self.reads = {}, set()
        self.hidden, self.exposed = None, False     # whether each call stands in a `try` that hides errors

    def parameter(self, index):
        return self.parameters[index] if index < len(self.parameters) else None


class Class(object):
    """A class of the file."""

    def __init__(self, node, name):
        self.node, self.name = node, name
        self.methods = {}
        self.parents, self.outside = [], []     # classes of the file; dotted names of others
        self._stars, self._nodes, self._assigned = False, None, None
        self.members = {}                       # name -> the node assigned to it in the class's body

    def link(self, classes, imports, nodes):
        """Find the bases among the classes of the file; nodes: nodes.Nodes of it."""
        self._nodes = nodes
        for base in self.node.bases:
            if isinstance(base, ast.Name) and base.id in classes and classes[base.id] is not self:
                self.parents.append(classes[base.id])
            else:
                dotted = imports.dotted(base) or spell(base)
                self.outside.append(dotted)
        self._stars = bool(imports.stars)

    def ancestors(self, seen=()):
        """The class and its parents in the file, itself first."""
        found = [self]
        for parent in self.parents:
            if parent not in seen:
                found += [each for each in parent.ancestors(seen + (self,)) if each not in found]
        return found

    def bases(self):
        """Last names of all bases from elsewhere."""
        return [name.rpartition('.')[2] for each in self.ancestors() for name in each.outside]

    def _standard(self):
        """Last names of the bases that are the standard library's, or compatsrv's."""
        return [name.rpartition('.')[2] for each in self.ancestors() for name in each.outside
                if name.startswith(MODULES) or self._stars and '.' not in name]

    def find(self, name):
        """The method of that name, inherited or not, or None."""
        for each in self.ancestors():
            if name in each.methods:
                return each.methods[name]
        return None

    def assigns(self, name):
        """Whether a method sets the attribute of its object."""
        if self._assigned is None:
            spans = [(each.node.lineno, each.node.end_lineno) for each in self.ancestors()]
            self._assigned = {node.attr for node in self._nodes.stored() if any(first <= node.lineno <= last for first, last in spans)}
        return name in self._assigned

    def is_handler(self):
        names = self.bases()
        if any(name.endswith(HANDLERS) for name in names):
            return True
        # Its bases are in other files
        return bool(names) and names != ['object'] and any(
            name in self.methods for name in ('handle', 'do_GET', 'do_POST', 'finish'))

    def is_native(self):
        """Deals in str on Python 3 too."""
        if any(name.startswith(ARTIFICIAL) and name[6 if name[0] == 'N' else 4:] in HANDLERS + ('StringMixIn',)
               for name in self.bases()):
            return True
        strings = [each.members['strings'] for each in self.ancestors() if 'strings' in each.members]
        return bool(strings) and isinstance(strings[0], ast.Constant) and strings[0].value != 'bytes'

    def is_server(self):
        return any(name.endswith(SERVERS) for name in self._standard())

    def is_threading(self):
        return any(name in THREADING for name in self._standard())
