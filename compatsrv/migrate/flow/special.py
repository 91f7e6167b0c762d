"""Where received data goes in a file: functions of the standard library that need a look at their arguments.

Each gets the flow, the call and the values of its arguments, and returns a value, or None for what the tables of knowledge.py
say.
"""

import ast

from compatsrv.migrate.flow.scope import spell
from compatsrv.migrate.spelling import PRINT_TO
from compatsrv.migrate.flow.values import BYTE, BYTES, TEXT, Atom, atom, elements, join_all, listed, of_kind

__all__ = ['SPECIAL']

# Methods that are not called by a name that was received
HOOKS = ('setup', 'handle', 'finish', 'run')


def _open(flow, node, args, keywords):
    index = 1
    mode = node.args[index] if len(node.args) > index else next(
        (each.value for each in node.keywords if each.arg == 'mode'), None)
    mode = mode.value if isinstance(mode, ast.Constant) and isinstance(mode.value, str) else '' if mode is None else 'b?'
    if 'b?' in mode:
        return ()
    return atom('file' if 'b' in mode else 'textfile', node.lineno, 'read')


def _str(flow, node, args, keywords):
    if len(args) == 1 and not keywords:
        flow.formatted(node.args[0] if node.args else node, args[0], 'str')
    return atom(TEXT, node.lineno, 'made by str()')


def _repr(flow, node, args, keywords):
    if args:
        flow.formatted(node.args[0] if node.args else node, args[0], 'r')
    return atom(TEXT, node.lineno, 'made by repr()')


def _ord(flow, node, args, keywords):
    data = of_kind(args[0], BYTE) if args else None
    if data:
        flow.use('ord', node, data)
    return ()


def _print(flow, node, args, keywords):
    target = keywords.get('file', ())
    return printed(flow, node, args, target)


def _print_to(flow, node, args, keywords):
    return printed(flow, node, args[1:], args[0])


def printed(flow, node, args, target):
    if any(each.kind in ('socket', 'request', 'writer', 'file', 'native file', 'native socket') for each in target):
        if any(each.kind in ('writer', 'file') for each in target):
            flow.use('sent', node, Atom(TEXT, node.lineno, 'printed'), 'print')
        return ()
    for arg in args:
        data = of_kind(arg, BYTES)
        for kind in ('list', 'tuple', 'dict'):
            if of_kind(arg, kind) and not data:
                data = of_kind(join_all(of_kind(arg, kind).items), BYTES)
        if data:
            flow.use('printed', node, data)
            break
    return ()


def _isinstance(flow, node, args, keywords):
    data = of_kind(args[0], BYTES) if args else None
    if data and len(args) == 2:
        names = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        names = [spell(each).rpartition('.')[2] for each in names]
        if any(name in ('str', 'basestring', 'StringType', 'StringTypes', 'string_types') for name in names) \
                and not any(name in ('bytes', 'bytearray', 'binary_type') for name in names):
            flow.use('tested', node, data)
    return ()


def _iter(flow, node, args, keywords):
    if len(node.args) != 2:
        return None
    bound = node.args[0]
    call = bound.body if isinstance(bound, ast.Lambda) else ast.copy_location(ast.Call(bound, [], []), bound)
    outer = flow.env
    flow.env = dict(outer)
    item = flow.eval(call)
    flow.env = outer
    data = of_kind(item, BYTES)
    if data and isinstance(node.args[1], ast.Constant) and node.args[1].value == '':
        flow.use('end', node, data, "''")
    return listed(item, node.lineno)


def _map(flow, node, args, keywords):
    value = elements(args[1], node.lineno) if len(args) > 1 else ()
    name = spell(node.args[0]) if node.args else ''
    if name in ('ord', 'str', 'repr'):
        return listed(flow.named(name, node, [value], {}), node.lineno)
    return listed(flow.run(args[0], None, [value], {}) if args and of_kind(args[0], 'function') else (), node.lineno)


def _filter(flow, node, args, keywords):
    return listed(elements(args[1], node.lineno), node.lineno) if len(args) > 1 else ()


def _enumerate(flow, node, args, keywords):
    return listed(atom('tuple', node.lineno, '', (), elements(args[0], node.lineno) if args else ()), node.lineno)


def _zip(flow, node, args, keywords):
    return listed(atom('tuple', node.lineno, '', *[elements(arg, node.lineno) for arg in args]), node.lineno)


def _unpack(flow, node, args, keywords):
    """struct.unpack('4sI', data): bytes where the format says s."""
    flow.wants_bytes('struct.unpack', node, args, {}, '1')
    return flow.unpacked(node, _literal(node))


def _pack(flow, node, args, keywords):
    flow.packed(node, _literal(node), args[1:])
    return None


def _struct(flow, node, args, keywords):
    return (Atom('struct', node.lineno, '', (_literal(node),)),)


def _literal(node):
    """The first argument of a call, if it is a literal str."""
    value = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ''
    return value if isinstance(value, str) else ''


def _path_join(flow, node, args, keywords):
    for each, arg in zip(node.args, args):
        if of_kind(arg, BYTES) and any(flow.meet(arg, other, False) for other in args):
            flow.use('wants text', node, of_kind(arg, BYTES), 'os.path.join()')
            break
    return None


def _default(flow, node, args, keywords):
    return atom('dict', node.lineno, '', (), ())


