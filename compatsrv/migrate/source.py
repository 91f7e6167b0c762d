"""Bytes of a file <-> the text that is parsed, without loss.

The text has '\\n' at the end of each line and of itself; what the file had instead is remembered. What would stop a parser and
can be mended is mended here, and told: a coding line that lies, a missing one, indentation that Python 3 refuses.
"""

import codecs
import difflib
import io
import re

__all__ = ['CodeError', 'Repair', 'Source', 'Unreadable']

CODING = re.compile(br'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)')
BLANK = re.compile(br'^[ \t\f]*(?:[#\r\n]|$)')
LINE = re.compile('[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')


class CodeError(Exception):
    """What a source cannot be read as: reason, line, col (from 1; 0: not known)."""

    def __init__(self, reason, line=0, col=0):
        super(CodeError, self).__init__(reason)
        self.reason, self.line, self.col = reason, line, col


class Unreadable(Exception):
    """A file that cannot be dealt with: one line that names it and the place."""

    def __init__(self, path, reason, line=0, col=0):
        super(Unreadable, self).__init__(path, reason, line, col)
        self.path, self.reason, self.line, self.col = path, reason, line, col

    def __str__(self):
        place = ''.join(':%d' % number for number in (self.line, self.col) if number)
        return '%s%s: %s' % (self.path, place, self.reason)


class Repair(object):
    """Something that was mended before parsing: code of the rule, line, message."""

    def __init__(self, code, line, message):
        self.code, self.line, self.message = code, line, message


class Source(object):
    """A file's content.

    data       bytes
    text       str, mended
    encoding   the name of the codec
    declared   the codec that the file names for Python 2, or None
    repairs    [Repair]
    added      the line of text that the file has not, a coding line; 0 if there is none
    """

    def __init__(self, data):
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise CodeError('UTF-16, which Python does not read as source')
        zero = data.find(b'\0')
        if zero >= 0:
            before = data[:zero]
            raise CodeError('a null byte: no Python source', before.count(b'\n') + 1, zero - before.rfind(b'\n'))
        self.data = data
        self.repairs = []
        self.added = 0
        self._bom = data.startswith(codecs.BOM_UTF8)
        self._decode(data[3:] if self._bom else data)
        self._split()

    # -- encoding

    def _decode(self, data):
        line, match = _coding_line(data)
        declared = match and match.group(1).decode('ascii', 'replace')
        self.declared = None
        if match and not self._bom:
            try:
                codec = codecs.lookup(declared)
                if not codec._is_text_encoding:
                    raise LookupError(declared)
                self.declared, self.encoding = codec.name, codec.name
                self._text = data.decode(codec.name)
                return
            except LookupError:
                said = 'says coding %s, which is none' % declared
            except UnicodeError:
                said = 'says coding %s, and is not' % declared
        elif self._bom and match and declared.lower().replace('_', '-') != 'utf-8':
            said = 'begins with the mark of UTF-8, and says coding %s' % declared
        elif _is(data, 'ascii') or (self._bom and _is(data, 'utf-8')):
            self.encoding = 'utf-8'
            self._text = data.decode('utf-8')
            return
        elif self._bom:
            said = 'begins with the mark of UTF-8, and is not'
        else:
            said = 'has other characters than ASCII, and no coding line'
        self.encoding = 'utf-8' if _is(data, 'utf-8') else 'latin-1'
        self._bom = self._bom and self.encoding == 'utf-8'
        self._text = self._with_coding_line(data.decode(self.encoding), line, match)
        self.repairs.append(Repair('CS001', line or 1, 'the file %s: read as %s' % (said, self.encoding)))

    def _with_coding_line(self, text, line, match):
        """The text with a coding line that is right."""
        lines = LINE.findall(text)
        if match:
            start, end = match.span(1)
            lines[line - 1] = lines[line - 1][:start] + self.encoding + lines[line - 1][end:]
        else:
            first = 1 if text.startswith('#!') else 0
            end = re.search('[\r\n]*$', lines[0]).group() or '\n'
            self.added = first + 1
            lines.insert(first, '# -*- coding: %s -*-%s' % (self.encoding, end))
        return ''.join(lines)

    # -- line ends

    def _split(self):
        lines = LINE.findall(self._text)
        ends = [line[len(line.rstrip('\r\n')):] for line in lines]
        self._unended = bool(lines) and not ends[-1]
        kinds = set(ends) - {''}
        if kinds <= {'\n'}:
            self.text = self._text
        else:
            self.text = ''.join([line[:len(line) - len(end)] + '\n' * bool(end) for line, end in zip(lines, ends)])
        # the most frequent one for lines that are new
        self._end = max(sorted(kinds), key=ends.count) if kinds else '\n'
        self._mixed = len(kinds) > 1
        if self._mixed:
            self._ends = ends
        self.text += '\n' * self._unended
        self._original = self.text
        del self._text

    def to_bytes(self, text):
        """The bytes of a text that was made of this one: with its line ends, encoding and mark.

        Raises UnicodeEncodeError if the codec lacks a character.
        """
        if self._unended and text.endswith('\n'):
            text = text[:-1]
        if self._mixed:
            text = self._with_mixed_ends(text)
        elif self._end != '\n':
            text = text.replace('\n', self._end)
        data = text.encode(self.encoding)
        return codecs.BOM_UTF8 + data if self._bom else data

    def _with_mixed_ends(self, text):
        """A line that was there has the end that it had."""
        old, new = self._original.split('\n'), text.split('\n')
        ends = [self._end] * (len(new) - 1)
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for _, start, stop, first, last in matcher.get_opcodes():
            for index in range(first, min(last, len(ends))):
                was = min(start + index - first, stop - 1, len(self._ends) - 1)
                if start <= was:
                    ends[index] = self._ends[was] or self._end
        return ''.join([line + end for line, end in zip(new, ends + [''])])


def _coding_line(data):
    """(number, match) of the coding line, which is the first or second one, as PEP 263 has it; or (0, None)."""
    for number, line in enumerate(io.BytesIO(data.replace(b'\r\n', b'\n').replace(b'\r', b'\n')), 1):
        match = CODING.match(line)
        if match:
            return number, match
        if number == 2 or not BLANK.match(line):
            break
    return 0, None


def _is(data, encoding):
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True
