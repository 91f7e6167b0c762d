"""Where received data goes in a file: calls of functions, and of methods by what their object is."""

import ast

from compatsrv.migrate.flow.knowledge import RESULTS, SERVERS, WANT_BYTES, WANT_TEXT
from compatsrv.migrate.flow.methods import Methods
from compatsrv.migrate.flow.scope import spell
from compatsrv.migrate.flow.special import SPECIAL
from compatsrv.migrate.flow.state import STREAMS
from compatsrv.migrate.flow.values import BYTES, atom, elements, join, listed, of_kind

__all__ = ['Calls']

# Methods that many classes have: an object that nobody knows is not taken for one of this file's
COMMON = set(dir(str)) | set(dir(list)) | set(dir(dict)) | {
    'send', 'sendall', 'recv', 'close', 'read', 'write', 'flush', 'put', 'get', 'start', 'run', 'stop', 'connect', 'open',
    'bind', 'listen', 'accept', 'readline', 'search', 'match', 'debug', 'info', 'error', 'warning', 'log', 'add', 'set'}
LOGGING = ('debug', 'info', 'warning', 'warn', 'error', 'critical', 'exception', 'log', 'msg', 'fatal')
SAME = ('list', 'tuple', 'set', 'sorted', 'reversed', 'iter', 'frozenset', 'collections.deque', 'copy.copy',
        'copy.deepcopy', 'max', 'min', 'itertools.chain', 'buffer', 'memoryview', 'bytearray')
STARTS = ('threading.Thread', 'threading.Timer', '_thread.start_new_thread', '_thread.start_new',
          'multiprocessing.Process', 'gevent.spawn', 'eventlet.spawn', 'eventlet.spawn_n')


