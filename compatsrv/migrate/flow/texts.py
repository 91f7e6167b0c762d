"""Where received data goes in a file: the methods of bytes, of their items and of str.

Each gets the flow, the atom, the method's name, its Attribute, the call and the values of its arguments; it returns a value.
"""

import ast

from compatsrv.migrate.flow.values import BYTE, BYTES, TEXT, atom, elements, join, join_all, listed, of_kind

__all__ = ['OF_STRINGS', 'recoded']

# Methods of strings: what they return, and whether their arguments have to be of the same kind
SAME_KIND = {'strip': 'self', 'lstrip': 'self', 'rstrip': 'self', 'replace': 'self', 'split': 'list', 'rsplit': 'list',
             'partition': 'list', 'rpartition': 'list', 'startswith': '', 'endswith': '', 'find': '', 'rfind': '',
             'index': '', 'rindex': '', 'count': '', 'ljust': 'self', 'rjust': 'self', 'center': 'self',
             'translate': 'self'}
OWN_KIND = {'lower': 'self', 'upper': 'self', 'title': 'self', 'capitalize': 'self', 'swapcase': 'self',
            'zfill': 'self', 'expandtabs': 'self', 'splitlines': 'list'}
# Codecs that encode() and decode() have not on Python 3: a rule of their own
CODECS = ('hex', 'base64', 'zlib', 'bz2', 'rot13', 'hex_codec', 'string_escape', 'uu', 'quopri')
# What only str has
TEXT_ONLY = ('format', 'encode', 'isdecimal', 'isnumeric', 'format_map', 'casefold')


def recoded(name, node):
    """The value of x.encode() and x.decode()."""
    codec = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
    if codec in CODECS:
        return ()
    if name == 'encode':
        return atom(BYTES, node.lineno, 'encoded')
    return atom(TEXT, node.lineno, 'decoded')


def _from_bytes(flow, each, name, called, node, args, keywords):
    """Methods of bytes."""
    value = (each,)
    if name in SAME_KIND:
        given = join_all([join(arg, _inside(arg)) for arg in args])
        if of_kind(given, TEXT) and (flow.python2 or not of_kind(given, BYTES)):
            flow.use('method', node, each, name + '()')
        return value if SAME_KIND[name] == 'self' else listed(value, node.lineno) if SAME_KIND[name] else ()
    if name in OWN_KIND:
        return value if OWN_KIND[name] == 'self' else listed(value, node.lineno)
    if name == 'join':
        item = elements(args[0], node.lineno) if args else ()
        if of_kind(item, TEXT) and not of_kind(item, BYTES):
            flow.use('joined', node, each, 'str')
        return value
    if name == 'decode':
        return recoded(name, node)
    if name == 'hex':
        return atom(TEXT, node.lineno, 'made by hex()')
    if name in TEXT_ONLY:
        codec = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if not (name == 'encode' and codec in CODECS):       # a rule of its own
            flow.use('lacking', node, each, name)
        return value if name == 'encode' else ()
    return ()


def _from_text(flow, each, name, called, node, args, keywords):
    """Methods of str."""
    value = atom(TEXT, node.lineno, each.what)
    if name == 'join':
        item = elements(args[0], node.lineno) if args else ()
        data = of_kind(item, BYTES) or of_kind(item, BYTE)
        if data and (flow.python2 or len(item) == 1):
            flow.use('joined', node, data, 'bytes')
            return (data,) if data.kind == BYTES and isinstance(called.value, ast.Constant) and not called.value.value else ()
        return value
    if name in ('encode', 'decode'):
        return recoded(name, node)
    if name == 'format':
        values = zip(node.args + [each.value for each in node.keywords], list(args) + list(keywords.values()))
        for each, arg in values:
            if flow.formatted(each, arg):
                break
        return value
    if name in SAME_KIND:
        given = join_all([join(arg, _inside(arg)) for arg in args])
        data = of_kind(given, BYTES)
        if data and (flow.python2 or not of_kind(given, TEXT)):
            flow.use('method', node, data, 'str.%s()' % name)
        return value if SAME_KIND[name] == 'self' else listed(value, node.lineno) if SAME_KIND[name] else ()
    if name in OWN_KIND:
        return value if OWN_KIND[name] == 'self' else listed(value, node.lineno)
    return ()


def _from_byte(flow, each, name, called, node, args, keywords):
    """Methods of an item of bytes, which is a number."""
    if name in SAME_KIND or name in OWN_KIND or name in ('isdigit', 'isalpha', 'isalnum', 'isspace', 'encode', 'decode'):
        flow.use('item', node, each, name + '()')
    return ()


def _inside(value):
    found = ()
    for each in value:
        if each.kind in ('tuple', 'list'):
            found = join(found, join_all(each.items))
    return found


OF_STRINGS = {BYTES: _from_bytes, TEXT: _from_text, BYTE: _from_byte}
