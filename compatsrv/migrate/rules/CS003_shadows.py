"""The file has the name of a module that it shadows

The folder of a program is the first place where modules are looked for: a program socketserver.py is what
`import socketserver` finds there, in the program itself and within compatsrv and six. Rename the file.
"""

import os

CODE = 'CS003'
TITLE = 'the file has the name of a module that it shadows'
WEIGHT = 'raises'
SHADOWED = ('SocketServer.py', 'socketserver.py', 'six.py', 'compatsrv.py')


def find(module):
    name = os.path.basename(module.path)
    if name in SHADOWED and not _is_it(module, name):
        yield module.finding(CODE, WEIGHT, (1, 0), '%s shadows the module %s: rename the file' % (name, name[:-3]))


def _is_it(module, name):
    """Is it that module itself?"""
    marks = {'six.py': 'class MovedModule(', 'compatsrv.py': '\0'}
    return marks.get(name, 'class BaseServer') in module.text
