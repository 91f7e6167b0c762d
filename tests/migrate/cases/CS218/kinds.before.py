import array, csv, marshal, cStringIO, types
from ctypes import Structure, c_char, c_ubyte, string_at, addressof, sizeof


class Head(Structure):
    _fields_ = [('kind', c_ubyte), ('name', c_char * 4)]


names = {types.StringType: 'text', types.IntType: 'number', type(None): 'nothing'}
received = array.array('c', 'ab\xe9').tostring()
print names[type(received)], names.get(type(3)), type(received).__name__, type(received) == type('')
print map(str.upper, received.split('b')), str.isspace('\xa0'[:1] + received[:0]), str().join([received, 'x']).upper() == 'AB\xe9X'
print marshal.loads(marshal.dumps((received, {'k': 1}, 2.5))) == (received, {'k': 1}, 2.5)
print str(buffer(received, 1)) == 'b\xe9', len(buffer(received, 1, 1))
letters = array.array('c', received)
letters[0] = 'z'
letters.append('!')
print letters.tostring() == 'zb\xe9!', letters[-1], letters.index('b')
out = cStringIO.StringIO()
writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
writer.writerow([received[:2], 3, received[0]])
print out.getvalue().strip(), csv.reader(['a,b']).next()[1].upper()
head = Head(7, received)
print head.name == received, len(string_at(addressof(head), sizeof(head))), repr(Head.from_buffer_copy(string_at(addressof(head), 5)).name)
print None < received, received > None, 3 < received, received <= 10 ** 9
mutable = bytearray(received)
mutable[1:] = '\xff'
mutable.append('q')
print str(mutable) == 'a\xffq'
