"""The picture of a day: what is drawn is what the tables, the style and the live map say."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import CHANGE, EVENT, ROWS, TOWN
from PIL import Image
from shapely.geometry import shape

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Selection
from dashboard.model.table import pairs
from dashboard.model.timeline import Timeline
from dashboard.render import payload, style
from dashboard.render.drawing import picture, raster
from dashboard.render.sheet import Sheet, sheet, sheets
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]
Parts = tuple[Dataset, Timeline, Outlines]
SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2001, 2, 3)


@pytest.fixture(scope="module")
def built_in() -> Parts:
    data = read(BUILT_IN)
    return data, Timeline(data), outlines.read(data)


@pytest.fixture(scope="module")
def days(built_in: Parts) -> list[Sheet]:
    return [*sheets(*built_in[1:], scenes(built_in[0], built_in[1]))]


def _bare(data: Dataset) -> Outlines:
    """The folder's own areas on an empty sea: the world's outlines take long to read."""
    named = pairs(data.places, "place_id", "outline")
    areas = {place: data.areas[name] for place, name in named.items() if name in data.areas}
    points = {place: shape(area).representative_point() for place, area in areas.items()}
    anchors = {place: (point.x, point.y) for place, point in points.items()}
    view = data.settings.view or (-60.0, -180.0, 80.0, 180.0)
    return Outlines([], [], areas, anchors, view, view)


def _sheet(path: Path, day: date = DAY, **asked: object) -> Sheet:
    data = read(path)
    selection = Selection(day, data.settings.span, **asked)  # type: ignore[arg-type]
    return sheet(Timeline(data), _bare(data), Scene(selection))


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # we wrote it ourselves


def _drawn(shown: Sheet, **how: object) -> ET.Element:
    return _parsed(picture.svg(shown, **how))  # type: ignore[arg-type]


def _layer(root: ET.Element, name: str) -> ET.Element:
    (found,) = root.iterfind(f".//*[@data-layer='{name}']")
    return found


def _marked(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return root.iterfind(f".//*[@{name}]")


def _values(root: ET.Element, name: str) -> list[str]:
    return [element.get(name, "") for element in _marked(root, name)]


def _texts(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def _fills(root: ET.Element, part: ET.Element) -> list[tuple[str, str]]:
    """The colours laid on, each with the path of the pattern over it."""
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    fills: list[tuple[str, str]] = []
    for path in part.iter(f"{SVG}path"):
        fill = path.get("fill", "")
        if fill.startswith("#"):
            fills.append((fill, ""))
        elif fill.startswith("url"):
            ref = ids[fill[5:-1]]
            if ref.tag == f"{SVG}linearGradient":
                stops = [stop.get("stop-color", "") for stop in ref]
                fills += [(colour, "") for colour in dict.fromkeys(stops)]
            else:
                patterns = [part.get("d", "") for part in ref]
                if ref.get("id", "").endswith("-marks"):  # tiles of both sides
                    half = len(patterns) // 2
                    fills = [(fill[0], patterns[at * half]) for at, fill in enumerate(fills)]
                else:
                    fills[-1] = (fills[-1][0], patterns[0])
    return fills


# The same as the tables, the style and the live map


def test_every_scene_shows_the_holders_of_its_day_as_the_live_map_does(
    built_in: Parts, days: list[Sheet]
) -> None:
    sent = payload.dataset(*built_in)
    looks = {actor["actor_id"]: actor for actor in sent["actors"]}
    assert len(days) > 3
    for shown in days:
        root = _drawn(shown)
        drawn = {element.get("data-place"): element for element in _marked(root, "data-place")}
        assert drawn
        for row in shown.page.control:
            part = drawn.get(row["place_id"])
            if part is None:
                continue
            both = row["status"] == "contested"
            sides = [row["controller"], row["challenger"]] if both else [row["controller"]]
            assert part.get("data-holder", "").split(" ") == sides
            area = part.get("data-sign") == "area"
            fills = _fills(root, part)
            if sides == [""]:
                assert fills == ([] if area else [(style.INK["light"]["panel"], "")])
                continue
            assert fills == [
                (looks[side]["colour"], style.PATTERNS[looks[side]["pattern"]]) for side in sides
            ]
            if not area:
                assert _texts(part) == [looks[side]["letter"] for side in sides]


def test_every_look_of_the_style_table_is_sent_and_drawn_alike(folder: Folder) -> None:
    pairs = [(colour, pattern) for pattern in style.PATTERNS for colour in style.COLOURS]
    actors = [
        {"actor_id": f"a{n}", "name": f"Actor {n}", "short_name": f"Actor {n}",
         "colour": colour, "pattern": pattern}
        for n, (colour, pattern) in enumerate(pairs)
    ]  # fmt: skip
    places = [
        {**TOWN, "place_id": f"p{n}", "name": f"P{n}", "latitude": str(9 + n % 7 / 3),
         "longitude": str(24 + n // 7 / 3)}
        for n in range(len(pairs))
    ]  # fmt: skip
    control = [
        {
            **CHANGE,
            "place_id": f"p{n}",
            "date": "2001-01-01",
            "time_precision": "year",
            "controller": f"a{n}",
        }  # no news of a day: the heading is short
        for n in range(len(pairs))
    ]
    path = folder(
        actors=actors, places=places, control=control, events=[], claims=[], scenes=[], areas=None
    )
    shown = _sheet(path)
    root = _drawn(shown)
    parts = {element.get("data-place"): element for element in _marked(root, "data-place")}
    assert len(parts) == len(pairs)
    sent = [asdict(look) for look in shown.page.holders.values()]
    for number, look in enumerate(sent):
        part = parts[f"p{number}"]
        assert _fills(root, part) == [(look["colour"], style.PATTERNS[look["pattern"]])]
        (letter,) = part.iter(f"{SVG}text")
        assert (letter.text, letter.get("fill")) == (look["letter"], look["ink"])
    assert len(_values(root, "data-legend")) == len(pairs)
    small = _drawn(shown, size=(640, 400))
    rows = len(_values(small, "data-legend"))
    assert 0 < rows < len(pairs)
    assert f"and {len(pairs) - rows} more signs" in _texts(_layer(small, "legend"))


def test_confidence_is_the_strength_of_the_colour(folder: Folder) -> None:
    for confidence, strength in style.STRENGTH.items():
        root = _drawn(_sheet(folder(control={2: {"confidence": confidence}}), date(2001, 2, 2)))
        (sign,) = root.iterfind(".//*[@data-place='alpha-town']")
        (laid,) = (part for part in sign if part.tag == f"{SVG}g")
        assert float(laid.get("opacity", "")) == strength


def test_changes_doubts_and_what_stands_out_are_marked(folder: Folder) -> None:
    other = {**CHANGE, "place_id": "alpha-town", "date": "2001-02-01",
             "attribution": "blue-guard", "controller": "blue-guard"}  # fmt: skip
    root = _drawn(_sheet(folder(control={6: other}), place="alpha-town"))
    for mark in ("data-changed", "data-differs", "data-selected"):
        assert _values(_layer(root, "day"), mark) == ["alpha-town"]
    later = _drawn(_sheet(folder(), date(2001, 2, 8)))
    for mark in ("data-changed", "data-differs", "data-selected"):
        assert _values(later, mark) == []


def test_a_place_known_roughly_is_a_ring_of_its_size(folder: Folder) -> None:
    shown = _sheet(folder(places={2: {"precision_km": "40"}}))
    root = _drawn(shown)
    (group,) = root.iterfind(".//*[@data-sign='ring']")
    assert group.get("data-holder") == "red-army"
    scale = _layer(root, "scale")
    km = float(scale.get("data-km", "")) / float(scale.get("data-pixels", ""))
    path = group.find(f"{SVG}path")
    assert path is not None
    radius = float(re.findall(r"A([\d.]+)", path.get("d", ""))[0])
    assert radius * km == pytest.approx(40, rel=0.02)
    (sign,) = root.iterfind(".//*[@data-place='alpha-town']")
    assert not _fills(root, sign)  # the ring stands for the disc


# Events


def test_every_event_is_a_symbol_or_is_counted(days: list[Sheet]) -> None:
    for shown in days:
        root = _drawn(shown)
        drawn = _values(root, "data-event")
        assert len({*drawn}) == len(drawn)
        assert {*drawn} <= {row["event_id"] for row in shown.page.events}
        hidden = sum(map(int, _values(root, "data-count")))
        elsewhere = [re.match(r"(\d+) events? not on this map", text) for text in _texts(root)]
        outside = sum(int(found[1]) for found in elsewhere if found)
        assert len(drawn) + hidden + outside == len(shown.page.events)


def test_symbols_say_kind_certainty_and_age(folder: Folder) -> None:
    root = _drawn(_sheet(folder(events={2: {"status": "contradicted", "date": "2000-02-02"}})))
    (old,) = root.iterfind(".//*[@data-event='first-clash']")
    (new,) = root.iterfind(".//*[@data-event='second-clash']")
    assert (old.get("data-kind"), old.get("data-status")) == ("battle", "contradicted")
    assert (float(old.get("opacity", "")), new.get("opacity")) == (style.FAINTEST, "1.00")
    circle, drawing, struck, doubt = old
    assert circle.get("stroke-dasharray") == style.STATUS_LINES["contradicted"][1]
    assert drawing.get("d") == style.SYMBOLS["battle"].path
    assert (struck.tag, doubt.tag) == (f"{SVG}path", f"{SVG}g")
    assert len(new) == 2
    assert new[0].get("stroke-dasharray") is None


def _many(count: int) -> list[dict[str, str | None]]:
    return [
        {**EVENT, "event_id": f"e{n}", "date": "2001-02-02", "title": f"Event {n}"}
        for n in range(count)
    ]


def test_what_finds_no_room_at_a_place_is_grouped(folder: Folder) -> None:
    root = _drawn(_sheet(folder(events=_many(400), claims=[], scenes=[])))
    (group,) = _marked(root, "data-group")
    assert group.get("data-group") == "alpha-town"
    assert _texts(group) == [f"{400 - len(_values(root, 'data-event'))}"]
    assert _values(group, "data-kind") == ["battle"]
    assert 0 < len(_values(root, "data-event")) < 60
    assert "mark:group" in _values(root, "data-legend")


def test_the_open_event_stands_alone_and_first(folder: Folder) -> None:
    path = folder(events=_many(400), claims=[], scenes=[])
    assert "e399" not in _values(_drawn(_sheet(path)), "data-event")
    root = _drawn(_sheet(path, event="e399"))
    assert _values(root, "data-event")[0] == "e399"


def test_a_crowd_of_events_is_dots(folder: Folder) -> None:
    root = _drawn(_sheet(folder(events=_many(2000), claims=[], scenes=[])))
    assert not _values(root, "data-event")
    dots = sum(map(int, _values(root, "data-dots")))
    assert dots == 2000
    assert dots > 600
    assert ("mark:dots" in _values(root, "data-legend")) and not _values(root, "data-kind")


def test_no_id_is_given_twice_and_every_one_referred_to_is_there(days: list[Sheet]) -> None:
    for shown in days:
        written = picture.svg(shown)
        ids = re.findall(r'\bid="([^"]+)"', written)
        assert len(ids) == len({*ids})
        assert {*re.findall(r"url\(#([^)]+)\)", written)} <= {*ids}


# The legend


def test_the_legend_holds_exactly_what_is_drawn(days: list[Sheet]) -> None:
    for shown in days:
        root = _drawn(shown)
        rows = {*_values(root, "data-legend")}
        day = _layer(root, "day")
        sides = {side for held in _values(day, "data-holder") for side in held.split()}
        assert {row for row in rows if row.startswith("holder:")} == {f"holder:{s}" for s in sides}
        kinds = {f"kind:{kind}" for kind in _values(day, "data-kind")}
        assert {row for row in rows if row.startswith("kind:")} == kinds
        states = {f"status:{status}" for status in _values(day, "data-status")}
        assert {row for row in rows if row.startswith("status:")} == states
        contested = any(" " in held for held in _values(day, "data-holder"))
        assert ("mark:contested" in rows) == contested
        assert ("mark:changed" in rows) == bool(_values(day, "data-changed"))
        assert ("mark:selected" in rows) == bool(_values(day, "data-selected"))


def test_a_row_of_the_legend_looks_like_its_holder(days: list[Sheet]) -> None:
    root = _drawn(days[-1])
    for actor, look in days[-1].page.holders.items():
        for row in root.iterfind(f".//*[@data-legend='holder:{actor}']"):
            assert _fills(root, row) == [(look.colour, style.PATTERNS[look.pattern])]
            assert _texts(row) == [look.letter, look.label]


# Words


def test_the_words_are_the_sheet_s(days: list[Sheet]) -> None:
    for shown in days:
        words = " ".join(_texts(_drawn(shown)))
        for text in (
            *(shown.view.dataset, shown.view.day, shown.title, shown.view.shown, shown.credit),
        ):
            assert text in words
        for source in shown.sources:
            assert source in words


def test_without_furniture_there_is_the_map_alone(days: list[Sheet]) -> None:
    root = _drawn(days[-1], furniture=False)
    layers = _values(root, "data-layer")
    assert layers == ["map", "ground", "day", "scale"]
    assert days[-1].view.dataset not in _texts(root)
    assert "Kirkuk" in _texts(root)
    assert (_layer(root, "map").get("width"), _layer(root, "map").get("y")) == ("1142.86", "0")


def test_a_thousand_sources_and_long_words_are_counted_where_they_do_not_fit(
    folder: Folder,
) -> None:
    sources = [
        {"source_id": f"s{n}", "kind": "article", "publisher": f"The Newspaper of Town {n}"}
        for n in range(1000)
    ]
    events = [event | {"source_id": f"s{n}"} for n, event in enumerate(_many(1000))]
    path = folder(
        settings={"title": "A long title " * 140}, sources=sources, events=events, control=[],
        claims=[], scenes=[],
    )  # fmt: skip
    words = " ".join(_texts(_drawn(_sheet(path))))
    named = len({*re.findall(r"of Town \d+", words)})
    assert 0 < named < 1000
    assert f"and {1000 - named:,} more sources" in words
    assert re.search(r"… and \d+ more words", words)


HOSTILE = ("<script>alert(1)</script>", "]]>&amp;", "${x}", "=cmd()", "a\u202eb", "كركوك کەرکووک")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(folder: Folder, text: str) -> None:
    path = folder(
        settings={"title": text},
        places={2: {"name": text}},
        actors={2: {"short_name": text}},
        events={3: {"title": text}},
        sources={2: {"publisher": text}},
    )
    written = picture.svg(_sheet(path))
    root = _parsed(written)
    shown = text.replace("\u202e", "")
    assert shown in _texts(_layer(root, "heading"))
    assert shown in _texts(_layer(root, "legend"))
    assert shown in _texts(_layer(root, "day"))
    assert "<script" not in written
    assert "\u202e" not in written
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "g", "path", "circle", "rect", "text", "title", "defs",
                              "pattern", "linearGradient", "stop")
    }  # fmt: skip
    assert raster.png(written)


# Any folder


@pytest.mark.parametrize(
    "empty",
    [
        ("events", "claims"),
        ("control",),
        ("events", "claims", "control"),
        ("places", "events", "claims", "control"),
        ("places", "actors", "sources", "events", "claims", "control"),
    ],
)
@pytest.mark.parametrize("ink", style.INK)
def test_folders_that_lack_something_are_drawn(
    folder: Folder, empty: tuple[str, ...], ink: str
) -> None:
    root = _drawn(_sheet(folder(**{name: [] for name in (*empty, "scenes")})), ink=ink)
    assert _layer(root, "ground")[0].get("fill") == style.INK[ink]["sea"]
    assert "Saturday 3 February 2001" in _texts(root)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_drawn(folder: Folder, day: date) -> None:
    assert str(day.year) in " ".join(_texts(_drawn(_sheet(folder(), day))))


def test_an_area_alone_is_drawn(folder: Folder) -> None:
    path = folder(
        places=ROWS["places"][2:],
        control=[
            {**CHANGE, "place_id": "gamma-land", "date": "2001-01-01", "controller": "red-army"}
        ],
        events=[{**EVENT, "event_id": "one", "date": "2001-02-01", "place_id": "gamma-land",
                 "title": "One"}],
        claims=[], scenes=[],
    )  # fmt: skip
    root = _drawn(_sheet(path))
    assert _values(root, "data-holder")[0] == "red-army"
    assert _values(root, "data-event") == ["one"]


def test_nothing_at_all_is_a_map_of_the_world(folder: Folder) -> None:
    nothing = {name: [] for name in ROWS}
    path = folder(settings={"view": None, "countries": []}, areas=None, **nothing)
    data = read(path)
    asked = Scene(Selection(DAY, data.settings.span))
    root = _drawn(sheet(Timeline(data), outlines.read(data), asked))
    assert _layer(root, "ground")[1].get("d", "").count("M") > 100
    assert "Nothing is recorded up to this day" in _texts(root)
    assert _values(root, "data-legend") == []


# Bytes


def test_the_same_bytes_each_time(built_in: Parts) -> None:
    asked = Scene(Selection(date(2017, 10, 20), built_in[0].settings.span))
    made = [picture.svg(sheet(*built_in[1:], asked), (640, 400)) for _ in range(2)]
    assert made[0] == made[1]
    assert raster.png(made[0]) == raster.png(made[1])


@pytest.mark.parametrize(("size", "scale"), [((960, 600), 1.0), ((320, 200), 2.0)])
def test_a_png_has_the_pixels_asked_for_and_the_holder_s_colour(
    folder: Folder, size: tuple[int, int], scale: float
) -> None:
    shown = _sheet(folder(), date(2001, 2, 8))
    svg = picture.svg(shown, size)
    with Image.open(io.BytesIO(raster.png(svg, scale))) as image:
        assert image.size == tuple(round(side * scale) for side in size)
        root = _parsed(svg)
        unit = picture.unit(size) * scale
        (sign,) = root.iterfind(".//*[@data-place='alpha-town']")
        x, y = map(float, re.findall(r"[\d.]+", sign.get("transform", "")))
        top = float(_layer(root, "map").get("y", "0"))
        # Between the letter and the rim.
        pixel = image.convert("RGB").getpixel((round((x - 8) * unit), round((y + top) * unit)))
    assert pixel == tuple(bytes.fromhex(style.COLOURS["vermilion"][1:]))


def test_arabic_letters_are_joined_in_our_own_font() -> None:
    def ink(text: str) -> int:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">'
            f'<text x="10" y="40" font-size="30" font-family="Noto Sans">{text}</text></svg>'
        )
        with Image.open(io.BytesIO(raster.png(svg))) as image:
            return sum(image.getchannel("A").histogram()[200:])

    name = "کەرکووک"
    assert ink("") == 0
    assert ink(name) > 100
    assert ink(name) != ink("\u200c".join(name))  # which keeps them apart
