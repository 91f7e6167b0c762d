"""The module json, which takes native strings as UTF-8, as on 2.7."""

from compatsrv.natives._names import take

if str is bytes:
    import json as _json

    take(_json, globals())
else:
    import json

    from compatsrv.natives._common import natives, text

    take(json, globals())

    def dumps(obj, *args, **kwargs):
        kwargs.pop('encoding', None)
        return natives(json.dumps(text(obj), *args, **kwargs))

    def dump(obj, fp, *args, **kwargs):
        fp.write(dumps(obj, *args, **kwargs))

    def loads(s, *args, **kwargs):
        kwargs.pop('encoding', None)
        return json.loads(text(s), *args, **kwargs)

    def load(fp, *args, **kwargs):
        return loads(fp.read(), *args, **kwargs)

    class JSONEncoder(json.JSONEncoder):

        def encode(self, o):
            return super(JSONEncoder, self).encode(text(o))

    class JSONDecoder(json.JSONDecoder):

        def decode(self, s, *args):
            return super(JSONDecoder, self).decode(text(s), *args)
