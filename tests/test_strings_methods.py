"""Random bytes through every method that Python 2's str has: 2.7 itself says what is right."""

import json
import os
import subprocess
import sys

import pytest

hypothesis = pytest.importorskip('hypothesis')

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'strings'))

import methods      # noqa: E402
import python27     # noqa: E402
from compatsrv._strings import b, binary, n      # noqa: E402
from hypothesis import strategies     # noqa: E402

COMPARISONS = 50000
EXAMPLES = COMPARISONS * 10 // len(methods.CALLS) // 9      # a tenth is more than what may differ
EXPLORE = bool(os.environ.get('COMPATSRV_EXPLORE'))     # other data each time; a gate has to give one answer

# What lines are made of, more often than all the rest; bytes that Unicode takes for letters, digits or white space.
LIKELY = u'aZ09 ,:%{}_+-./=\t\n\r\x0b\x0c\x1c\x1f\x85\xa0\xaa\xb2\xb5\xb9\xba\xbd\xc0\xd7\xdf\xe9\xf7\xff\x00'
CHARACTERS = strategies.one_of(strategies.sampled_from(LIKELY),
                               strategies.integers(0, 255).map(lambda code: u'%c' % code))


def strings(size):
    return strategies.lists(CHARACTERS, max_size=size).map(u''.join)


ARGUMENTS = strategies.tuples(strings(24), strings(3), strings(2), strategies.integers(-2, 30),
                              strategies.integers(-30, 30), strategies.integers(-30, 30)).map(list)


class Oracle(object):
    """Python 2.7, which answers."""

    def __init__(self, python):
        self._process = subprocess.Popen([python, os.path.join(HERE, 'strings', 'methods.py')],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, arguments):
        self._process.stdin.write(json.dumps(arguments).encode('ascii') + b'\n')
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline().decode('ascii'))

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope='module')
def oracle():
    python = python27.find()
    if python is None:
        pytest.skip('there is no python2.7 to ask')
    oracle = Oracle(python)
    yield oracle
    oracle.close()


@pytest.mark.skipif(str is bytes, reason='here native strings are str')
def test_python_2_still_has_no_other_method():
    """CALLS has them all; these are the names that 2.7's dir(str) and this Python's have in common."""
    called = ' '.join(methods.CALLS)
    common = ('capitalize center count encode endswith expandtabs find format index isalnum isalpha isdigit islower '
              'isspace istitle isupper join ljust lower lstrip partition replace rfind rindex rjust rpartition rsplit '
              'rstrip split splitlines startswith strip swapcase title translate upper zfill').split()
    assert [name for name in common if '.%s(' % name not in called] == []


# Where the class makes a difference: arguments that are bytes have methods of their own, which know no native string,
# and what is bytes to Python 3 is no str.
OF_BYTES = ['o.join(s)', 'format(s,o)', "int(o+'7')"]
OF_BINARY = ['format(s,o)', "'%s|'%s", "'%10s'%s", "'%.3s'%s", 'isinstance(s,str)']


@pytest.mark.parametrize('make, other, apart', [(n, n, []), (n, b, OF_BYTES), (binary, binary, OF_BINARY)],
                         ids=['native', 'native-and-bytes', 'binary'])
def test_as_python_2(oracle, make, other, apart):
    """apart: the calls that are not compared."""
    seen = [0]
    apart = [] if str is bytes else apart

    @hypothesis.settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=not EXPLORE,
                         suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(ARGUMENTS)
    def compare(arguments):
        wanted = oracle(arguments)
        given = json.loads(json.dumps(methods.answers(make, other, arguments)))
        assert len(given) == len(wanted) == len(methods.CALLS)
        for call, here, there in zip(methods.CALLS, given, wanted):
            if call not in apart and not methods.may_differ(call, *arguments[:3]):
                seen[0] += 1
                assert methods.alike(call, here, there), (call, here, there)

    compare()
    assert seen[0] >= COMPARISONS


def test_type_of_what_is_not_text():
    assert type(n(b'\xb5').upper()) is type(n(b'')) and isinstance(n(b''), str)
