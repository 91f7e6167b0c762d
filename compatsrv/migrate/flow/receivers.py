"""Where received data goes in a file: the methods of sockets, files, containers and others of the standard library.

Each gets the flow, the atom, the method's name, its Attribute, the call and the values of its arguments; it returns a value.
"""

import ast

from compatsrv.migrate.flow.values import BYTES, NATIVE, TEXT, Atom, atom, elements, join, join_all, listed, of_kind

__all__ = ['OF_OBJECTS', 'from_socket']

READS = {'read', 'readline', 'read1', 'recv', 'readlines', 'recvfrom', 'read_until', 'readexactly', 'read_some', 'read_all',
         'read_eager', 'read_very_eager'}
SENDS = ('send', 'sendall', 'sendto', 'sendmsg')
SOCKETS = ('socket', 'request')
NATIVES = ('native socket', 'native request', 'native file')


def from_socket(flow, each, name, called, node, args, keywords):
    """Methods of a socket; each.kind 'request' is one of a handler, of datagrams perhaps."""
    if name in ('recv', 'recv_bytes', 'read'):
        return atom(BYTES, node.lineno, 'received')
    if name == 'recvfrom':
        return atom('tuple', node.lineno, '', atom(BYTES, node.lineno, 'received'), ())
    if name in ('accept', 'dup', 'get_request'):
        if name == 'dup':
            return atom('socket', node.lineno)
        return atom('tuple', node.lineno, '', atom('socket', node.lineno), ())
    if name == 'makefile':
        mode = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == 'mode'), None)
        mode = mode.value if isinstance(mode, ast.Constant) else 'r' if mode is None else 'b'
        if 'b' in str(mode):
            return atom('file', node.lineno, 'received')
        if not any(k.arg in ('encoding', 'newline', 'errors') for k in node.keywords):
            flow.use('makefile', node, each)
        return atom('textfile', node.lineno, 'made by makefile()') if flow.python2 else ()
    if name in SENDS or name in ('write', 'send_bytes'):
        flow.sent(name, node, args)
    if name in ('recv_into', 'recvfrom_into') and node.args:
        if isinstance(node.args[0], ast.Name):
            flow.assign(node.args[0], atom(BYTES, node.lineno, 'received'))
    return ()


def _from_native(flow, each, name, called, node, args, keywords):
    """What compatsrv's native sockets and files give."""
    if name in READS:
        string = atom(NATIVE, node.lineno, 'received')
        if name == 'recvfrom':
            return atom('tuple', node.lineno, '', string, ())
        return listed(string, node.lineno) if name == 'readlines' else string
    if name == 'accept':
        return atom('tuple', node.lineno, '', atom('native socket', node.lineno), ())
    return atom('native file', node.lineno) if name == 'makefile' else ()


def _from_reader(flow, each, name, called, node, args, keywords):
    """Methods of a binary file."""
    what = each.what or 'read'
    if name in READS or name in ('peek', 'getvalue', 'recv'):
        data = atom(BYTES, node.lineno, what)
        return listed(data, node.lineno) if name == 'readlines' else data
    if name == 'readinto' and node.args and isinstance(node.args[0], ast.Name):
        flow.assign(node.args[0], atom(BYTES, node.lineno, what))
    if name in ('write', 'writelines') and args:
        if each.what == 'received':
            flow.sent(name, node, args)
        else:
            given = elements(args[0], node.lineno) if name == 'writelines' else args[0]
            flow.want_bytes(node, given, '%s() of a binary file' % name)
    if name in ('makefile', 'detach', '__enter__'):
        return (each,)
    return ()


def _from_writer(flow, each, name, called, node, args, keywords):
    if name in ('write', 'writelines', 'send', 'sendall'):
        flow.sent(name, node, args)
    return ()


def _from_text_file(flow, each, name, called, node, args, keywords):
    """Methods of a file of text."""
    if name in ('read', 'readline', 'readlines', 'getvalue', 'next'):
        text = atom(TEXT, node.lineno, 'read as text')
        return listed(text, node.lineno) if name == 'readlines' else text
    if name in ('write', 'writelines') and args:
        given = elements(args[0], node.lineno) if name == 'writelines' else args[0]
        data = of_kind(given, BYTES)
        if data and (flow.python2 or len(given) == 1):
            flow.use('wants text', node, data, '%s() of a text file' % name)
    return (each,) if name == '__enter__' else ()


def _from_list(flow, each, name, called, node, args, keywords):
    """Methods of lists, sets, queues."""
    item = each.items[0] if each.items else ()
    if name in ('append', 'add', 'put', 'appendleft', 'put_nowait', 'insert', 'extend', 'update', 'push'):
        value = args[-1] if args else ()
        value = elements(value, node.lineno) if name in ('extend', 'update') else value
        if value:
            flow.mutate(called.value, ((each,), 'list', (join(item, value),)))
        return ()
    if name in ('pop', 'get', 'popleft', 'get_nowait'):
        return item
    if name in ('index', 'remove', 'count') and args:
        flow.looked_up(node, args[0], item)
    return (each,) if name in ('copy', 'union', '__iter__') else ()


