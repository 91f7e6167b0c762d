"""A process that was forked in advance, as its parent sees it.

Its other side is _forked.
"""

import os
import signal
import socket

from compatsrv import _forked
from compatsrv._native import SOCKET_ERRORS, monotonic

__all__ = ['Child', 'UNKNOWN']

UNKNOWN = -1        # the status of a child for which somebody else waited


class Child(object):
    """One child, as the parent sees it."""

    def __init__(self, pid, slot, crew, lifeline):
        self.pid = pid
        self.slot = slot
        self.crew = crew            # the number of the reload that it belongs to
        self.lifeline = lifeline
        self.since = monotonic()
        self.ready = False
        self.told = 0               # when, to stop
        self.stopped = False        # accepting
        self.gone = 0               # since when its end of the lifeline is closed

    def say(self, what):
        _forked.say(self.lifeline, what)

    def hear(self):
        try:
            said = self.lifeline.recv(100)
        except SOCKET_ERRORS:
            return b''
        if not said:
            self.gone = monotonic()
        return said

    def tell_to_stop(self):
        if not self.told:
            self.told = monotonic()
            try:
                self.lifeline.shutdown(socket.SHUT_WR)
            except SOCKET_ERRORS:
                pass    # it is gone
            if not self.ready:
                self.kill(signal.SIGTERM)       # it does not listen yet

    def kill(self, number=signal.SIGKILL):
        try:
            os.kill(self.pid, number)
        except OSError:
            pass        # somebody else has waited for it

    def status(self):
        """Its status if it has ended, else None."""
        try:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
        except OSError:
            return UNKNOWN
        return status if ended else None
