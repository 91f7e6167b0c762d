"""The module ctypes: structures are made of native strings, and their c_char are native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import ctypes as _ctypes

    take(_ctypes, globals())
else:
    import ctypes

    from compatsrv._strings import b, n
    from compatsrv.py2._common import buffered

    take(ctypes, globals())

    def string_at(ptr, size=-1):
        """The bytes at an address, as a native string."""
        return n(ctypes.string_at(ptr, size))

    def create_string_buffer(init, size=None):
        """An array of c_char of that size, or with that content."""
        return ctypes.create_string_buffer(*([buffered(init)] if size is None else [buffered(init), size]))

    c_buffer = create_string_buffer

    def memmove(dst, src, count):
        return ctypes.memmove(dst, buffered(src), count)

    class _Fields(object):
        __slots__ = ()

        @classmethod
        def from_buffer_copy(cls, source, *offset):
            return type(cls).from_buffer_copy(cls, buffered(source), *offset)

        def __getattribute__(self, name):
            value = super(_Fields, self).__getattribute__(name)
            return n(value) if isinstance(value, bytes) else value

        def __setattr__(self, name, value):
            super(_Fields, self).__setattr__(name, b(value) if isinstance(value, str) else value)

    class Structure(_Fields, ctypes.Structure):
        """ctypes.Structure."""

    class BigEndianStructure(_Fields, ctypes.BigEndianStructure):
        """ctypes.BigEndianStructure."""

    class LittleEndianStructure(_Fields, ctypes.LittleEndianStructure):
        """ctypes.LittleEndianStructure."""

    class Union(_Fields, ctypes.Union):
        """ctypes.Union."""
