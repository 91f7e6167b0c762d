"""docs/rules.md, made from the rules' docstrings: python ci/rules.py [--check]"""

import io
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, 'docs', 'rules.md')


def main(argv):
    """Write the page, or with --check say whether it is what the rules say."""
    sys.path.insert(0, ROOT)
    from compatsrv.migrate import explain
    from compatsrv.migrate.rules import all_rules
    page = explain.to_markdown(all_rules())
    if '--check' in argv:
        with io.open(PAGE, encoding='utf-8') as file:
            if file.read() != page:
                sys.stderr.write('docs/rules.md is not what the rules say: run python ci/rules.py\n')
                return 1
        return 0
    with io.open(PAGE, 'w', encoding='utf-8', newline='\n') as file:
        file.write(page)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
