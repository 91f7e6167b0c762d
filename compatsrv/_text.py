"""The files of handlers that deal in text: unicode on 2.7, str on Python 3.

The rules of this file:
- a character may arrive in parts, in as many packets as it likes;
- no line grows without end, and nothing is read ahead but one block;
- what is no text is never sent: TypeError.
"""

import codecs

from compatsrv._native import text_type

__all__ = ['LineTooLong', 'TextReader', 'TextWriter']

BLOCK = 8192    # bytes


class LineTooLong(ValueError):
    """A line had more characters than max_line."""


class TextReader(object):
    """A file of text over `raw`, a binary one.

    encoding, errors   as those of bytes.decode()
    newline            None or '\\r\\n': '\\r\\n' is given as '\\n'; '' or '\\n': lines are given as they are
    max_line           how many characters a line may have with its end; None is no limit
    """

    def __init__(self, raw, encoding, errors, newline, max_line):
        if newline not in (None, '', '\n', '\r\n'):
            raise ValueError("newline = %r: it is one of None, '\\n', '\\r\\n'" % (newline,))
        self.raw = raw
        self.encoding = encoding
        self.error = None           # the UnicodeDecodeError that was raised, or will be
        self._undecodable = False   # it will be, when the text before it was given
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._translate = newline in (None, '\r\n')
        self._return = u''          # a carriage return that a line feed may follow
        self._max_line = max_line
        self._text = u''
        self._at = 0                # how much of it was given
        # What there is, without waiting for a whole block.
        self._receive_some = getattr(raw, 'read1', raw.read)

    def _receive(self):
        """Append a block to the text that is there; False at the end of the stream."""
        if self._undecodable:
            self._undecodable = False
            self._decoder.reset()
            raise self.error
        block = self._receive_some(BLOCK)
        decoded = self._decode(block)
        if self._translate:
            decoded = self._return + decoded
            self._return = u'\r' if block and decoded.endswith(u'\r') else u''
            decoded = decoded[:len(decoded) - len(self._return)].replace(u'\r\n', u'\n')
        self._text = self._text[self._at:] + decoded
        self._at = 0
        return bool(block) or self._undecodable

    def _decode(self, block):
        """The text of a block, or what is text before an error: how the bytes came in packets must not show."""
        try:
            return self._decoder.decode(block, not block)
        except UnicodeDecodeError as error:
            self.error, self._undecodable = error, True
            # The decoder has kept its bytes of earlier blocks; a mark at the begin of the first it has taken off.
            before = error.object[max(0, len(error.object) - len(block)):error.start]
            try:
                return self._decoder.decode(before)
            except UnicodeDecodeError:      # a mark in two parts
                return u''

    def readline(self):
        """The next line, with '\\n'; '' at the end of the stream.

        Raises LineTooLong, and UnicodeDecodeError if errors say so.
        """
        looked_at = 0       # how much of the text that was not given has no end of line
        while True:
            end = self._text.find('\n', self._at + looked_at) + 1
            looked_at = len(self._text) - self._at
            too_long = self._max_line is not None and (end - self._at if end else looked_at) > self._max_line
            if too_long:
                raise LineTooLong('a line has more than %d characters' % self._max_line)
            if end:
                break
            if not self._receive():
                end = len(self._text)
                break
        line, self._at = self._text[self._at:end], end
        return line

    def read(self, size=-1):
        """size characters, or less at the end of the stream; all until then if size is None or negative."""
        everything = size is None or size < 0
        while (everything or len(self._text) - self._at < size) and self._receive():
            pass
        end = len(self._text) if everything else self._at + size
        text, self._at = self._text[self._at:end], min(end, len(self._text))
        return text

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    next = __next__

    def close(self):
        self.raw.close()

    @property
    def closed(self):
        return self.raw.closed

    def fileno(self):
        return self.raw.fileno()


class TextWriter(object):
    """A file that takes text and writes it, encoded, to `raw`. newline='\\r\\n': that is written for each '\\n'."""

    def __init__(self, raw, encoding, errors, newline):
        self.raw = raw
        self.encoding = encoding
        self._encoder = codecs.getincrementalencoder(encoding)(errors)
        self._newline = newline

    def write(self, text):
        """Write; return the number of characters. TypeError if it is no text."""
        if not isinstance(text, text_type):
            raise TypeError('text is required, not %r' % type(text).__name__)
        self.raw.write(self._encoder.encode(text.replace(u'\n', u'\r\n') if self._newline == '\r\n' else text))
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self.raw.flush()

    def close(self):
        self.raw.close()

    @property
    def closed(self):
        return self.raw.closed

    def fileno(self):
        return self.raw.fileno()

    def getvalue(self):
        """Of a datagram's wfile: the bytes that were written."""
        return self.raw.getvalue()
