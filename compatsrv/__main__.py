"""python -m compatsrv"""

import sys

from compatsrv.cli import main

if __name__ == '__main__':
    sys.exit(main())