def _container(flow, node, args, keywords):
    return listed((), node.lineno)


def _mapping(flow, node, args, keywords):
    if args and of_kind(args[0], 'dict'):
        return args[0]
    keys = atom(TEXT, node.lineno, 'a keyword') if node.keywords else ()
    return atom('dict', node.lineno, '', keys, join_all(keywords.values()))


def _popen(flow, node, args, keywords):
    texts = {each.arg for each in node.keywords} & {'universal_newlines', 'text', 'encoding', 'errors'}
    return () if texts else atom('popen', node.lineno, 'read')


def _check_output(flow, node, args, keywords):
    return atom(TEXT, node.lineno, 'read') if of_kind(_popen(flow, node, args, keywords), 'popen') is None else None


def _select(flow, node, args, keywords):
    return atom('tuple', node.lineno, '', *args[:3])


def _dumps(flow, node, args, keywords):
    if args:
        inside = list(args[0])
        for _ in range(3):
            inside += [each for one in inside if one.kind in ('list', 'tuple', 'dict') for item in one.items for each in item
                       if each not in inside]
        data = of_kind(tuple(inside), BYTES)
        if data:
            flow.use('wants text', node, data, 'json.dumps()')
    return None


def _getattr(flow, node, args, keywords):
    """getattr(self, 'do_' + command): all methods of that prefix, or those that a literal in the file names."""
    if len(node.args) < 2 or not of_kind(args[0], 'self') or isinstance(node.args[1], ast.Constant):
        return None
    name, prefix = node.args[1], ''
    if isinstance(name, ast.BinOp) and isinstance(name.left, ast.Constant) and isinstance(name.left.value, str):
        prefix = name.left.value.partition('%')[0]
    cls = flow.classes[of_kind(args[0], 'self').items[0]]
    methods = [each for parent in cls.ancestors() for each in parent.methods.values()]
    if prefix:
        methods = [each for each in methods if each.name.startswith(prefix)]
    else:
        methods = [each for each in methods if each.name not in HOOKS and not each.name.startswith('_')]
        methods = [each for each in methods if each.name in flow.literals()] or methods
    found = tuple((each.key, True) for each in methods)
    if of_kind(args[1], BYTES):
        flow.use('wants text', node, of_kind(args[1], BYTES), 'getattr()')
    return (Atom('function', node.lineno, '', found),) if found else ()


def _apply(flow, node, args, keywords):
    if len(args) < 2:
        return ()
    value = of_kind(args[1], 'tuple')
    item = elements(args[1], node.lineno)
    return flow.run(args[0], node, list(value.items) if value else [item] * 9, {})


def _of_string_module(name):
    """string.strip(x) is x.strip(), and string.join(words, x) is x.join(words)."""
    def function(flow, node, args, keywords):
        if name in ('join', 'joinfields'):
            owner = args[1] if len(args) > 1 else atom(TEXT, node.lineno, 'a literal')
            return flow.method(owner, 'join', node.func, node, args[:1], {}) if args else ()
        return flow.method(args[0], name.replace('fields', ''), node.func, node, args[1:], {}) if args and args[0] else ()
    return function


def _compile(flow, node, args, keywords):
    return atom('regex', node.lineno, '', *args[:1]) if args else ()


def _search(name):
    def search(flow, node, args, keywords):
        return flow.matched(name, node, args[0] if args else (), args[1:])
    return search


def _copyfileobj(flow, node, args, keywords):
    if len(args) > 1 and of_kind(args[0], 'textfile') and (of_kind(args[1], 'writer') or of_kind(args[1], 'file')):
        flow.use('sent', node, Atom(TEXT, of_kind(args[0], 'textfile').line, 'opened as text'), 'copyfileobj()')
    return ()


SPECIAL = {
    'open': _open, 'file': _open, 'io.open': _open, 'str': _str, 'repr': _repr, 'ord': _ord, 'print': _print,
    PRINT_TO: _print_to, 'isinstance': _isinstance, 'iter': _iter, 'map': _map, 'filter': _filter,
    'enumerate': _enumerate, 'zip': _zip, 'struct.unpack': _unpack, 'struct.pack': _pack, 'subprocess.Popen': _popen,
    'subprocess.check_output': _check_output, 'select.select': _select, 'json.dumps': _dumps, 'getattr': _getattr,
    'struct.Struct': _struct, 'os.path.join': _path_join, 'dict': _mapping, 'collections.OrderedDict': _mapping,
    'collections.defaultdict': _default, 're.compile': _compile, 'shutil.copyfileobj': _copyfileobj,
}
SPECIAL.update((name, _container) for name in ('queue.Queue', 'queue.LifoQueue', 'queue.PriorityQueue', 'multiprocessing.Queue',
                                                'queue.SimpleQueue', 'gevent.queue.Queue'))
SPECIAL.update(('re.' + name, _search(name)) for name in ('match', 'search', 'findall', 'finditer', 'split', 'sub', 'subn',
                                                          'fullmatch'))
SPECIAL['apply'] = _apply
SPECIAL.update(('string.' + name, _of_string_module(name)) for name in (
    'capitalize', 'count', 'find', 'index', 'join', 'joinfields', 'ljust', 'lower', 'lstrip', 'replace', 'rfind', 'rjust', 'rstrip',
    'split', 'splitfields', 'strip', 'swapcase', 'translate', 'upper', 'zfill'))
