"""JSON: a str of Python 2 is UTF-8 to it."""

import json

from compatsrv._nativestr import NativeString
from compatsrv._strings import b

__all__ = ['json_dumps', 'json_loads']


def json_loads(data, *args, **kwargs):
    """The value of a JSON text, in a native string or bytes as UTF-8, or in other text."""
    if isinstance(data, (NativeString, bytes)):
        data = b(data).decode('utf-8')
    return json.loads(data, *args, **kwargs)


def json_dumps(value, *args, **kwargs):
    """The JSON text of a value; native strings in it are UTF-8."""
    kwargs.pop('encoding', None)
    return json.dumps(_text(value), *args, **kwargs)


def _text(value):
    if isinstance(value, (NativeString, bytes)):
        return b(value).decode('utf-8')
    if isinstance(value, dict):
        return {_text(key): _text(value[key]) for key in value}
    if isinstance(value, (list, tuple)):
        return [_text(item) for item in value]
    return value
