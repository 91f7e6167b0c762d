"""What a module is known to fail, and why: data, so that an unexpected pass is news as well.

A file is {"schema": 1, "cases": {id: [{"versions": "2.7 3.6-3.8 3.11-3.13.0 3.14+", "reason": text}]}}.
"""

import io
import json
import os
import re

NATIVE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'expectations', 'native.json')
_RANGE = re.compile(r'(\d+(?:\.\d+)+)(?:-(\d+(?:\.\d+)+)|(\+))?\Z')


class ExpectationError(Exception):
    """Unusable expectations: names the file and what is wrong."""


def matches(versions, version):
    """True if version, a tuple of numbers, lies in one of the ranges of the text versions. ValueError for bad text."""
    return any([_in_range(text, version) for text in versions.split()])


def _in_range(text, version):
    match = _RANGE.match(text)
    if not match:
        raise ValueError('%r is no version or range such as 2.7, 3.6-3.8 or 3.9+' % text)
    low, high, open_end = match.groups()
    low = _numbers(low)
    if open_end:
        return version >= low
    high = _numbers(high) if high else low
    return version >= low and version[:len(high)] <= high


def _numbers(text):
    return tuple(int(number) for number in text.split('.'))


def load(path, version):
    """Return {id: reason} of what is known to fail on version. Raises ExpectationError."""
    try:
        with io.open(path, encoding='utf-8') as file:
            data = json.load(file)
        if data['schema'] != 1:
            raise ExpectationError('%s: schema version %r; this program reads version 1' % (path, data['schema']))
        return {id: entry['reason'] for id, entries in data['cases'].items() for entry in entries
                if matches(entry['versions'], version)}
    except (IOError, OSError) as error:
        raise ExpectationError('%s: %s' % (path, error.strerror or error))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ExpectationError('%s: unusable: %s: %s' % (path, type(error).__name__, error))


def ids(path):
    """Return the set of ids that the file names."""
    with io.open(path, encoding='utf-8') as file:
        return set(json.load(file)['cases'])
