# ruff: noqa: F401 - what the operations use
"""Runs the operations of operations.txt on the samples, on any Python, and gives the answers in a form to compare.

    python2.7 evaluate.py < list of expressions > list of answers

Run as a program it is 2.7's voice: native str, and nothing of compatsrv.
"""

from __future__ import print_function

import array
import base64
import binascii
import codecs
import copy
import fnmatch
import hashlib
import hmac
import io
import json
import os
import pickle
import re
import shlex
import socket
import sqlite3
import struct
import sys
import tempfile
import time
import zlib

try:
    from StringIO import StringIO
    from urllib import quote, unquote
    from urlparse import parse_qs, urlparse
except ImportError:
    from io import StringIO
    from urllib.parse import parse_qs, quote, unquote, urlparse

TEXT = type(u'')
SAMPLES = [b'GET /index.html?x=1&y=2 HTTP/1.0\r\n', b'  12 \n', b'caf\xe9 \xb5\xff\xdf\x85\xa0\x00 z', b'',
           b'a,b;c\x1c\x0bd\re\tf\n', b'\xa0\x85', b'caf\xc3\xa9', b"it's 1_000"]


def cmp_(one, other):
    return (one > other) - (one < other)


def add_lines(data):
    buf = ''
    for line in data.splitlines():
        buf += line + '\n'
    return buf


def add_blocks(data):
    """What a handler does until it has a whole line."""
    buf, lines = '', []
    for start in range(0, len(data), 3):
        buf += data[start:start + 3]
        while '\n' in buf:
            line, buf = buf.split('\n', 1)
            lines.append(line.rstrip('\r'))
    return lines, buf


def echo_upper(data):
    return 'You said: ' + data.strip().upper() + '\r\n'


def printed(*values):
    """What print writes, on a terminal of latin-1."""
    stdout, raw = sys.stdout, io.BytesIO()
    sys.stdout = raw if str is bytes else io.TextIOWrapper(raw, 'latin-1', newline='\n')
    try:
        print(*values)
        sys.stdout.flush()
        return raw.getvalue()
    finally:
        sys.stdout = stdout


def written(data):
    """What open(path, 'w').write(data) puts into the file; Python 3 is told that these are bytes."""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, 'f')
    try:
        with open(path, 'w') if str is bytes else open(path, 'w', encoding='latin-1', newline='\n') as file:
            file.write(data)
        with open(path, 'rb') as file:
            return file.read()
    finally:
        os.unlink(path)
        os.rmdir(folder)


def io_written(data):
    file = io.BytesIO()
    file.write(data)
    return file.getvalue()


def string_io(data):
    file = StringIO()
    file.write(data)
    file.write('end')
    return file.getvalue()


def keywords(**values):
    return values['verb']


def sqlite_round_trip(data):
    connection = sqlite3.connect(':memory:')
    connection.execute('create table t (line text)')
    connection.execute('insert into t values (?)', (data.decode('latin-1'),))
    return connection.execute('select line from t').fetchone()[0]


def array_of(data):
    return array.array('B', bytearray(bytes(data))).tolist()


def comparable(value):
    """The value as JSON can hold it: bytes, native strings and text are their characters, whatever their type."""
    if isinstance(value, (bytes, bytearray)):
        return value.decode('latin-1')
    if isinstance(value, TEXT):
        return TEXT(value)
    if isinstance(value, (list, tuple)):
        return [type(value).__name__] + [comparable(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return ['set'] + sorted(comparable(part) for part in value)
    if isinstance(value, dict):
        return ['dict'] + sorted([comparable(key), comparable(value[key])] for key in value)
    return value


def answer(source, data, n, b):
    """What the expression gives for that data; of an exception the name of its class."""
    def number(text):
        return (float if 'e' in text else int)(n(text))
    try:
        return comparable(eval(source, dict(globals(), number=number, n=n, b=b, data=data)))
    except Exception as error:
        return 'raises ' + type(error).__name__.replace('JSONDecodeError', 'ValueError')    # which it is


def expressions(path):
    """The lines of a file of expressions."""
    with io.open(path, encoding='ascii') as file:
        return [str(line.strip()) for line in file if line.strip() and not line.startswith('#')]


def answers(sources, n, b):
    return [[answer(source, n(data), n, b) for data in SAMPLES] for source in sources]


if __name__ == '__main__':
    json.dump(answers(json.load(sys.stdin), lambda data: data, lambda data: data), sys.stdout)
