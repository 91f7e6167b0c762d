"""Where received data goes in a file: methods, by what their object is."""

import ast

from compatsrv.migrate.narrowing import path
from compatsrv.migrate.state import State
from compatsrv.migrate.values import BYTE, BYTES, NATIVE, TEXT, Atom, atom, elements, join, join_all, listed, of_kind

__all__ = ['Methods']

# Methods of strings: what they return, and whether their arguments have to be of the same kind
SAME_KIND = {'strip': 'self', 'lstrip': 'self', 'rstrip': 'self', 'replace': 'self', 'split': 'list', 'rsplit': 'list',
             'partition': 'list', 'rpartition': 'list', 'startswith': '', 'endswith': '', 'find': '', 'rfind': '',
             'index': '', 'rindex': '', 'count': '', 'ljust': 'self', 'rjust': 'self', 'center': 'self',
             'translate': 'self'}
OWN_KIND = {'lower': 'self', 'upper': 'self', 'title': 'self', 'capitalize': 'self', 'swapcase': 'self',
            'zfill': 'self', 'expandtabs': 'self', 'splitlines': 'list'}
# What only str has
TEXT_ONLY = ('format', 'encode', 'isdecimal', 'isnumeric', 'format_map', 'casefold')
READS = {'read', 'readline', 'read1', 'recv', 'readlines', 'recvfrom', 'read_until', 'readexactly', 'read_some', 'read_all',
         'read_eager', 'read_very_eager'}
SENDS = ('send', 'sendall', 'sendto', 'sendmsg')
SOCKETS = ('socket', 'request')
NATIVES = ('native socket', 'native request', 'native file')


class Methods(State):

    def method(self, owner, name, called, node, args, keywords):
        """The value of owner.name(args), called in node."""
        found, known = (), False
        # str and bytes alike: in source for Python 3 that is meant
        self.quiet = not self.python2 and len(owner) > 1
        for each in owner:
            method = KINDS.get(each.kind)
            if method:
                known = True
                found = join(found, method(self, each, name, called, node, args, keywords) or ())
        self.quiet = False
        if known:
            return found
        if name in ('encode', 'decode'):
            return self._recoded(name, node, args)
        return self._of_unknown(name, called, node, args, keywords)

    # -- an object that nobody knows

    def _of_unknown(self, name, called, node, args, keywords):
        """Names that hardly anything but a socket or a file of one has."""
        if name in ('recv', 'recvfrom') and args and not self.native:
            return _from_socket(self, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
        if name in ('sendall', 'sendto') or name == 'send' and self._looks_like_socket(called):
            if not self.native:
                self.sent(name, node, args)
        elif name == 'makefile' and self.python2 and not self.native:
            return _from_socket(self, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
        elif name == 'transport.write' or name in ('write', 'sendLine') and getattr(called.value, 'attr', None) in (
                'transport', 'wfile') or name == 'sendLine':
            if not self.native:
                self.sent(name, node, args)
        elif name in ('strip', 'lower', 'upper', 'rstrip', 'lstrip'):
            return ()
        elif name == 'join' and args:
            return ()
        elif name in ('getresponse', 'accept'):
            return atom('reader', node.lineno, 'received') if name == 'getresponse' else ()
        elif name == 'digest':
            return atom(BYTES, node.lineno, 'made by digest()')
        elif name in ('hexdigest', 'isoformat', 'strftime', 'as_string', 'getvalue.text'):
            return atom(TEXT, node.lineno, 'made by %s()' % name)
        return ()

    def _looks_like_socket(self, called):
        """Whether x in x.send() is likely to be a socket: other things have send() too."""
        if not self.imports.modules & {'socket', 'SocketServer', 'socketserver', 'select', 'asyncore', 'asynchat', 'compatsrv'}:
            return False
        if isinstance(called.value, ast.Name) and called.value.id == self.self_name:
            return bool(self.cls and any(name in ('dispatcher', 'async_chat', 'dispatcher_with_send')
                                         for name in self.cls.bases()))
        name = (path(called.value) or '').rpartition('.')[2].lower()
        if self.imports.modules & {'websocket', 'websockets', 'multiprocessing', 'zmq', 'discord', 'smtplib', 'tornado', 'requests'}:
            return 'sock' in name
        return self.python2 or any(word in name for word in ('sock', 'conn', 'client', 'request')) or name in ('s', 'c', 'cs')

    def _recoded(self, name, node, args):
        codec = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if codec in ('hex', 'base64', 'zlib', 'bz2', 'rot13', 'hex_codec', 'string_escape', 'uu', 'quopri'):
            return ()
        if name == 'encode':
            return atom(BYTES, node.lineno, 'encoded')
        return atom(TEXT, node.lineno, 'decoded')

    # -- what is written

    def sent(self, name, node, args):
        """The first argument goes to the network."""
        if not args:
            return
        text = self.text_of(args[0])
        if name in ('writelines', 'sendmsg'):
            text = text or of_kind(elements(args[0], node.lineno), TEXT)
        if text:
            self.use('sent', node.args[0] if node.args else node, text, name + '()')

    # -- regular expressions

    def matched(self, name, node, pattern, args):
        """Search for a pattern (the value of it) in the last that is a string of args."""
        subject = args[1] if name in ('sub', 'subn') and len(args) > 1 else args[0] if args else ()
        text, data = of_kind(pattern, TEXT), of_kind(subject, BYTES)
        if self.meet(subject, pattern, False) and not of_kind(pattern, BYTES):
            self.use('re', node, data, 're.%s()' % name)
        elif self.meet(pattern, subject, False) and not text:
            self.use('re', node, of_kind(pattern, BYTES), 're.%s()' % name)
        result = tuple(each for each in subject if each.kind in (BYTES, TEXT))
        if name in ('match', 'search', 'fullmatch'):
            return (Atom('match', node.lineno, '', (result,)),) if result else ()
        if name == 'finditer':
            return listed((Atom('match', node.lineno, '', (result,)),), node.lineno) if result else ()
        return result if name in ('sub', 'subn') else listed(result, node.lineno)


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
        return flow._recoded(name, node, args)
    if name == 'hex':
        return atom(TEXT, node.lineno, 'made by hex()')
    if name in TEXT_ONLY:
        codec = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if not (name == 'encode' and codec in ('hex', 'base64', 'zlib')):       # a rule of its own
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
        return flow._recoded(name, node, args)
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


def _from_socket(flow, each, name, called, node, args, keywords):
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
            return _from_socket(flow, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
    elif any(base.endswith(('Protocol', 'LineReceiver', 'Int32StringReceiver', 'NetstringReceiver')) for base in bases) \
            and name in ('sendLine', 'sendString'):
        flow.sent(name, node, args)
    elif any(base in ('socket', 'SSLSocket') for base in bases):
        return _from_socket(flow, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
    return ()


KINDS = {BYTES: _from_bytes, TEXT: _from_text, BYTE: _from_byte, 'socket': _from_socket, 'request': _from_socket,
         'reader': _from_reader, 'file': _from_reader, 'writer': _from_writer, 'textfile': _from_text_file,
         'list': _from_list, 'tuple': _from_tuple, 'dict': _from_dict, 'regex': _from_regex, 'match': _from_match,
         'hash': _from_hash, 'popen': _from_process, 'telnet': _from_telnet, 'struct': _from_struct, 'httpconnection': _from_http,
         'self': _from_self, 'instance': _from_self}
KINDS.update((kind, _from_native) for kind in NATIVES)


def _inside(value):
    found = ()
    for each in value:
        if each.kind in ('tuple', 'list'):
            found = join(found, join_all(each.items))
    return found
