"""tox plug-in: lets tox find the interpreters of pyenv by name, whichever of them is active.

And tells the tests of a Python that can run the migration kit, this one: tox.ini requires what it needs.
"""

import glob
import os
import sys

os.environ.setdefault('COMPATSRV_KIT_PYTHON', sys.executable)
# virtualenv's own folder may hold a pip that it has updated meanwhile, and that old Pythons cannot run.
os.environ.setdefault('VIRTUALENV_OVERRIDE_APP_DATA',
                      os.path.join(os.path.dirname(os.path.abspath(__file__)), '.tox', 'app-data'))

if os.environ.get('PYENV_ROOT'):
    os.environ['PATH'] = os.pathsep.join(
        [os.environ['PATH']] + sorted(glob.glob(os.path.join(os.environ['PYENV_ROOT'], 'versions', '*', 'bin'))))
