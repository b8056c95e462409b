"""The briefing's scenes: read, left out where they are faulty, proposed, moved, written again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.scenes import MOST, Scene, bounds, moved, proposed, rows, scenes, seen
from dashboard.model.selection import Filters, Selection, View
from dashboard.model.timeline import Timeline
from dashboard.render import tables
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]

KIRKUK = read(BUILT_IN)


def _scenes(folder: Path) -> list[Scene]:
    data = read(folder)
    return scenes(data, Timeline(data))


def test_a_scene_is_a_whole_state_of_the_page(folder: Folder) -> None:
    first, second = _scenes(folder())
    assert first.selection == Selection(date(2001, 2, 2), (date(2001, 2, 1), date(2001, 2, 10)))
    assert (first.title, first.notes, first.view) == ("It begins", "Wait for the room.", None)
    assert second.selection == Selection(
        date(2001, 2, 3), (date(2001, 2, 1), date(2001, 2, 10)), window=1,
        filters=Filters(types=("Battles", "Riots")), place="alpha-town",
        according_to="blue-guard",
    )  # fmt: skip
    assert second.view == (9.5, 24.5, 10.5, 25.5)


def test_scenes_come_in_their_order_and_not_in_that_of_the_file(folder: Folder) -> None:
    found = _scenes(folder(scenes={2: {"order": "7"}, 3: {"order": "3"}}))
    assert [scene.title for scene in found] == ["Alpha falls", "It begins"]


FAULTS = [
    ({"date": "2001-03-01"}, "outside of the data"),
    ({"place_id": "atlantis"}, 'there is no "atlantis"'),
    ({"text": ""}, "the cell is empty"),
    ({"order": "2"}, "row 2 has the same place in the order"),
    ({"order": "one"}, "is not a number"),
    ({"view": "somewhere"}, "is not a view"),
    ({"actors": "red-army;nobody"}, 'there is no "nobody"'),
    ({"types": "Battles;Dances"}, "is not a word of this list"),
    ({"according_to": "reporting"}, 'there is no "reporting"'),
]


@pytest.mark.parametrize(("cells", "said"), FAULTS)
def test_a_faulty_scene_is_told_of_and_left_out(
    folder: Folder, cells: dict[str, str], said: str
) -> None:
    changed = {2: {"order": "2"}, 3: {"order": "5"} | cells}
    data = read(folder(scenes=changed))
    [problem] = data.skipped
    assert (problem.file, problem.row) == ("scenes.csv", 3)
    assert said in problem.remedy
    assert [scene.title for scene in scenes(data, Timeline(data))] == ["It begins"]


@pytest.mark.parametrize("text", ["", "order,date\n1,2001-02-02\n", b"\xff\xfe\x00", "a;b\n1;2\n"])
def test_a_file_of_no_shape_leaves_a_proposed_briefing(folder: Folder, text: str | bytes) -> None:
    data = read(folder(scenes=text))
    assert data.skipped
    assert {scene.title for scene in scenes(data, Timeline(data))} == {""}


def test_without_scenes_the_data_propose_some(folder: Folder) -> None:
    data = read(folder(scenes=None))
    assert data.skipped == ()
    assert [scene.selection.day for scene in scenes(data, Timeline(data))] == [
        date(2001, 1, 1), date(2001, 2, 2), date(2001, 2, 3),
    ]  # fmt: skip


def test_an_empty_folder_proposes_nothing(folder: Folder) -> None:
    data = read(folder(scenes=None, events=[], control=[], claims=[]))
    assert scenes(data, Timeline(data)) == []


def test_changes_of_control_come_before_full_days() -> None:
    timeline = Timeline(KIRKUK)
    changes = {date(2014, 6, 12), date(2017, 10, 16), date(2017, 10, 20), date(2017, 10, 21)}
    assert set(proposed(timeline, most=4)) == changes
    assert set(proposed(timeline)) >= changes
    assert proposed(timeline) == sorted(proposed(timeline))
    assert len(proposed(timeline, most=2)) == 2
    assert len(proposed(timeline)) <= MOST


def test_every_view_of_the_built_in_briefing_can_be_found_without_a_base_map() -> None:
    points = [*zip(KIRKUK.places["latitude"], KIRKUK.places["longitude"], strict=True)]
    for south, west, north, east in filter(None, (bounds(cell) for cell in KIRKUK.scenes["view"])):
        inside = [at for at in points if south < at[0] < north and west < at[1] < east]
        assert len(inside) >= 3, (south, west, north, east)


def test_the_built_in_briefing_tells_the_crisis_and_who_says_so() -> None:
    told = scenes(KIRKUK, Timeline(KIRKUK))
    assert KIRKUK.skipped == ()
    assert 8 <= len(told) <= 10
    days = [scene.selection.day for scene in told]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2014, 6, 12), date(2017, 10, 20))
    names = [*KIRKUK.sources["publisher"], *KIRKUK.actors["short_name"]]
    spoken = {"Defence": "Iraqi defence ministry", "Peshmerga command": "Peshmerga command"}
    for scene in told:
        said = [name for name in [*names, *spoken.values()] if name in scene.text]
        assert said, scene.title
        assert len(scene.text) < 300  # a room reads it at a glance
        assert scene.notes


# Writing


def test_what_is_written_is_read_again(folder: Folder) -> None:
    before = _scenes(folder())
    after = _scenes(folder(scenes=tables.scenes(before)))
    assert after == before
    assert tables.scenes(after) == tables.scenes(before)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)


@given(title=texts.filter(bool), text=texts.filter(bool), window=st.none() | st.integers(1, 99))
def test_every_cell_is_kept_as_it_was(title: str, text: str, window: int | None) -> None:
    span = (date(2017, 9, 25), date(2017, 10, 20))
    scene = Scene(Selection(date(2017, 10, 1), span, window), None, title, text, "")
    [row] = rows([scene])
    assert (row["order"], row["date"], row["title"], row["text"]) == (
        "1",
        "2017-10-01",
        title,
        text,
    )
    assert row["window"] == ("" if window is None else str(window))


def test_a_scene_is_moved_as_far_as_there_is_room() -> None:
    day, span = date(2001, 1, 1), (date(2001, 1, 1), date(2001, 1, 9))
    a, b, c = (
        Scene(Selection(day + timedelta(n), span), title=name) for n, name in enumerate("abc")
    )
    assert moved([a, b, c], 0, 1) == [b, a, c]
    assert moved([a, b, c], 2, -1) == [a, c, b]
    assert moved([a, b, c], 2, 1) == [a, b, c]
    assert moved([a, b, c], 0, -1) == [a, b, c]


@pytest.mark.parametrize(
    "cell", ["1,2,3", "1,2,3,4,5", "a,b,c,d", "2,1,1,2", "0,0,91,1", "nan,0,1,1"]
)
def test_a_view_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):
        bounds(cell)


def test_a_view_becomes_the_box_that_it_shows() -> None:
    assert seen(View("none")) is None
    box = seen(View("none", 35.0, 44.0, 8.0))
    assert box is not None
    south, west, north, east = box
    assert south < 35 < north
    assert (west + east) / 2 == pytest.approx(44)
    assert east - west == pytest.approx(360 * 800 / (256 * 2**8))
    closer = seen(replace(View("none", 35.0, 44.0, 8.0), zoom=9.0))
    assert closer is not None
    assert closer[2] - closer[0] == pytest.approx((north - south) / 2, rel=0.01)
