"""The trees are those that fissix's own driver makes, and their walks those of fissix's nodes."""

import glob
import io
import os

import pytest

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = sorted(path for folder in ('cases/*', 'clean', 'hazards', 'servers', '.') for path in glob.glob(os.path.join(HERE, folder, '*.py')))
WRONG = ['x = = 1\n', 'def f(:\n    pass\n', 'x = (1,\n', 'x = """\n', 'if x:\n        a\n    b\n', 'x = $\n', 'x = 1 2\n', 'print >>\n',
         ')\n', 'x = (1, """\n', "x = u'a\n", 'x = 1 \\\n', 'if x:\n  y\n\tz\n', 'x = 1 ! 2\n', 'if x:\n    y\n  \f  z\n', 'if x:\n  y\n  "z\n', 'x = (1, # a b\n', 'x = 1 \\ 2\n', 'class\n', 'x = "a\n', 'if x:\npass\n']
SMALL = ['', '\n', '# comment\n', 'x\n', 'x = 1; y = 2\n', '\\\nx\n', 'x = (1, # a\n     2)\n', 'if x:\n\ty\n# end\n', 'async = 1\n',
         'async def f():\n    await x\n', 'async def f():\n    async with x:\n        y\nasync = await\n', 'async = 1; async\ndef f(): pass\n',
         'class A:\n  async def f(): await x\n  def g(): await = 1\n', 'async \\\n = 1\n', 'if x:\n\f  y\n# c\n  # d\n  \\\n  z\n \nw\n',
         'x = [1, # a\n\n# b\n 2]; y = .5 + 1. + 0777L + 1e5j\n', 'x = u"a\\\nb" "\\"" + ur\'\'\'c\n\\\'d\'\' e\'\'\' + ""\n', 'print"a"\n',
         'x = \'\' + b"" + \"\"\"a\"\"\" ""\n', 'if x:\n  if y:\n    z\n\n  # a\n# b\nelse:\n  w\n', 'x.y . z\n', 'a <> b; a >>= 2; a //= 3\n', '\xe9 = \xaa\n', 'print "a", ; print\n', 'x = `y`\n', 'exec "a" in b\n', 'lambda (a, b): a\n']


def grammars():
    from fissix import pygram
    from compatsrv.migrate.grammar import PYTHON2
    return [PYTHON2, pygram.python_grammar_no_print_statement, pygram.python_grammar_no_print_and_exec_statement]


def read(parse, text):
    """The tree of a text, all that it has, or what is said of the text."""
    from fissix.pgen2.parse import ParseError
    from fissix.pgen2.tokenize import TokenError
    try:
        root = parse(text)
    except (ParseError, TokenError, IndentationError, AssertionError) as error:
        return type(error), str(error)
    found = []
    for node in root.pre_order():
        assert all(child.parent is node for child in node.children)
        if node.type < 256:
            found.append((node.type, node.value, node.prefix, node.lineno, node.column, bool(node.fixers_applied)))
        else:
            found.append((node.type, len(node.children), bool(node.fixers_applied)))
    return found, getattr(root, 'used_names', None)


def assert_same(text):
    from fissix import pytree
    from fissix.pgen2 import driver
    from compatsrv.migrate.parsing import Parser
    trees = 0
    for tables in grammars():
        expected = read(driver.Driver(tables, convert=pytree.convert).parse_string, text)
        assert read(Parser(tables).parse, text) == expected
        trees += isinstance(expected[0], list)
    return trees


@pytest.mark.parametrize('path', FILES, ids=[os.path.relpath(path, HERE) for path in FILES])
def test_the_tree_is_fissixs(path):
    with io.open(path, encoding='latin-1', newline=None) as file:
        text = file.read()
    assert_same(text if text.endswith('\n') else text + '\n')


@pytest.mark.parametrize('text', SMALL[3:])
def test_small_texts(text):
    assert assert_same(text)


@pytest.mark.parametrize('text', SMALL[:3])
def test_of_an_empty_file_the_root_has_the_end_alone(text):
    from compatsrv.migrate.parsing import Parser
    root = Parser(grammars()[0]).parse(text)
    assert len(root.children) == 1 and str(root) == text and root.used_names == set()


@pytest.mark.parametrize('text', WRONG)
def test_errors_are_fissixs(text):
    assert not assert_same(text)


@pytest.mark.parametrize('walk', ['pre_order', 'post_order', 'leaves'])
def test_walks(walk):
    from fissix.pytree import Node
    from compatsrv.migrate.parsing import Parser
    root = Parser(grammars()[0]).parse('class A:\n    def f(self, (a, b)=(1, 2)):\n        print a; return [b for x in `a`]\n')
    assert [id(node) for node in getattr(root, walk)()] == [id(node) for node in getattr(Node, walk)(root)]


def test_a_dismantled_tree_is_gone_without_the_collector():
    import gc
    import weakref
    from compatsrv.migrate.parsing import Parser
    root = Parser(grammars()[0]).parse('def f(x):\n    return x + 1\n')
    nodes = [weakref.ref(node) for node in root.pre_order()]
    gc.disable()
    try:
        root.dismantle()
        del root
        assert not [node for node in nodes if node() is not None]
    finally:
        gc.enable()
