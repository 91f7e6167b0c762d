"""tox plug-in: lets tox find the interpreters of pyenv by name, whichever of them is active."""

import glob
import os

if os.environ.get('PYENV_ROOT'):
    os.environ['PATH'] = os.pathsep.join(
        [os.environ['PATH']] + sorted(glob.glob(os.path.join(os.environ['PYENV_ROOT'], 'versions', '*', 'bin'))))