def _from_tuple(flow, each, name, called, node, args, keywords):
    if name in ('index', 'count') and args:
        flow.looked_up(node, args[0], join_all(each.items))
    return ()


def _from_dict(flow, each, name, called, node, args, keywords):
    keys, values = each.items
    if name in ('get', 'has_key', 'pop', 'setdefault', '__contains__') and args:
        flow.looked_up(node, args[0], keys)
        if name == 'setdefault' and len(args) > 1:
            flow.mixed_keys(node, keys, args[0])
            flow.mutate(called.value, ((each,), 'dict', (join(keys, args[0]), join(values, args[1]))))
            return join(values, args[1])
        return join(values, args[1] if len(args) > 1 else ()) if name != 'has_key' else ()
    if name in ('keys', 'iterkeys', 'viewkeys'):
        return listed(keys, node.lineno)
    if name in ('values', 'itervalues', 'viewvalues'):
        return listed(values, node.lineno)
    if name in ('items', 'iteritems', 'viewitems'):
        return listed(atom('tuple', node.lineno, '', keys, values), node.lineno)
    return (each,) if name == 'copy' else ()


def _from_regex(flow, each, name, called, node, args, keywords):
    return flow.matched(name, node, each.items[0] if each.items else (), args)


def _from_match(flow, each, name, called, node, args, keywords):
    text = each.items[0] if each.items else ()
    if name == 'groups':
        return listed(text, node.lineno)
    return text if name == 'group' else atom('dict', node.lineno, '', (), text) if name == 'groupdict' else ()


def _from_hash(flow, each, name, called, node, args, keywords):
    if name == 'update':
        if args:
            flow.want_bytes(node, args[0], 'update() of a hash')
    return {'digest': atom(BYTES, node.lineno, 'made by digest()'), 'copy': (each,),
            'hexdigest': atom(TEXT, node.lineno, 'made by hexdigest()')}.get(name, ())


def _from_process(flow, each, name, called, node, args, keywords):
    if name == 'communicate':
        text = of_kind(args[0] if args else keywords.get('input', ()), TEXT)
        if text:
            flow.use('sent', node, text, 'communicate()')
        return atom('tuple', node.lineno, '', atom(BYTES, node.lineno, 'read'), atom(BYTES, node.lineno, 'read'))
    return ()


def _from_struct(flow, each, name, called, node, args, keywords):
    """Methods of struct.Struct."""
    form = each.items[0] if each.items else ''
    if name == 'pack':
        flow.packed(node, form, args)
        return atom(BYTES, node.lineno, 'made by pack()')
    if name in ('unpack', 'unpack_from') and args:
        flow.want_bytes(node, args[0], 'unpack()')
        return flow.unpacked(node, form)
    return ()


def _from_telnet(flow, each, name, called, node, args, keywords):
    if name in READS:
        if args:
            flow.want_bytes(node, args[0], name + '()')
        return atom(BYTES, node.lineno, 'received')
    if name == 'write':
        flow.sent(name, node, args)
    return ()


def _from_http(flow, each, name, called, node, args, keywords):
    if name == 'getresponse':
        return atom('reader', node.lineno, 'received')
    if name == 'send':
        flow.sent(name, node, args)
    return ()


def _from_self(flow, each, name, called, node, args, keywords):
    """Methods that a class of the file inherits from elsewhere."""
    cls = flow.classes.get(each.items[0])
    bases = cls.bases() if cls else ()
    if any(base in ('dispatcher', 'async_chat', 'dispatcher_with_send') for base in bases):
        if name == 'push':
            flow.sent(name, node, args)
        elif name in ('recv', 'send', 'accept', 'recvfrom', 'sendto'):
            return from_socket(flow, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
    elif any(base.endswith(('Protocol', 'LineReceiver', 'Int32StringReceiver', 'NetstringReceiver')) for base in bases) \
            and name in ('sendLine', 'sendString'):
        flow.sent(name, node, args)
    elif any(base in ('socket', 'SSLSocket') for base in bases):
        return from_socket(flow, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
    return ()


OF_OBJECTS = {
    'socket': from_socket, 'request': from_socket, 'reader': _from_reader, 'file': _from_reader, 'writer': _from_writer,
    'textfile': _from_text_file, 'list': _from_list, 'tuple': _from_tuple, 'dict': _from_dict, 'regex': _from_regex,
    'match': _from_match, 'hash': _from_hash, 'popen': _from_process, 'telnet': _from_telnet, 'struct': _from_struct,
    'httpconnection': _from_http, 'self': _from_self, 'instance': _from_self, 'native socket': _from_native,
    'native request': _from_native, 'native file': _from_native,
}
