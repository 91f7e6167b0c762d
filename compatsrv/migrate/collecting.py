"""Large trees without the garbage collector, which would walk them again and again while they grow."""

import contextlib
import gc

__all__ = ['paused']


@contextlib.contextmanager
def paused():
    """Nothing is collected meanwhile."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
