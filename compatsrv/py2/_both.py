"""What both Pythons have to be given, in the same words."""

import sys

__all__ = ['message', 'print_to']


def message(error):
    """error.message of 2.7: the one argument of an exception, '' if there is another number of them."""
    try:
        return error.message
    except AttributeError:
        return error.args[0] if len(error.args) == 1 else ''


_due = []      # files for which a blank is due before the next item


def print_to(file, *items, **options):
    """`print >>file, items`; with end='' the statement that ends in a comma: the blank comes with the next item."""
    file = sys.stdout if file is None else file
    due = [each for each in _due if each is file]
    _due[:] = [each for each in _due if each is not file]
    for item in items:
        text = item if isinstance(item, type(u'')) else str(item)
        file.write((' ' if due else '') + text)
        due = [] if text[-1:] in ('\n', '\t', '\r') else [file]
    if options.get('end') is None:
        file.write('\n')
    elif due:
        _due.append(file)
