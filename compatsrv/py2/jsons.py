"""The module json.

JSON: a str of Python 2 is UTF-8 to it.
"""

from compatsrv.py2._names import take

if str is bytes:
    import json as _json

    take(_json, globals())
else:
    import json

    from compatsrv._nativestr import NativeString
    from compatsrv._strings import b

    take(json, globals())

    def loads(data, *args, **kwargs):
        """The value of a JSON text, in a native string or bytes as UTF-8, or in other text."""
        kwargs.pop('encoding', None)
        if isinstance(data, (NativeString, bytes)):
            data = b(data).decode('utf-8')
        return json.loads(data, *args, **kwargs)

    def dumps(value, *args, **kwargs):
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

    def dump(value, fp, *args, **kwargs):
        fp.write(dumps(value, *args, **kwargs))

    def load(fp, *args, **kwargs):
        return loads(fp.read(), *args, **kwargs)
