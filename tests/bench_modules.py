"""Makes the modules of ci/bench importable for the tests of it."""

import os
import sys

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'ci', 'bench')
if FOLDER not in sys.path:
    sys.path.append(FOLDER)     # last: its names hide nobody's
