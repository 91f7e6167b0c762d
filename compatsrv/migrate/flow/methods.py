"""Where received data goes in a file: methods, by what their object is."""

import ast

from compatsrv.migrate.flow.narrowing import path
from compatsrv.migrate.flow.state import State
from compatsrv.migrate.flow.receivers import OF_OBJECTS, from_socket
from compatsrv.migrate.flow.texts import OF_STRINGS, recoded
from compatsrv.migrate.flow.values import BYTES, TEXT, Atom, atom, elements, join, listed, of_kind

__all__ = ['Methods']

# Modules whose users have sockets, and those whose objects have a send() of their own
NETWORK = {'socket', 'SocketServer', 'socketserver', 'select', 'asyncore', 'asynchat', 'compatsrv'}
OTHERS = {'websocket', 'websockets', 'multiprocessing', 'zmq', 'discord', 'smtplib', 'tornado', 'requests'}
KINDS = dict(OF_STRINGS, **OF_OBJECTS)


class Methods(State):

    def method(self, owner, name, called, node, args, keywords):
        """The value of owner.name(args), called in node."""
        if not isinstance(called, ast.Attribute):       # under a name of its own
            called = ast.copy_location(ast.Attribute(called, name, ast.Load()), called)
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
            return recoded(name, node)
        return self._of_unknown(name, called, node, args, keywords)

    # -- an object that nobody knows

    def _of_unknown(self, name, called, node, args, keywords):
        """Names that hardly anything but a socket or a file of one has."""
        if self.native:
            return ()
        if name in ('recv', 'recvfrom') and args:
            return from_socket(self, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
        if name in ('sendall', 'sendto') or name == 'send' and self._looks_like_socket(called):
            if not self.native:
                self.sent(name, node, args)
        elif name == 'makefile' and self.python2 and not self.native:
            return from_socket(self, Atom('socket', node.lineno, 'received'), name, called, node, args, keywords)
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
        if not self.imports.modules & NETWORK:
            return False
        if isinstance(called.value, ast.Name) and called.value.id == self.self_name:
            return bool(self.cls and any(name in ('dispatcher', 'async_chat', 'dispatcher_with_send')
                                         for name in self.cls.bases()))
        name = (path(called.value) or '').rpartition('.')[2].lower()
        if self.imports.modules & OTHERS:
            return 'sock' in name
        return self.python2 or any(word in name for word in ('sock', 'conn', 'client', 'request')) or name in ('s', 'c', 'cs')

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
