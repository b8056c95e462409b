"""Asking a service that many share: one question a second, and again where that may help."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ParamSpec, TypeVar

from geopy import exc
from geopy.adapters import AdapterHTTPError, get_retry_after
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_chain, wait_fixed

from dashboard.model.errors import DashboardError, NoAnswer

P = ParamSpec("P")
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


class PassingFailure(NoAnswer):
    """A failure after which the same question may be asked again."""

    def __init__(self, sentence: str, wait: float) -> None:
        super().__init__(sentence)
        self.wait = wait  # seconds that the service asks for


# What geopy raises, the special before the general: the end of a sentence about the service, and
# whether to ask again. Its own messages are never repeated: they can hold the address that was
# asked, keys included.
REASONS: dict[type[Exception], tuple[str, bool]] = {
    exc.GeocoderRateLimited: ("asks for fewer questions", True),
    exc.GeocoderQuotaExceeded: ("grants no more questions for now", False),
    exc.GeocoderAuthenticationFailure: ("does not accept the key or user name", False),
    exc.GeocoderInsufficientPrivileges: ("refuses to serve this user", False),
    exc.GeocoderQueryError: ("does not understand the question", False),
    exc.GeocoderTimedOut: ("did not answer in time", True),
    exc.GeocoderUnavailable: ("cannot be reached", True),
    exc.GeocoderParseError: ("answered with something else than JSON", True),
    exc.GeocoderServiceError: ("cannot be reached, or does not serve this address", True),
    TimeoutError: ("did not answer in time", True),
    http.client.HTTPException: ("broke off its answer", True),
    OSError: ("cannot be reached", True),
    # What geopy raises itself on JSON of another shape than it expects.
    LookupError: ("answered in an unknown form", True),
    TypeError: ("answered in an unknown form", True),
    ValueError: ("answered in an unknown form", True),
    AttributeError: ("answered in an unknown form", True),
}
REDIRECTED = (
    "sends the question on to another host, which is refused: name that host with --domain if "
    "you trust it"
)
# geopy knows few statuses by name: 404 is as final as 403, unlike these.
TEMPORARY = (408, 429)


def rate_limited(
    label: str, ask: Callable[P, T], clock: Clock, report: Callable[[str], None]
) -> Callable[P, T]:
    """The question, asked at most once in GAP seconds and again where that may help.

    Each wait goes to `report`. Raises NoAnswer where one question is given up, and another
    DashboardError where there is no use in asking any other.
    """
    growing = wait_chain(*map(wait_fixed, WAITS))
    free_at, failures = float("-inf"), 0

    def wait(state: Any) -> float:
        asked_for: float = state.outcome.exception().wait
        return max(growing(state), asked_for)

    def announce(state: Any) -> None:
        pause = state.next_action.sleep
        report(f"{state.outcome.exception()}; asking again in {pause:.0f} s")

    @retry(
        retry=retry_if_exception_type(PassingFailure), stop=stop_after_attempt(len(WAITS) + 1),
        wait=wait, sleep=clock.sleep, before_sleep=announce, reraise=True,
    )  # fmt: skip
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        nonlocal free_at, failures
        if (gap := free_at - clock.now()) > 0:
            clock.sleep(gap)
        try:
            answer = ask(*args, **kwargs)
        except tuple(REASONS) as error:
            failures += 1
            raise _translated(error, label, failures) from None
        finally:
            free_at = clock.now() + GAP
        failures = 0
        return answer

    return asked


def _translated(error: Exception, label: str, failures: int) -> DashboardError:
    """What an exception of geopy's, or from below it, means: PassingFailure, or the end."""
    reason, again = next(REASONS[kind] for kind in REASONS if isinstance(error, kind))
    wait = 0.0
    if isinstance(answer := error.__cause__, AdapterHTTPError):
        status, wait = answer.status_code, get_retry_after(answer.headers) or 0.0
        if 300 <= status < 400:
            reason, again = REDIRECTED, False
        elif status >= 500:
            reason, again = f"has troubles of its own (status {status})", True
        elif status not in TEMPORARY:
            again = False
    if not again:
        return DashboardError(f"{label} {reason}")
    if wait > LONGEST_WAIT:
        minutes = f"{wait / 60:.0f} minutes"
        return DashboardError(f"{label} asks to wait for {minutes}: run the command again then")
    if failures >= FAILURES:
        return DashboardError(
            f"{label} failed {failures} times in a row and {reason}: run the command again later"
        )
    return PassingFailure(f"{label} {reason}", wait)
