"""Long work in turn: few at once, few more waiting, and a clear answer to everyone else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.model.errors import DashboardError

AT_ONCE = 1  # files and pictures made at the same time: the other core is for readers
WAITING = 6


class Busy(DashboardError):
    """Too many wait already."""

    def __init__(self) -> None:
        super().__init__("the server is busy making other files: try again in a moment")


class Turns:
    """A queue for threads: `at_once` work, at most `waiting` wait, others are refused."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._working = threading.BoundedSemaphore(at_once)
        self._most = waiting
        self._lock = threading.Lock()
        self.waiting = 0  # how many wait now

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and work in it; Busy at once where too many wait."""
        if not self._working.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._working.release()

    def _wait(self) -> None:
        with self._lock:
            if self.waiting >= self._most:
                raise Busy
            self.waiting += 1
        try:
            self._working.acquire()
        finally:
            with self._lock:
                self.waiting -= 1


TURNS = Turns()  # of this server: the page's files, previews and cards share them
