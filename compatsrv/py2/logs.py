"""The module logging, whose handlers write the bytes of native strings as they are.

What a record says is put together as str of Python 3: one of latin-1 counts as bytes, all else is written as UTF-8.
A file with an encoding of its own takes text.
"""

from compatsrv.py2._names import become, copies as _copies, share as _share, take

if str is bytes:
    import logging as _logging

    become(__name__, _logging)
else:
    import io as _io
    import logging as _logging

    from compatsrv._nativestr import native as _native
    from compatsrv.py2._common import Wrapper as _Wrapper, put as _put
    from compatsrv.py2._paths import decoded as _decoded

    def _octets(text, encoding='utf-8'):
        """The bytes for a line of a log."""
        try:
            return str.encode(text, 'latin-1')
        except UnicodeEncodeError:
            return str.encode(text, encoding or 'utf-8', 'backslashreplace')

    class _Lines(_Wrapper):
        """Any stream, for what a handler writes to it."""

        def write(self, text):
            stream = self._plain
            if isinstance(stream, (_io.RawIOBase, _io.BufferedIOBase)):
                stream.write(_octets(text))
            elif getattr(stream, 'buffer', None) is not None and any(c > '\x7f' for c in text):      # a text file
                _put(stream, _octets(text, stream.encoding))
            else:
                try:
                    stream.write(_native(text))
                except UnicodeError:
                    stream.write(_native(_octets(text).decode('latin-1')))

    class StreamHandler(_logging.StreamHandler):
        """Writes to a stream, by default sys.stderr."""

        _said = None        # the encoding of a file, if there is to be one

        @property
        def stream(self):
            return self._lines

        @stream.setter
        def stream(self, stream):
            self._lines = stream if stream is None or self._said or isinstance(stream, _Lines) else _Lines(stream)

    class FileHandler(StreamHandler, _logging.FileHandler):
        """Writes to a file."""

        _place = 1      # of the encoding among the arguments after the name

        def __init__(self, filename, *args, **kwargs):
            self._said = kwargs.get('encoding', args[self._place] if len(args) > self._place else None)
            super(FileHandler, self).__init__(_decoded(filename), *args, **kwargs)

        def _open(self):
            if self._said:
                return super(FileHandler, self)._open()
            return _io.open(self.baseFilename, self.mode.replace('t', '').replace('b', '') + 'b')

    def basicConfig(**kwargs):
        """Have a handler for all records, unless there is one: filename and filemode, or stream; format, datefmt, level."""
        if not _logging.root.handlers:
            filename = kwargs.get('filename')
            handler = FileHandler(filename, kwargs.get('filemode', 'a')) if filename else StreamHandler(kwargs.get('stream'))
            _logging.basicConfig(handlers=[handler], **{name: kwargs[name] for name in ('format', 'datefmt', 'level')
                                                        if kwargs.get(name) is not None})

    # They call basicConfig(), and what they are called from is noted: it is never this file.
    _copies(_logging, ('critical', 'debug', 'error', 'exception', 'info', 'log', 'warn', 'warning'), globals())
    fatal = globals()['critical']
    _share(__name__, _logging, ('raiseExceptions', 'logThreads', 'logProcesses', 'logMultiprocessing'))
    take(_logging, globals())
