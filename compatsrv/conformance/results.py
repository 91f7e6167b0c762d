"""The results file: what one run of the suite found, as JSON.

kind, schema   what file this is
module, role   the module's name; role: 'native', 'compatsrv' or 'other'
environment    the tox environment, such as py311
run            interpreter, platform, time: all that is no verdict
capabilities   name -> bool
cases          id, area, requirement, reference; outcome 'pass', 'fail' or 'skip'; expected 'pass' or 'fail';
               reason, wanted, seen, detail: text; seconds
"""

import errno
import io
import json
import os
import re
import tempfile

KIND, SCHEMA = 'compatsrv-conformance', 1
# The authors' own numbers of behaviours, which mean nothing to a reader of a table.
OWN_NUMBER = r'[AC]\d+(?:, [AC]\d+)*'
OWN_REFERENCE = re.compile(r'(?:[AC]\d+(?:, .*)?|behaviours, .*|issue \d+.*|Facts about mixing)\Z')
FIELDS = ('module', 'role', 'environment', 'run', 'capabilities', 'cases')
TEXTS = ('id', 'area', 'requirement', 'reference', 'outcome', 'expected', 'reason', 'wanted', 'seen')    # of a case


class ResultError(Exception):
    """A file that is no results file: names the file and what is wrong."""


def load(path):
    """Return the result in the file path. Raises ResultError."""
    try:
        with io.open(path, encoding='utf-8') as file:
            result = json.load(file)
    except (IOError, OSError) as error:
        raise ResultError('%s: %s' % (path, error.strerror or error))
    except ValueError as error:
        raise ResultError('%s: not JSON: %s' % (path, error))
    except RuntimeError:        # on Python 3 a RecursionError
        raise ResultError('%s: not JSON: nested too deep' % path)
    if not isinstance(result, dict) or result.get('kind') != KIND:
        raise ResultError('%s: not a result of compatsrv.conformance' % path)
    if result.get('schema') != SCHEMA:
        raise ResultError('%s: schema version %r; this program reads version %d' % (path, result.get('schema'), SCHEMA))
    _look_for(FIELDS, result, path)
    if not isinstance(result['cases'], list):
        raise ResultError('%s: cases: no list' % path)
    for number, case in enumerate(result['cases'], 1):
        if not isinstance(case, dict):
            raise ResultError('%s: case %d: no object' % (path, number))
        _look_for(TEXTS, case, '%s: case %d' % (path, number))
        for field in TEXTS:
            if not isinstance(case[field], type(u'')):
                raise ResultError('%s: case %d: %s: no text' % (path, number, field))
    return result


def _look_for(fields, result, place):
    missing = [field for field in fields if field not in result]
    if missing:
        raise ResultError('%s: incomplete: it has no %s' % (place, ', '.join(missing)))


def save(path, result):
    """Write result to the file path, whole or not at all. Raises EnvironmentError."""
    replace(path, json.dumps(dict(result, kind=KIND, schema=SCHEMA), indent=1, sort_keys=True) + '\n')


def replace(path, text):
    """Make text the content of the file path, whole or not at all. Raises EnvironmentError.

    A link stays a link. What is no file, as /dev/stdout may be, is written to.
    """
    path = os.path.realpath(path)
    folder = make_writable(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, 'wb') as file:
            file.write(_bytes(text))
        return
    descriptor, temporary = tempfile.mkstemp(dir=folder, suffix='.tmp')
    try:
        with os.fdopen(descriptor, 'wb') as file:
            file.write(_bytes(text))
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)      # mkstemp() lets nobody else read it
        (getattr(os, 'replace', None) or os.rename)(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _bytes(text):
    return text if isinstance(text, bytes) else text.encode('utf-8')


def make_writable(path):
    """Make the folder of the file path, where it is missing, and return it. Raises EnvironmentError if unwritable."""
    path = os.path.realpath(path)
    if os.path.isdir(path):
        raise IOError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    directory = os.path.dirname(path)
    if not os.path.isdir(directory):
        os.makedirs(directory)
    if not os.path.exists(path) or os.path.isfile(path):
        tempfile.TemporaryFile(dir=directory).close()
    return directory


def unexpected(case):
    """True if the outcome of a case of a result is news."""
    return case['outcome'] != 'skip' and case['outcome'] != case['expected']


def shown_reference(text):
    """Of a case's reference what a reader can look up; '' if there is nothing."""
    parts = [part.strip() for part in text.split(';')]
    return u'; '.join([part for part in parts if not OWN_REFERENCE.match(part)])


def shown_reason(text):
    """Of the reason of what is known to fail what tells a reader something."""
    return re.sub(r'\A%s: ' % OWN_NUMBER, u'', text)
