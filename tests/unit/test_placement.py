"""Names and symbols keep apart, and lines of text keep to their room."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.render.drawing import labels, placement, text_metrics
from dashboard.render.drawing.labels import Named
from dashboard.render.drawing.markup import clean
from dashboard.render.drawing.placement import (
    FIRST,
    GROUP_RINGS,
    RADIUS,
    RINGS,
    ROOM,
    Around,
    Box,
    Taken,
)

WIDTH, HEIGHT = 700, 450
TEXT = st.text(max_size=24)
NAMED = st.builds(
    Named, st.floats(-20, 720), st.floats(-20, 470), TEXT, TEXT, st.floats(14, 30), st.booleans()
)


def _apart(boxes: list[Box]) -> bool:
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@given(st.lists(NAMED, max_size=30))
def test_names_never_hide_each_other_a_place_or_the_frame_s_edge(names: list[Named]) -> None:
    signs = [placement.square(name.x, name.y, 14) for name in names if not name.area]
    found = labels.place(names, Taken(WIDTH, HEIGHT, signs))
    boxes = [label.box for label in found if label]
    assert len(found) == len(names)
    assert _apart(boxes)
    assert all(box.inside(WIDTH, HEIGHT) for box in boxes)
    assert not any(box.overlaps(sign) for box in boxes for sign in signs)


@given(
    st.lists(
        st.tuples(st.floats(0, 700), st.floats(0, 450), st.integers(0, 60), st.integers(0, 60)),
        max_size=6,
    )
)
def test_symbols_and_groups_never_hide_each_other_or_what_is_there(
    places: list[tuple[float, float, int, int]],
) -> None:
    signs = [placement.square(x, y, 14) for x, y, _, _ in places]
    taken = Taken(WIDTH, HEIGHT, signs)
    spots: list[tuple[float, float]] = []
    boxes: list[Box] = []
    for x, y, count, fresh in places:
        others = [(one[0], one[1]) for one in places if one[:2] != (x, y)]
        away, nearest = placement.neighbours((x, y), others)
        around = Around(x, y, 14, away, placement.rings_for(nearest, 14))
        found, badge = placement.spread(around, count, min(count, fresh), 3, taken)
        grouped = count - len(found)
        assert grouped >= 2 * bool(badge)
        far = [math.dist(spot, (x, y)) for spot in found]
        rings = GROUP_RINGS if count == 1 else RINGS
        assert all(one <= 14 + FIRST + (rings - 1) * ROOM + 0.001 for one in far)
        spots += found
        boxes += [badge.box] if badge else []
    assert all(math.dist(*pair) >= 2 * RADIUS for pair in combinations(spots, 2))
    assert _apart(boxes)
    symbols = [placement.square(*spot, RADIUS) for spot in spots]
    assert not any(box.overlaps(other) for box in boxes for other in (*symbols, *signs))
    assert not any(symbol.overlaps(sign) for symbol in symbols for sign in signs)


def test_a_note_goes_before_any_name() -> None:
    named = Named(300, 100, "Alpha", "changed today", 18, False)
    (label,) = labels.place([named], Taken(WIDTH, HEIGHT))
    assert label is not None
    assert (label.anchor, label.noted, label.box.x) == ("start", True, 318)
    found = labels.place([named] * 4, Taken(WIDTH, HEIGHT))
    assert [label.anchor if label else None for label in found] == [
        "start", "end", "middle", "middle",
    ]  # fmt: skip
    assert [label.noted for label in found if label] == [False, False, True, True]


def test_a_name_that_finds_no_room_with_its_note_stands_alone() -> None:
    taken = Taken(WIDTH, HEIGHT, [Box(0, 112, WIDTH, HEIGHT), Box(0, 0, WIDTH, 89)])
    (label,) = labels.place([Named(100, 100, "Alpha", "changed today", 18, False)], taken)
    assert label is not None
    assert not label.noted


@given(st.text(max_size=300), st.sampled_from((8, 14, 26)), st.integers(60, 500))
def test_lines_keep_to_their_room_and_lose_no_word(text: str, size: int, room: int) -> None:
    lines = text_metrics.wrap(text, size, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    for line in lines:
        assert text_metrics.width(line, size) <= room + 0.01 or len(line) == 1


def test_arabic_letters_are_measured_in_their_own_font() -> None:
    assert text_metrics.width("كركوك", 100) > 150
    assert text_metrics.width("Kirkuk", 20, bold=True) > text_metrics.width("Kirkuk", 20)


def test_what_does_not_fit_even_in_the_smallest_type_is_counted() -> None:
    size, lines = text_metrics.fit("word " * 500, (200, 100), (20, 10))
    kept = sum(len(line.split()) for line in lines[:-1])
    assert size == 10
    assert len(lines) * size * text_metrics.LEADING <= 100
    assert lines[-1] == f"… and {500 - kept:,} more words"
    assert text_metrics.fit("word", (200, 100), (20, 10)) == (20, ["word"])
