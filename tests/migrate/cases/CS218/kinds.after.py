from __future__ import print_function
import compatsrv.py2.arrays as array
import compatsrv.py2.csvs as csv
import compatsrv.py2.marshals as marshal
import compatsrv.py2.memory as cStringIO
import compatsrv.py2.kinds as types
from compatsrv.py2.foreign import Structure, c_char, c_ubyte, string_at, addressof, sizeof
from six.moves import map
from compatsrv.py2 import print
from compatsrv import py2


class Head(Structure):
    _fields_ = [('kind', c_ubyte), ('name', c_char * 4)]


names = {types.StringType: 'text', types.IntType: 'number', type(None): 'nothing'}
received = array.array('c', 'ab\xe9').tostring()
print(names[py2.type(received)], names.get(py2.type(3)), py2.type(received).__name__, isinstance(received, str))
print(list(map(py2.str.upper, received.split('b'))), py2.str.isspace('\xa0'[:1] + received[:0]), py2.str('').join([received, 'x']).upper() == 'AB\xe9X')
print(marshal.loads(marshal.dumps((received, {'k': 1}, 2.5))) == (received, {'k': 1}, 2.5))
print(py2.str(py2.buffer(received, 1)) == 'b\xe9', len(py2.buffer(received, 1, 1)))
letters = array.array('c', received)
letters[0] = 'z'
letters.append('!')
print(letters.tostring() == 'zb\xe9!', letters[-1], letters.index('b'))
out = cStringIO.StringIO()
writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
writer.writerow([received[:2], 3, received[0]])
print(out.getvalue().strip(), next(csv.reader(['a,b']))[1].upper())
head = Head(7, received)
print(head.name == received, len(string_at(addressof(head), sizeof(head))), py2.repr(Head.from_buffer_copy(string_at(addressof(head), 5)).name))
print(None < received, received > None, 3 < received, received <= 10 ** 9)
mutable = py2.bytearray(received)
mutable[1:] = '\xff'
mutable.append('q')
print(py2.str(mutable) == 'a\xffq')
