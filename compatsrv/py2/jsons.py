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
    from compatsrv._strings import b, n

    take(json, globals())

    def loads(data, encoding='utf-8', **kwargs):
        """The value of a JSON text, in a native string or bytes of this encoding, or in other text."""
        if isinstance(data, (NativeString, bytes)):
            data = b(data).decode(encoding or 'utf-8')
        return json.loads(data, **kwargs)

    def dumps(value, *args, **kwargs):
        """The JSON text of a value, of native strings in the encoding given, UTF-8 by default.

        A native string; with ensure_ascii=False its letters are UTF-8, or it is text if there is text in the value.
        """
        texts = []
        dumped = json.dumps(_text(value, kwargs.pop('encoding', None) or 'utf-8', texts), *args, **kwargs)
        return dumped if any(c > '\x7f' for text in texts for c in text) else n(dumped.encode('utf-8'))

    def _text(value, encoding, texts):
        """The value with text for native strings; what is text already is added to texts."""
        if isinstance(value, (NativeString, bytes)):
            return b(value).decode(encoding)
        if isinstance(value, str):
            texts.append(value)
        if isinstance(value, dict):
            return {_text(key, encoding, texts): _text(value[key], encoding, texts) for key in value}
        if isinstance(value, (list, tuple)):
            return [_text(item, encoding, texts) for item in value]
        return value

    def dump(value, fp, *args, **kwargs):
        fp.write(dumps(value, *args, **kwargs))

    def load(fp, *args, **kwargs):
        return loads(fp.read(), *args, **kwargs)
