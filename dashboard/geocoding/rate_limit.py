"""Asking a service that has other people to serve: unhurried, stubborn, and able to stop."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from geopy import exc
from geopy.adapters import AdapterHTTPError, get_retry_after

from dashboard.model.errors import DashboardError, NoAnswer

T = TypeVar("T")

GAP = 1.0  # seconds from one question to the next: Nominatim's rule, and good manners elsewhere
WAITS = (2.0, 8.0, 32.0)  # seconds before a question is asked again; then it is given up
LONGEST_WAIT = 600.0  # a service that asks for more is not asked again
FAILURES = 8  # in a row, whatever was asked: the service is gone


@dataclass(frozen=True)
class Clock:
    """Time, and waiting for it to pass; tests bring their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], date] = date.today


@dataclass(frozen=True)
class Failure:
    """What went wrong, as the end of a sentence about the service."""

    reason: str
    again: bool  # worth another try
    wait: float = 0.0  # seconds that the service asks for


# What geopy raises, the special before the general. Its own messages are never repeated: they
# can hold the address that was asked, keys included.
REASONS: tuple[tuple[type[Exception], str, bool], ...] = (
    (exc.GeocoderRateLimited, "asks for fewer questions", True),
    (exc.GeocoderQuotaExceeded, "grants no more questions for now", False),
    (exc.GeocoderAuthenticationFailure, "does not accept the key or user name", False),
    (exc.GeocoderInsufficientPrivileges, "refuses to serve this user", False),
    (exc.GeocoderQueryError, "does not understand the question", False),
    (exc.GeocoderTimedOut, "did not answer in time", True),
    (exc.GeocoderUnavailable, "cannot be reached", True),
    (exc.GeocoderParseError, "answered with something else than JSON", True),
    (exc.GeocoderServiceError, "cannot be reached, or does not serve this address", True),
    (TimeoutError, "did not answer in time", True),
    (http.client.HTTPException, "broke off its answer", True),
    (OSError, "cannot be reached", True),
    # What geopy raises itself on JSON of another shape than it expects.
    (LookupError, "answered in an unknown form", True),
    (TypeError, "answered in an unknown form", True),
    (ValueError, "answered in an unknown form", True),
    (AttributeError, "answered in an unknown form", True),
)


def silent(_: str) -> None:
    """Tell nobody."""


class RateLimited(Generic[T]):
    """A question to a service, asked at most once in GAP seconds and again where that may help.

    `tell` hears of each wait. Calling it raises NoAnswer where this question is given up, and
    DashboardError where there is no use in asking any other.
    """

    def __init__(
        self, label: str, ask: Callable[..., T], clock: Clock, tell: Callable[[str], None] = silent
    ) -> None:
        self._label, self._ask, self._clock, self._tell = label, ask, clock, tell
        self._free_at = float("-inf")
        self._failures = 0  # in a row

    def __call__(self, *question: object) -> T:
        """The answer, or one of the exceptions above."""
        for wait in (*WAITS, None):
            try:
                answer = self._once(question)
            except tuple(kind for kind, _, _ in REASONS) as error:
                self._failed(failure(error), wait)
            else:
                self._failures = 0
                return answer
        raise AssertionError("the last wait is None, and ends in NoAnswer")

    def _once(self, question: tuple[object, ...]) -> T:
        self._sleep(self._free_at - self._clock.now())
        try:
            return self._ask(*question)
        finally:
            self._free_at = self._clock.now() + GAP

    def _failed(self, failed: Failure, wait: float | None) -> None:
        """Wait before the next try, or say that there is none."""
        self._failures += 1
        if not failed.again:
            raise DashboardError(f"{self._label} {failed.reason}")
        if failed.wait > LONGEST_WAIT:
            raise DashboardError(
                f"{self._label} asks to wait for {failed.wait / 60:.0f} minutes: "
                "run the command again then"
            )
        if self._failures >= FAILURES:
            raise DashboardError(
                f"{self._label} failed {self._failures} times in a row and {failed.reason}: "
                "run the command again later"
            )
        if wait is None:
            raise NoAnswer(f"{self._label} {failed.reason}")
        pause = max(wait, failed.wait)
        self._tell(f"{self._label} {failed.reason}; asking again in {pause:.0f} s")
        self._sleep(pause)

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self._clock.sleep(seconds)


def failure(error: Exception) -> Failure:
    """What an exception of geopy's, or from below it, means for the next try."""
    answer = error.__cause__
    status, wait = 0, 0.0
    if isinstance(answer, AdapterHTTPError):
        status, wait = answer.status_code, get_retry_after(answer.headers) or 0.0
    if 300 <= status < 400:
        return Failure(
            "sends the question on to another host, which is refused: name that host with "
            "--domain if you trust it",
            again=False,
        )
    if status >= 500:
        return Failure(f"has troubles of its own (status {status})", again=True, wait=wait)
    for kind, reason, again in REASONS:
        if isinstance(error, kind):
            # geopy knows few statuses by name: 404 is as final as 403.
            final = 400 <= status < 500 and status not in (408, 429)
            return Failure(reason, again and not final, wait)
    raise error