class Calls(Methods):

    def call(self, node):
        """The value of a call."""
        called = node.func
        args = [self.eval(arg) for arg in node.args]
        keywords = {each.arg: self.eval(each.value) for each in node.keywords}
        if isinstance(called, ast.Attribute):
            dotted = self.imports.dotted(called)
            root = spell(called).partition('.')[0]
            if dotted and root not in self.env and dotted.rpartition('.')[0] not in STREAMS:
                return self.named(dotted, node, args, keywords)
            owner = self.eval(called.value)
            return self._of_object(owner, called, node, args, keywords)
        if isinstance(called, ast.Name):
            value = self._name(called)
            if value:
                return self.run(value, node, args, keywords)
            if called.id in self.env:
                return ()
            return self.named(self._meant(called.id), node, args, keywords)
        return self.run(self.eval(called), node, args, keywords)

    def _meant(self, name):
        """The dotted name of an imported name or a builtin."""
        if name in self.imports.names:
            return self.imports.names[name]
        for module in self.imports.stars:
            dotted = '%s.%s' % (module, name)
            if dotted in RESULTS or dotted in WANT_BYTES or dotted in WANT_TEXT or dotted in STARTS:
                return dotted
        return name

    def _of_object(self, owner, called, node, args, keywords):
        """owner.method(...)"""
        name = called.attr
        value = self.env.get('%s.%s' % (called.value.id, name)) if isinstance(called.value, ast.Name) else None
        value = value or self.attribute(owner, called)
        if any(each.kind in ('function', 'class', 'method') for each in value):
            return self.run(value, node, args, keywords)
        if name in LOGGING and args:
            for each, arg in zip(node.args, args):
                self.formatted(each, arg, 'log')
        if not owner:
            methods = [each for each in self.by_name.get(name, ()) if each.cls]
            if len(methods) == 1 and name not in COMMON:
                return self.run(atom('function', node.lineno, '', (methods[0].key, True)), node, args, keywords)
        return self.method(owner, name, called, node, args, keywords)

    # -- functions of the file

    def run(self, value, node, args, keywords):
        """Call what is known to be a function or a class."""
        found = ()
        for each in value:
            if each.kind == 'function':
                self.flush()
                for key, bound in each.items:
                    function = self.functions.get(key)
                    if function is not None:
                        self.bind(function, node, args, keywords, 1 if bound else 0)
                        found = join(found, self.fact(('result', key)))
            elif each.kind == 'method':
                found = join(found, self.method(each.items[0], each.items[1], node.func, node, args, keywords) if node else ())
            elif each.kind == 'class':
                cls = self.classes.get(each.items[0])
                if cls is not None:
                    method = cls.find('__init__')
                    if method:
                        self.bind(method, node, args, keywords, 1)
                    found = join(found, atom('instance', node.lineno, '', cls.name))
        return found

    def bind(self, function, node, args, keywords, skip=0):
        """Give a function its arguments."""
        if self.hiders:
            function.hidden = function.hidden or self.hiders[-1]
        else:
            function.exposed = True
        parameters = function.parameters[skip:]
        for index, (arg, value) in enumerate(zip(node.args if node else (), args)):
            if isinstance(arg, ast.Starred):
                for name in parameters[index:]:
                    self.learn(('parameter', function.key, name), value)
                break
        else:
            for name, value in zip(parameters, args):
                if value:
                    self.learn(('parameter', function.key, name), value)
            for value in args[len(parameters):]:
                if value:
                    self.learn(('parameter', function.key, '*'), value)
        for name, value in keywords.items():
            if name and value:
                self.learn(('parameter', function.key, name), value)

    def started(self, node, args, keywords):
        """A function that a thread or a process runs."""
        target = keywords.get('target') or (args[0] if args else ())
        values = keywords.get('args') or (args[1] if 'target' not in keywords and len(args) > 1 else ())
        exact = of_kind(values, 'tuple')
        given = list(exact.items) if exact else ([elements(values, node.lineno)] if values else [])
        for each in target:
            if each.kind == 'function':
                for key, bound in each.items:
                    if key in self.functions:
                        self.functions[key].exposed = True
                        self.bind(self.functions[key], None, given, {}, 1 if bound else 0)
                        parameters = self.functions[key].parameters[1 if bound else 0:]
                        for name, value in zip(parameters, given):
                            self.learn(('parameter', key, name), value)

    # -- functions of elsewhere

    def named(self, name, node, args, keywords):
        """Call a function by its dotted name."""
        special = SPECIAL.get(name)
        if special:
            result = special(self, node, args, keywords)
            if result is not None:
                return result
        if name in STARTS:
            self.started(node, args, keywords)
            return ()
        if name in WANT_BYTES:
            self.wants_bytes(name, node, args, keywords, WANT_BYTES[name])
        if name in WANT_TEXT:
            for index in WANT_TEXT[name].split():
                value = args[int(index)] if int(index) < len(args) else ()
                if of_kind(value, BYTES) and (self.python2 or len(value) == 1):
                    self.use('wants text', node, of_kind(value, BYTES), name + '()')
        last = name.rpartition('.')[2]
        if name in SAME:
            return self._same(name, node, args)
        if name in RESULTS:
            return self._result(RESULTS[name], name, node)
        if last in LOGGING and name.startswith(('logging.', 'syslog.', 'twisted.', 'log.')) or name == 'syslog.syslog':
            for each, arg in zip(node.args, args):
                self.formatted(each, arg, 'log')
        if last.endswith(SERVERS):
            return atom('server', node.lineno, name)
        return ()

    def unpacked(self, node, form):
        """What struct gives for a format: bytes where it says s."""
        items, count = [], ''
        for letter in form.lstrip('@=<>!').replace(' ', ''):
            if letter.isdigit():
                count += letter
                continue
            number = min(int(count or 1), 64)
            if letter in 'sp':
                items.append(atom(BYTES, node.lineno, 'unpacked'))
            elif letter == 'c':
                items += [atom(BYTES, node.lineno, 'unpacked')] * number
            elif letter != 'x':
                items += [()] * number
            count = ''
        return atom('tuple', node.lineno, '', *items) if items else ()

    def packed(self, node, form, args):
        """struct packs args: str does not go where the format says s."""
        if any(letter in form for letter in 'spc'):
            for value in args:
                self.want_bytes(node, value, 'struct.pack()')

    def wants_bytes(self, name, node, args, keywords, places):
        for index in places.split():
            value = args[int(index)] if int(index) < len(args) else keywords.get('data', ()) if int(index) == 1 else ()
            if not (name in ('bytearray', 'memoryview', 'buffer') and len(args) + len(keywords) > 1):
                self.want_bytes(node, value, name + '()')

    def _same(self, name, node, args):
        value = args[0] if args else ()
        if name in ('memoryview', 'buffer', 'bytearray', 'copy.copy', 'copy.deepcopy'):
            data = of_kind(value, BYTES)
            return value if data or not name == 'bytearray' else atom(BYTES, node.lineno, 'a bytearray')
        found = listed(elements(value, node.lineno), node.lineno)
        return found if name not in ('max', 'min') else elements(value, node.lineno)

    def _result(self, kind, name, node):
        """The value that a row of RESULTS stands for."""
        if kind == 'b':
            return atom(BYTES, node.lineno, 'b()')
        if kind == 'bytes':
            what = 'read' if name in ('subprocess.check_output', 'os.read') else 'made by %s()' % name
            return atom(BYTES, node.lineno, what)
        if kind.startswith('list '):
            return listed(atom(kind[5:], node.lineno, 'made by %s()' % name), node.lineno)
        if kind.startswith('pair '):
            return atom('tuple', node.lineno, '', *[atom(each, node.lineno) for each in kind.split()[1:]])
        if kind in ('reader', 'file'):
            return atom(kind, node.lineno, 'received' if kind == 'reader' else 'read')
        return atom(kind, node.lineno, 'made by %s()' % name)
