"""A module of the standard library has another name on Python 3

six.moves has the modules that were renamed, under one name for both. The program goes on using its own name for them.

Before:

    import os, Queue
    from cStringIO import StringIO

After:

    import os, six.moves.queue as Queue
    from six import StringIO
"""

import re

from libmodernize.fixes.fix_imports_six import FixImportsSix

from compatsrv.migrate import edit

CODE = 'CS102'
TITLE = 'a module of the standard library has another name on Python 3'
WEIGHT = 'renamed'
READS = 'root'

MOVED = dict(FixImportsSix.mapping)
del MOVED['SocketServer']
MOVED.update({
    'anydbm': 'compatsrv.py2.dbms', 'email.MIMEBase': 'email.mime.base', 'email.MIMEImage': 'email.mime.image',
    'email.MIMEMultipart': 'email.mime.multipart', 'email.MIMEText': 'email.mime.text',
    'email.MIMEAudio': 'email.mime.audio', 'email.Utils': 'email.utils', 'email.Encoders': 'email.encoders',
    'email.Message': 'email.message', 'email.Header': 'email.header', 'email.Parser': 'email.parser',
    'email.Generator': 'email.generator', 'cProfile': 'cProfile', 'UserDict': 'compatsrv.py2.user_dicts', 'UserList': 'six.moves',
    'xml.etree.cElementTree': 'xml.etree.ElementTree', 'md5': 'hashlib', 'sha': 'hashlib', 'exceptions': 'six.moves.builtins',
})
del MOVED['cProfile']
# only one name of them is left, and it may be all that is taken
SIX = {'StringIO': 'six', 'cStringIO': 'six'}
MOVED.update(SIX)
WORD = re.compile(r'\b(?:%s)\b' % '|'.join(sorted({name.rpartition('.')[2] for name in MOVED})))
# modules whose functions are called otherwise: alias.new(x) -> alias.md5(x)
HASHES = ('md5', 'sha')


def find(module):
    if module.root is None or not WORD.search(module.names):
        return
    for statement, source, entries in edit.imports(module.index.imports):
        if source in MOVED:
            yield module.finding(CODE, WEIGHT, statement, 'from %s: the module is %s for both' % (source, MOVED[source]))
        if source is None:
            for name, _, node in entries:
                if name in MOVED:
                    yield module.finding(CODE, WEIGHT, node, 'import %s: the module is %s for both' % (name, MOVED[name]))


def fix(rewrite):
    if not WORD.search(rewrite.module.names):
        return
    for statement, source, entries in edit.imports(rewrite.index.imports):
        if source in HASHES:
            for name, alias, node in entries:
                if name == 'new':
                    edit.import_as(node, source.replace('sha', 'sha1'), alias or name)
        if source in MOVED:
            edit.rename(statement.children[1], MOVED[source])
        elif source is None:
            for name, alias, node in entries:
                if name in HASHES:
                    _hash(rewrite, name, alias or name, node)
                elif name in MOVED and ('.' not in name or alias):
                    edit.import_as(node, MOVED[name], alias or name)
                elif name in MOVED:
                    _dotted(rewrite, name, node)


def _hash(rewrite, name, alias, node):
    """md5.new(x) and md5.md5(x) -> hashlib.md5(x)"""
    edit.rename(node, 'hashlib')
    for leaf in rewrite.index.free([alias]):
        following = leaf.next_sibling
        if following is not None and len(following.children) == 2 and following.children[1].value in ('new', 'md5', 'sha'):
            edit.rename(following.children[1], name.replace('sha', 'sha1'))
            edit.rename(leaf, 'hashlib')


def _dotted(rewrite, name, node):
    """import email.MIMEText, and each email.MIMEText in the source"""
    edit.rename(node, MOVED[name])
    first, second = name.split('.')
    for leaf in rewrite.index.free([first]):
        following = leaf.next_sibling
        if following is not None and str(following) == '.' + second:
            edit.rename(following.children[1], MOVED[name].partition('.')[2])
