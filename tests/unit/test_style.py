"""The tables of looks: complete, distinct, and readable in both themes."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import codes
from dashboard.model.codes import kind_of
from dashboard.model.timeline import Timeline
from dashboard.render import style
from dashboard.render.style import ActorStyle
from dashboard.render.tiles import TILES
from dashboard.sources.folder import BUILT_IN, read


@pytest.fixture(scope="module")
def built_in() -> list[ActorStyle]:
    data = read(BUILT_IN)
    return [*style.actor_styles(data.actors, Timeline(data).holders).values()]


def _actors(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Actors of these short names, colours and patterns; their ids are a0, a1, ..."""
    table = pd.DataFrame(rows, columns=["short_name", "colour", "pattern"], dtype=str)
    return table.assign(actor_id=[f"a{number}" for number in range(len(rows))])


def _styles(*rows: tuple[str, str, str]) -> list[ActorStyle]:
    table = _actors(*rows)
    return [*style.actor_styles(table, table["actor_id"]).values()]


def _looks(styles: list[ActorStyle]) -> list[tuple[str, str]]:
    names = {colour: name for name, colour in style.COLOURS.items()}
    return [(names[actor.colour], actor.pattern) for actor in styles]


# Complete


@pytest.mark.parametrize("event_type", codes.EVENT_TYPES)
def test_every_kind_of_event_has_a_symbol(event_type: str) -> None:
    for sub_event_type in codes.EVENT_TYPES[event_type]:
        symbol = style.SYMBOLS[kind_of(event_type, sub_event_type)]
        assert symbol.label
        assert symbol.path.startswith("M")


def test_every_symbol_is_some_event_s_and_none_looks_like_another() -> None:
    used = {kind_of(kind, sub) for kind, subs in codes.EVENT_TYPES.items() for sub in subs}
    assert used == {*style.SYMBOLS}
    assert len({symbol.path for symbol in style.SYMBOLS.values()}) == len(style.SYMBOLS)
    assert len({symbol.label for symbol in style.SYMBOLS.values()}) == len(style.SYMBOLS)


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        (codes.COLOURS, style.COLOURS),
        (codes.PATTERNS, style.PATTERNS),
        (codes.EVENT_STATUS, style.STATUS_LINES),
        (codes.BASEMAPS, TILES),
    ],
)
def test_every_code_has_its_look_and_every_look_its_code(
    words: tuple[str, ...], looks: dict[str, object]
) -> None:
    assert {*words} == {*looks}
    assert len({*map(str, looks.values())}) == len(looks)


def test_only_confirmed_and_reported_are_drawn_alike() -> None:
    lines = {key: (dash, struck) for key, (_, dash, struck) in style.STATUS_LINES.items()}
    assert lines.pop("confirmed") == lines["reported"]
    assert len({*lines.values()}) == len(lines)


def test_base_maps_with_tiles_name_whom_to_credit() -> None:
    for tiles in TILES.values():
        assert bool(tiles.url) == bool(tiles.attribution)
        assert not tiles.url or tiles.url.startswith("https://")
    assert not TILES["none"].url


# Distinct


def test_holders_of_the_built_in_data_are_told_apart(built_in: list[ActorStyle]) -> None:
    assert [actor.actor_id for actor in built_in] == ["iraq", "peshmerga", "krg"]
    assert len({actor.letter for actor in built_in}) == len(built_in)
    for one, other in combinations(built_in, 2):
        first, second = (_luminance(actor.colour) for actor in (one, other))
        assert one.pattern != other.pattern or abs(first - second) > 0.1
        assert (one.colour, one.pattern) != (other.colour, other.pattern)


def test_letters_differ_while_the_names_offer_some() -> None:
    named = _styles(("Reds", "blue", ""), ("Rebels", "blue", "dots"), ("re", "green", ""))
    assert [actor.letter for actor in named] == ["R", "E", "R"]  # "re" offers no other
    assert [actor.letter for actor in _styles(("(éa)", "", ""), ("…", "", ""))] == ["É", "•"]


def test_missing_looks_are_the_next_free_ones() -> None:
    rows = ("A", "", ""), ("B", "blue", "solid"), ("C", "", ""), ("D", "green", "dots")
    assert _looks(_styles(*rows)) == [
        ("orange", "solid"),
        ("blue", "solid"),
        ("green", "solid"),
        ("green", "dots"),
    ]


def test_a_colour_without_a_pattern_is_solid_and_nobody_else_gets_it() -> None:
    assert _looks(_styles(("A", "blue", ""), ("B", "", ""))) == [
        ("blue", "solid"),
        ("orange", "solid"),
    ]


PAIRS = [(colour, pattern) for colour in codes.COLOURS for pattern in codes.PATTERNS]


@given(st.lists(st.sampled_from(PAIRS), unique=True, max_size=24), st.integers(0, 24))
def test_holders_without_looks_never_share_one(named: list[tuple[str, str]], more: int) -> None:
    rows = [("Name", colour, pattern) for colour, pattern in named] + [("Name", "", "")] * more
    looks = _looks(_styles(*rows))
    assert looks[: len(named)] == named
    assert len({*looks}) == len(looks)


def test_more_holders_than_looks_are_still_drawn() -> None:
    looks = _looks(_styles(*[("Name", "", "")] * (len(PAIRS) + 2)))
    assert {*looks} == {*PAIRS}


def test_only_holders_get_a_style() -> None:
    table = _actors(("A", "blue", ""), ("B", "green", ""))
    assert [*style.actor_styles(table, ["a1", "stranger"])] == ["a1"]


# Readable


def _luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_knows_its_ends() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "quiet"])
@pytest.mark.parametrize("ground", ["paper", "panel", "land"])
def test_words_can_be_read(theme: str, ink: str, ground: str) -> None:
    look = style.INK[theme]
    assert _contrast(look[ink], look[ground]) >= 4.5


def test_both_themes_have_the_same_inks() -> None:
    assert {*style.INK} == {"light", "dark"}
    assert {*style.INK["light"]} == {*style.INK["dark"]}


@pytest.mark.parametrize("colour", style.COLOURS)
def test_a_pattern_shows_on_its_colour(colour: str) -> None:
    assert _contrast(style.pattern_ink(colour), style.COLOURS[colour]) >= 3
