"""How those who wait for a file hear how far it is."""

from collections.abc import Callable

# Told the share that is done, 0 to 1, and what comes next; what it raises ends the work.
Progress = Callable[[float, str], None]


def silent(_share: float, _word: str) -> None:
    """A progress that nobody watches."""
