"""From the uses that the flow found to findings: what the rules CS2xx share."""

import sys

from compatsrv.migrate.values import BYTE

__all__ = ['find', 'origin']

# Source for Python 3 does these on purpose.
DELIBERATE = frozenset(['formatted', 'indexed', 'key', 'makefile', 'printed', 'tested'])


def find(module, name, messages):
    """Yield the findings of the rule (the name of its module) for all uses of the kinds that messages names.

    messages: kind of use -> function of the use that returns the message.
    """
    rule = sys.modules[name]
    for what in messages:
        if what in DELIBERATE and not module.python2:
            continue
        for use in module.flow.uses.get(what, ()):
            message = messages[what](use)
            if message is None:
                continue
            weight = rule.WEIGHT
            if weight == 'raises' and use.hidden is not None:
                message += '; the `except` at line %d hides it' % use.hidden.lineno
                weight = 'silent'
            yield module.finding(rule, use.node, message, weight)


def origin(use):
    """Where the data came from: "bytes received at line 12"."""
    data = use.data
    kind = 'an item of bytes' if data.kind == BYTE else data.kind if data.kind in ('bytes', 'text') else 'a string'
    if data.kind == 'text':
        kind = 'str'
    if data.what == 'a literal':
        return '%s, %s at line %d,' % (kind, data.what, data.line)
    return '%s %s' % (kind, data.origin())
