"""The modules StringIO and cStringIO."""

from compatsrv.natives._names import take

if str is bytes:
    import StringIO as _StringIO

    take(_StringIO, globals())
else:
    from compatsrv.natives._files import StringIO       # noqa: F401

