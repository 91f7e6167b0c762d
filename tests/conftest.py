import os
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, 'ci'))

import guard    # noqa: E402

LIMIT = 20      # seconds that a process started by a test may take


def pytest_configure(config):
    wrong = guard.complaint(os.environ.get('TOX_ENV_NAME', ''), guard.running())
    if wrong:
        pytest.exit(wrong, returncode=2)


@pytest.fixture
def root():
    """The checkout."""
    return ROOT
