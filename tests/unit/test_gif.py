"""The crisis in motion: the days that matter, as long as they matter, in the same colours."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import conftest
import pytest
from conftest import CHANGE, EVENT, ROWS
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dashboard.model.dataset import Outlines
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.render import style
from dashboard.render.exports import gif
from dashboard.render.exports.kits import frame_schedule
from dashboard.sources.folder import read

Folder = Callable[..., Path]
FIRST = date(2001, 2, 1)
SPAN = (FIRST, date(2001, 2, 10))
SMALL = (320, 200)
VIEW = (9.0, 24.0, 12.0, 27.0)


def _gif(path: Path, span: tuple[date, date] = SPAN, **asked: object) -> bytes:
    data = read(path)
    selection = Selection(span[1], span)
    bare = Outlines([], [], {}, {}, VIEW, VIEW)
    return gif.gif(Timeline(data), bare, selection, size=SMALL, **asked)  # type: ignore[arg-type]


def _stays(made: bytes) -> list[int]:
    image = Image.open(io.BytesIO(made))
    stays = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        stays.append(int(image.info["duration"]))
    return stays


def test_every_day_has_a_frame_and_those_that_matter_stay_longer(folder: Folder) -> None:
    seen: list[tuple[float, str]] = []
    made = _gif(folder(), progress=lambda share, day: seen.append((share, day)))
    image = Image.open(io.BytesIO(made))
    assert image.size == SMALL
    assert image.info["loop"] == 0
    quiet, event, change = frame_schedule.NOTHING, frame_schedule.EVENT, frame_schedule.CHANGE
    # Beta is contested on the 2nd, Alpha falls on the 3rd, talks begin on the 5th.
    assert _stays(made) == [
        quiet, change, change, quiet, event, quiet, quiet, quiet, quiet, frame_schedule.LAST,
    ]  # fmt: skip
    days = [f"{day} Feb 2001" for day in range(1, 11)]
    assert [day for _, day in seen] == days * 2  # measured first, then drawn
    shares = [share for share, _ in seen]
    assert shares == sorted({*shares})
    assert (shares[0], shares[10]) == (0, gif.MEASURED)
    assert shares[-1] < 1


def test_the_last_frame_is_the_last_day_with_its_holders(folder: Folder) -> None:
    image = Image.open(io.BytesIO(_gif(folder())))
    image.seek(image.n_frames - 1)  # type: ignore[attr-defined]
    colours = {pixel for _, pixel in image.convert("RGB").getcolors(1 << 24) or []}
    held = {tuple(bytes.fromhex(style.COLOURS[name][1:])) for name in ("vermilion", "blue")}
    assert held <= colours  # Red holds Alpha by then, Blue half of Beta


def test_the_line_under_the_words_is_full_on_the_last_day(folder: Folder) -> None:
    image = Image.open(io.BytesIO(_gif(folder())))
    quiet = tuple(bytes.fromhex(style.INK["light"]["quiet"][1:]))
    widths = []
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        rows = image.convert("RGB")
        lines = ([rows.getpixel((x, y)) for x in range(320)] for y in range(200))
        widths.append(max(line.count(quiet) for line in lines))
    assert widths == sorted(widths)
    assert widths[-1] > 300


def test_all_frames_share_one_palette(folder: Folder) -> None:
    made = _gif(folder())
    image = Image.open(io.BytesIO(made))
    seen: set[tuple[int, ...]] = set()
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        seen |= {pixel for _, pixel in image.convert("RGB").getcolors(1 << 24) or []}
    assert len(seen) <= 256
    assert seen <= {*gif.mixed("light", [style.COLOURS[c] for c in ("vermilion", "blue")])}


def test_the_same_bytes_each_time(folder: Folder) -> None:
    path = folder()
    assert _gif(path) == _gif(path)


def test_an_empty_folder_moves_too(folder: Folder) -> None:
    made = _gif(folder(**{name: [] for name in ROWS}, areas=None))
    assert _stays(made)[-1] == frame_schedule.LAST


def test_what_progress_raises_ends_the_work(folder: Folder) -> None:
    def stop(share: float, day: str) -> None:
        if share > 0.15:
            raise KeyboardInterrupt(day)

    with pytest.raises(KeyboardInterrupt, match="2 Feb 2001"):
        _gif(folder(), progress=stop)


def test_a_single_day_is_a_single_frame(folder: Folder) -> None:
    assert _stays(_gif(folder(), (FIRST, FIRST))) == [frame_schedule.LAST]


def test_filtered_out_events_make_no_day_longer(folder: Folder) -> None:
    timeline = Timeline(read(folder()))
    selection = Selection(SPAN[1], SPAN, filters=Filters(types=("Protests",)))
    assert frame_schedule.EVENT not in frame_schedule.days_shown(timeline, selection).values()


def test_long_quiet_stretches_are_jumped_over(folder: Folder) -> None:
    path = folder(
        events=[{**EVENT, "event_id": "one", "date": "2001-06-01", "title": "One"}],
        control=[], claims=[], scenes=[],
    )  # fmt: skip
    shown = frame_schedule.days_shown(
        Timeline(read(path)), Selection(FIRST, (FIRST, date(2001, 6, 3)))
    )
    assert [day.isoformat() for day in shown] == [
        "2001-02-01", "2001-02-02", "2001-05-31", "2001-06-01", "2001-06-02", "2001-06-03",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """A year in which every second day has an event and every tenth a change of control."""
    make = conftest.folder.__wrapped__(tmp_path_factory.mktemp("busy"))
    days = [FIRST + timedelta(days=number) for number in range(365)]
    events = [
        {**EVENT, "event_id": f"e{number}", "date": day.isoformat(), "title": "One"}
        for number, day in enumerate(days[::2])
    ]
    sides = ("red-army", "blue-guard")
    control = [
        {**CHANGE, "place_id": "alpha-town", "date": day.isoformat(), "controller": sides[n % 2]}
        for n, day in enumerate(days[::10])
    ]
    return Timeline(read(make(events=events, control=control, claims=[], scenes=[])))


@settings(max_examples=40)
@given(st.integers(2, 150), st.integers(0, 400), st.integers(0, 400))
def test_the_days_that_matter_most_are_kept(
    busy: Timeline, most: int, start: int, length: int
) -> None:
    span = (FIRST + timedelta(days=start), FIRST + timedelta(days=start + length))
    shown = frame_schedule.days_shown(busy, Selection(span[0], span), most)
    days = [*shown]
    assert days == sorted(days)
    assert (days[0], days[-1]) == span
    assert len(days) <= most
    assert shown[span[1]] == frame_schedule.LAST
    changes = {d for n in range(0, 365, 10) if span[0] <= (d := FIRST + timedelta(n)) <= span[1]}
    if len(changes) <= most - 2:
        assert changes <= {*days}
    else:
        assert {*days[1:-1]} <= changes
