"""Where the classes of compatsrv stand among the native ones.

Each compatsrv class is the *twin* of the native class that it replaces, and
derives from it. One rule holds in the method resolution order of every class
that has a compatsrv class among its ancestors:

    each native class is directly preceded by its twin.

So in ``class S(compatsrv.ThreadingMixIn, HTTPServer)`` whatever HTTPServer
overrides still wins, and what it inherits from the native TCPServer and
BaseServer comes from their twins. Python arrives at that order by itself once
the twins that are missing are appended to the bases, which is all that is done
here. docs/class-construction.md tells why, and what else was tried.
"""

import abc

_TWINS = {}


def twin_of(native_class):
    """Class decorator: the decorated class stands for native_class from now on."""
    def register(cls):
        _TWINS[native_class] = cls
        return cls
    return register


def arrange(bases):
    """Return bases such that in the order that follows each native class is preceded by its twin.

    bases: a tuple of classes. A native class named directly is replaced by its
    twin; a twin that an ancestor lacks, or that would shadow a class which
    derives from the native one, goes to the end.
    """
    chosen = []
    for base in bases:
        base = _TWINS.get(base, base)
        if base not in chosen:
            chosen.append(base)
    missing = []
    for base in chosen:
        ancestors = _lineage(base)
        for ancestor in ancestors:
            twin = _TWINS.get(ancestor)
            if twin is not None and twin not in ancestors and not any(twin in _lineage(m) for m in missing):
                missing.append(twin)
    # A twin that a later base brings along would stand before that base: Python refuses such an order.
    redundant = [base for i, base in enumerate(chosen) if base in _TWINS.values()
                 and any(base in _lineage(later) for later in chosen[i + 1:])]
    return tuple([base for base in chosen if base not in missing + redundant] + missing)


def _lineage(cls):
    """The class and its ancestors, in the order in which they are searched, also of a classic class."""
    if isinstance(cls, type):
        return cls.__mro__
    # As inspect.getmro(), which costs more to import than the whole package.
    order = [cls]
    for base in cls.__bases__:
        order += [ancestor for ancestor in _lineage(base) if ancestor not in order]
    return tuple(order)


def beyond(native_class, instance, name):
    """Return the method `name` of instance that comes after native_class in its method resolution order.

    For a twin that replaces a method of its native class but still has to call
    what comes next: super() would call the method that is being replaced, and
    knows no classic classes.
    """
    order = type(instance).__mro__
    for cls in order[order.index(native_class) + 1:]:
        if name in vars(cls):
            return vars(cls)[name].__get__(instance, type(instance))
    raise AttributeError("no %s beyond %r" % (name, native_class))


if hasattr(object, '__init_subclass__'):
    class Twin(object):
        """Root of every compatsrv class: puts twins in their places when a class is defined."""

        def __init_subclass__(cls, **kwargs):
            super(Twin, cls).__init_subclass__(**kwargs)
            bases = arrange(cls.__bases__)
            if bases != cls.__bases__:
                cls.__bases__ = bases
else:
    class _Arranger(abc.ABCMeta):
        """2.7 has no hook but a metaclass; an ABCMeta, so that users of ABCMeta meet no conflict."""

        def __new__(mcs, name, bases, namespace):
            return super(_Arranger, mcs).__new__(mcs, name, arrange(bases), namespace)

    Twin = _Arranger('Twin', (object,), {
        '__doc__': 'Root of every compatsrv class: puts twins in their places when a class is defined.',
        '__module__': __name__})
