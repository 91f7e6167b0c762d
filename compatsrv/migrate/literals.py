"""String literals: their prefix, and a raw one without it."""

import re

__all__ = ['ESCAPE', 'split', 'unraw']

PREFIX = re.compile(r'([a-zA-Z]*)(.*)', re.S)
ESCAPE = re.compile(r'\\(?:([uUN])|.)', re.S)       # group 1: one that only text has
IN_RAW = re.compile(r'\\(?:(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|(["\'\\])|(.))', re.S)


def split(literal):
    """(prefix in lower case, the rest with its quotes)"""
    prefix, rest = PREFIX.match(literal).groups()
    return prefix.lower(), rest


def unraw(rest, text=False):
    """What stands for a raw literal's characters in one that is not raw; rest: with its quotes.

    text: it was ur'', in which Python 2 knows \\u and \\U.
    """
    def plain(match):
        code, special, other = match.groups()
        if code:
            return match.group() if text else '\\' + match.group()
        return '\\\\' + ('\\' + special if special else other)
    return IN_RAW.sub(plain, rest)
