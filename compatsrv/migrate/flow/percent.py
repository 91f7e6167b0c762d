"""Templates of the operator %."""

import re

__all__ = ['conversions']

CONVERSION = re.compile(r'%(?:\([^)]*\))?[-#0 +]*(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)', re.S)


def conversions(template, count):
    """The letters of the conversions that count values get, one a value; 's' where nobody knows."""
    letters = []
    for width, precision, letter in CONVERSION.findall(template or ''):
        letters += ['d'] * [width, precision].count('*')
        if letter != '%':
            letters.append(letter)
    return letters if len(letters) == count else ['s'] * count
