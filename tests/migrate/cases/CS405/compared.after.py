from __future__ import print_function
import compatsrv.py2.texts as string
from six.moves import map
from compatsrv.py2 import print
from compatsrv import py2


@py2.compared
class Version:
    def __init__(self, text):
        self.numbers = list(map(int, text.split('.')))

    def __cmp__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return py2.cmp(self.numbers, other.numbers)

    def __repr__(self):
        return string.join(list(map(str, self.numbers)), '.')


def decorator(cls):
    return cls


@decorator
@py2.compared
class Key(object):
    def __init__(self, name): self.name = name
    def __cmp__(self, other): return py2.cmp(self.name, str(other))
    def __eq__(self, other): return 'own'
    def __str__(self): return self.name


class Outer:
    @py2.sliced
    class Text:
        def __init__(self, text):
            self.text = text

        def __len__(self):
            return len(self.text)

        def __getslice__(self, i, j):
            return 'slice %s' % self.text[i:j]

        def __getitem__(self, i):
            return 'item %s' % self.text[i]


versions = [Version('1.10'), Version('1.9'), Version('0.1')]
versions.sort()
print(versions, Version('1.0') == Version('1.0'), Version('1.0') != Version('1.0'), Version('2') > versions[0])
print(max(versions), versions.index(Version('1.9')), py2.cmp(versions[0], versions[1]))
print(Key('b') > 'a', Key('b') == 'a', sorted([Key('b'), Key('a')])[0].name)
text = Outer.Text('abcdef')
print(text[1:3], text[:2], text[-2:], text[2], text[-1])
