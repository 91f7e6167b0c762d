"""The results file: what one run of the suite found, as JSON.

kind, schema   what file this is
module, role   the module's name; role: 'native', 'compatsrv' or 'other'
environment    the tox environment, such as py311
run            interpreter, platform, time: all that is no verdict
capabilities   name -> bool
cases          id, area, requirement, reference; outcome 'pass', 'fail' or 'skip'; expected 'pass' or 'fail';
               reason, wanted, seen, detail: text; seconds
"""

import io
import json
import os
import tempfile

KIND, SCHEMA = 'compatsrv-conformance', 1
FIELDS = ('module', 'role', 'environment', 'run', 'capabilities', 'cases')


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
    if not isinstance(result, dict) or result.get('kind') != KIND:
        raise ResultError('%s: not a result of compatsrv.conformance' % path)
    if result.get('schema') != SCHEMA:
        raise ResultError('%s: schema version %r; this program reads version %d' % (path, result.get('schema'), SCHEMA))
    missing = [field for field in FIELDS if field not in result]
    if missing:
        raise ResultError('%s: incomplete: it has no %s' % (path, ', '.join(missing)))
    return result


def save(path, result):
    """Write result to the file path, whole or not at all. Raises EnvironmentError."""
    replace(path, json.dumps(dict(result, kind=KIND, schema=SCHEMA), indent=1, sort_keys=True) + '\n')


def replace(path, text):
    """Make text the content of the file path, whole or not at all. Raises EnvironmentError."""
    descriptor, temporary = tempfile.mkstemp(dir=make_writable(path), suffix='.tmp')
    try:
        with os.fdopen(descriptor, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode('utf-8'))
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)      # mkstemp() lets nobody else read it
        (getattr(os, 'replace', None) or os.rename)(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def make_writable(path):
    """Make the folder of the file path, where it is missing, and return it. Raises EnvironmentError if unwritable."""
    directory = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(directory):
        os.makedirs(directory)
    tempfile.TemporaryFile(dir=directory).close()
    return directory


def unexpected(case):
    """True if the outcome of a case of a result is news."""
    return case['outcome'] != 'skip' and case['outcome'] != case['expected']
