"""What the server counts of itself, in Prometheus' terms; `/metrics` shows it where it is on."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

MEDIA_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()  # of our own, so that a test server in one process stands alone
READERS = Gauge("dashboard_readers", "Readers whose page is open", registry=REGISTRY)
RUNS = Histogram(
    "dashboard_run_seconds", "Time of one run of the page's script", registry=REGISTRY,
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)  # fmt: skip
ERRORS = Counter("dashboard_errors", "Runs of the page that failed", registry=REGISTRY)
RELOADS = Counter(
    "dashboard_reloads", "Data folders read again", ["folder", "outcome"], registry=REGISTRY
)


@contextmanager
def run() -> Iterator[None]:
    """Time one run of the page's script."""
    with RUNS.time():
        yield


def reloaded(folder: str, *, well: bool) -> None:
    """A folder was read; where not well, its last good state stays."""
    RELOADS.labels(folder, "read" if well else "refused").inc()


def text() -> bytes:
    """Everything counted, as Prometheus reads it."""
    return generate_latest(REGISTRY)
