"""What both Pythons have to be given, in the same words."""

__all__ = ['message']


def message(error):
    """error.message of 2.7: the one argument of an exception, '' if there is another number of them."""
    try:
        return error.message
    except AttributeError:
        return error.args[0] if len(error.args) == 1 else ''
