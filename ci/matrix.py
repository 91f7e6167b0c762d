"""Render the results in a folder: matrix.md and matrix.json beside them. Usage: matrix.py FOLDER"""

import glob
import os
import sys

from compatsrv.cli import main

folder = sys.argv[1]
files = sorted(set(glob.glob(os.path.join(folder, '*.json'))) - {os.path.join(folder, 'matrix.json')})
if not files:
    sys.exit('%s: no results; run tox first' % folder)
sys.exit(main(['matrix'] + files + ['--markdown', os.path.join(folder, 'matrix.md'),
                                    '--json', os.path.join(folder, 'matrix.json')]))
