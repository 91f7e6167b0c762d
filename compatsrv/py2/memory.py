"""The modules StringIO and cStringIO."""

from compatsrv.py2._names import take

if str is bytes:
    import StringIO as _StringIO

    take(_StringIO, globals())
else:
    from compatsrv.py2.files import StringIO        # noqa: F401
