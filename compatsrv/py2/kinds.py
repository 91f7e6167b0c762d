"""The module types, with the names of 2.7."""

from compatsrv.py2._names import take

if str is bytes:
    import types as _plain

    take(_plain, globals())
else:
    import io as _io
    import types as _plain

    from compatsrv.py2.operators import buffer as BufferType, unicode as UnicodeType    # noqa: F401

    take(_plain, globals())
    NoneType, TypeType, ObjectType, NotImplementedType = type(None), type, object, type(NotImplemented)
    BooleanType, IntType, LongType, FloatType, ComplexType = bool, int, int, float, complex
    StringType, StringTypes = str, (str,)
    TupleType, ListType, DictType, DictionaryType, SliceType = tuple, list, dict, dict, slice
    UnboundMethodType, ClassType, InstanceType = _plain.FunctionType, type, object
    FileType, XRangeType, EllipsisType = _io.IOBase, range, type(Ellipsis)
