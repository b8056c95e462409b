"""How a route answers: in a thread of its own, so often a minute, and if not, in one sentence."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from anyio import CapacityLimiter, to_thread
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dashboard.model.errors import DashboardError
from dashboard.server.settings import Settings
from dashboard.server.work import Busy

# Threads that files may wait in. Starlette's own serve the page's scripts and fonts, so they are
# never waited in; where these are taken, whoever asks is refused.
THREADS = 32
BUSY_FOR = 5  # seconds after which to ask again
WIDTH = 64  # bits of an IPv6 address that tell one household from another
ANYWHERE = {"Access-Control-Allow-Origin": "*"}  # any site's page may read it: for public data
NOT_KEPT = {"Cache-Control": "no-store"}


def refused(status: int, sentence: str, after: float | None = None) -> HTTPException:
    """The refusal of a request, with the seconds after which it may be repeated."""
    again = {} if after is None else {"Retry-After": str(max(1, round(after)))}
    return HTTPException(status, f"{sentence[:1].upper()}{sentence[1:]}.\n", NOT_KEPT | again)


class Limits:
    """What all files of a server share: threads to wait in, and so many requests a minute."""

    def __init__(self, settings: Settings) -> None:
        self._most = RateLimitItemPerMinute(settings.previews_per_minute)
        self._counts = FixedWindowRateLimiter(MemoryStorage())
        self._threads = CapacityLimiter(THREADS)
        self._headers = {} if settings.private else ANYWHERE

    async def answer(self, make: Callable[[Request], Response], request: Request) -> Response:
        """Make the answer in a thread; refusals become answers that say why."""
        try:
            if self._threads.available_tokens < 1:
                raise Busy
            response = await to_thread.run_sync(make, request, limiter=self._threads)
        except Busy as error:
            raise self._shared(refused(503, str(error), BUSY_FOR)) from error
        except DashboardError as error:
            sentence = "the data cannot be shown: the page says what is wrong with them"
            raise self._shared(refused(503, sentence)) from error
        except HTTPException as error:
            raise self._shared(error) from error
        response.headers.update(self._headers)
        return response

    def count(self, request: Request) -> None:
        """Count a file that is made or sent; HTTPException 429 where it is one too many."""
        who = client(request)
        if not self._counts.hit(self._most, who):
            left = self._counts.get_window_stats(self._most, who).reset_time - time.time()
            sentence = f"no more than {self._most.amount} files a minute: ask again a little later"
            raise refused(429, sentence, left)

    def _shared(self, error: HTTPException) -> HTTPException:
        error.headers = {**(error.headers or {}), **self._headers}
        return error


def has(request: Request, mark: str) -> bool:
    """Whether whoever asks has this very answer."""
    marks = request.headers.get("if-none-match", "").split(",")
    return bool({"*", mark.removeprefix("W/")} & {one.strip().removeprefix("W/") for one in marks})


def client(request: Request) -> str:
    """Who asks: the address that Uvicorn found, of IPv6 the part that one household shares."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(int(found) >> (128 - WIDTH))
    return host
