"""The module sets, which is gone."""

from compatsrv.py2._names import take

if str is bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        import sets as _sets

    take(_sets, globals())
else:
    class Set(set):
        """A set."""

    class ImmutableSet(frozenset):
        """A frozen set."""

    BaseSet = (Set, ImmutableSet)
