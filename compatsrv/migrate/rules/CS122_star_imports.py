"""import * in a function or a class is no syntax of Python 3

Python 3 allows `from module import *` at the top of a file alone, and refuses the whole file otherwise.

Before:

    def handle(self):
        from socket import *
        print(gethostname())

After:

    def handle(self):
        from socket import gethostname
        print(gethostname())

Fix: none: which of the names are used is for a human to say.
"""

import ast

CODE = 'CS122'
TITLE = 'import * in a function or a class is no syntax of Python 3'
WEIGHT = 'raises'
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def find(module):
    stars = [node for node in module.nodes.of(ast.ImportFrom) if node.names[0].name == '*']
    inner = {each for scope in module.nodes.of(*SCOPES) for each in ast.walk(scope)} if stars else ()
    for node in stars:
        if node in inner:
            yield module.finding(CODE, WEIGHT, node, 'from %s import * in a function or a class: Python 3 refuses the file'
                                 % ('.' * node.level + (node.module or '')))
