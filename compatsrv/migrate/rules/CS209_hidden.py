"""A TypeError that `except` hides

What raises TypeError on Python 3 under a bare `except:` (or `except Exception:` that tells nobody) is seen by nobody:
the client simply gets nothing, or the connection closes. Whether a handler tells is judged by `raise`, by the name of
the exception and by traceback and logging in it.

Before:

    try:
        command, rest = data.split(' ', 1)
    except:
        return

After:

    try:
        command, rest = data.split(' ', 1)
    except ValueError:
        return

Fix: `compatsrv migrate` mends what raises; which errors are meant is for a human to say.
"""

CODE = 'CS209'
TITLE = 'a TypeError that `except` hides'
WEIGHT = 'silent'

RAISING = ('concatenated', 'in text', 'item', 'joined', 'lacking', 'method', 'ord', 'ordered', 're', 'sent', 'text in',
           'wants bytes', 'wants text')


def find(module):
    """Yield a finding for each `except` that hides something."""
    hidden = {}
    for what in RAISING:
        for use in module.flow.uses.get(what, ()):
            if use.hidden is not None:
                hidden.setdefault(use.hidden, set()).add(use.node.lineno)
    for handler, lines in hidden.items():
        lines = sorted(lines)
        text = ', '.join(str(line) for line in lines[:5]) + (' and %d more' % (len(lines) - 5) if len(lines) > 5 else '')
        yield module.finding(CODE, WEIGHT, handler, 'hides what line%s %s will raise on Python 3' % (
            's' if len(lines) > 1 else '', text))
