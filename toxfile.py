"""tox plug-in: lets tox find the interpreters of pyenv by name, whichever of them is active.

And tells the tests of a Python that can run the migration kit, this one: tox.ini requires what it needs.
"""

import glob
import os
import sys

os.environ.setdefault('COMPATSRV_KIT_PYTHON', sys.executable)

if os.environ.get('PYENV_ROOT'):
    os.environ['PATH'] = os.pathsep.join(
        [os.environ['PATH']] + sorted(glob.glob(os.path.join(os.environ['PYENV_ROOT'], 'versions', '*', 'bin'))))
