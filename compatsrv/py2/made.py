"""The module new, which is gone."""

from compatsrv.py2._names import take

if str is bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        import new as _new

    take(_new, globals())
else:
    from types import CodeType as code, FunctionType, MethodType, ModuleType as module      # noqa: F401

    function = FunctionType

    def instancemethod(method, instance, cls=None):
        """A method of an instance, or, if that is None, of a class."""
        return method if instance is None else MethodType(method, instance)

    def classobj(name, bases, dict):
        """A class."""
        return type(name, bases, dict)

    def instance(cls, dict=None):
        """An object of a class whose __init__() is not called."""
        made = cls.__new__(cls)
        made.__dict__.update(dict or {})
        return made
