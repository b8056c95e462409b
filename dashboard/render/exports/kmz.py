"""A day for Google Earth: who held what over time and the events, as KML 2.2 with its icons."""

import html
from collections.abc import Iterable, Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dashboard.model.codes import kind_of
from dashboard.model.table import Row
from dashboard.render.drawing import signs
from dashboard.render.drawing.markup import paragraphs
from dashboard.render.drawing.palette import Held, held
from dashboard.render.exports import flat_records
from dashboard.render.exports.kits import zip_kit
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet
from dashboard.view import phrases

NAMESPACE = "http://www.opengis.net/kml/2.2"
FOLDER = "files"  # of the icons, in the archive
HOLDER_SCALE, EVENT_SCALE = "1.4", "0.8"  # of icons, which are 32 pixels at 1
AREA_OPACITY = 0x73  # of 0xff: the ground shows through

Look = TypeVar("Look", Held, tuple[str, str])


def kmz(sheet: Sheet) -> bytes:
    """The sheet as a KML document with a folder of control and one of events, and their icons.

    Control is told over all time, as the sheet's perspective tells it, for the time slider; the
    end of a TimeSpan is the day after the last one, and left out while nothing has ended it.
    Events are those that the sheet shows. Nothing in it has to be fetched from a network.
    """
    page = sheet.page
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    _say(document, "name", f"{sheet.view.dataset}: {sheet.view.day}")
    _say(document, "open", "1")
    _describe(document, "\n".join(f"{k}: {v}" for k, v in flat_records.about(sheet).items()))
    states = _numbered("holder", (_state(row) for row in page.history))
    kinds = _numbered("event", (_kind(row) for row in page.events))
    for state, name in states.items():
        look = _style(document, name, HOLDER_SCALE)
        colour = page.looks(state.sides[0])[0].colour
        line = SubElement(look, "LineStyle")
        _say(line, "color", _abgr(colour))
        _say(line, "width", "2")
        _say(SubElement(look, "PolyStyle"), "color", _abgr(colour, AREA_OPACITY))
    for name in kinds.values():
        _style(document, name, EVENT_SCALE)
    for name, placemarks in (
        ("Control", [_control(page, row, states[_state(row)]) for row in page.history]),
        ("Events", [_event(page, row, kinds[_kind(row)]) for row in page.events]),
    ):
        folder = SubElement(document, "Folder")
        _say(folder, "name", name)
        folder.extend(placemarks)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return zip_kit.packed([
        ("doc.kml", written + b"\n"),
        *((_icon(name), signs.holder(state, page.holders)) for state, name in states.items()),
        *((_icon(name), signs.event(*kind)) for kind, name in kinds.items()),
    ])  # fmt: skip


def _state(row: Row) -> Held:
    """How a place is held, without what is so on one day alone."""
    return held({**row, "changed": False})


def _kind(row: Row) -> tuple[str, str]:
    """The kind of an event and its status."""
    return kind_of(row["event_type"], row["sub_event_type"]), row["status"]


def _numbered(name: str, found: Iterable[Look]) -> dict[Look, str]:
    """An id for each that is there, which XML allows whatever the table says."""
    return {one: f"{name}-{number}" for number, one in enumerate(dict.fromkeys(found))}


def _icon(name: str) -> str:
    return f"{FOLDER}/{name}.png"


def _say(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = paragraphs(text)


def _describe(parent: Element, text: str) -> None:
    # A description is HTML within XML: Google Earth would follow what a table's cell says.
    _say(parent, "description", html.escape(text, quote=False))


def _style(document: Element, name: str, scale: str) -> Element:
    look = SubElement(document, "Style", id=name)
    icon = SubElement(look, "IconStyle")
    _say(icon, "scale", scale)
    _say(SubElement(icon, "Icon"), "href", _icon(name))
    return look


def _abgr(colour: str, opacity: int = 0xFF) -> str:
    """#rrggbb as KML has it: aabbggrr."""
    return f"{opacity:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _control(page: Page, row: Row, style: str) -> Element:
    state = phrases.holding(row, page.labels.actors)
    mark = _placemark(
        f"{page.labels.places[row['place_id']]}: {state}",
        f"{state} {phrases.since(row)}, "
        f"by {phrases.account(row['attribution'], page.labels.actors)}, "
        f"{phrases.reference(row, page.labels.publishers)}",
    )
    _span(mark, row["start"], row["end"])
    _say(mark, "styleUrl", f"#{style}")
    _data(mark, flat_records.control(page, row))
    outline = page.outlines.areas.get(row["place_id"])
    if outline is None:
        _point(mark, page, row["place_id"])
    else:
        _area(mark, outline)
    return mark


def _event(page: Page, row: Row, style: str) -> Element:
    lines = [
        phrases.when(row),
        row["summary"],
        phrases.byline(row, page.labels.places, page.labels.actors, page.labels.publishers),
    ]
    mark = _placemark(row["title"], "\n".join(filter(None, lines)))
    if row["start"] == row["end"]:
        _say(SubElement(mark, "TimeStamp"), "when", str(flat_records.iso(row["start"])))
    else:
        _span(mark, row["start"], row["end"] + 1)
    _say(mark, "styleUrl", f"#{style}")
    _data(mark, flat_records.event(page, row))
    _point(mark, page, row["place_id"])
    return mark


def _placemark(name: str, description: str) -> Element:
    mark = Element("Placemark")
    _say(mark, "name", name)
    _describe(mark, description)
    return mark


def _span(mark: Element, start: int, end: int) -> None:
    span = SubElement(mark, "TimeSpan")
    _say(span, "begin", str(flat_records.iso(start)))
    until = flat_records.iso(end)
    if until:
        _say(span, "end", until)


def _data(mark: Element, known: Row) -> None:
    extended = SubElement(mark, "ExtendedData")
    for name, value in known.items():
        if value is not None:
            _say(SubElement(extended, "Data", name=name), "value", str(value))


def _point(mark: Element, page: Page, place_id: str) -> None:
    found = flat_records.point(page, place_id)
    if found is not None:
        _say(SubElement(mark, "Point"), "coordinates", _coordinates([(found[1], found[0])]))


def _area(mark: Element, outline: Row) -> None:
    geometry = SubElement(mark, "MultiGeometry")
    shapes = outline["coordinates"]
    for outer, *holes in shapes if outline["type"] == "MultiPolygon" else [shapes]:
        polygon = SubElement(geometry, "Polygon")
        for tag, ring in (("outerBoundaryIs", outer), *(("innerBoundaryIs", one) for one in holes)):
            line = SubElement(SubElement(polygon, tag), "LinearRing")
            _say(line, "coordinates", _coordinates(ring))


def _coordinates(points: Iterable[Sequence[float]]) -> str:
    """longitude,latitude, with a space between points."""
    return " ".join(f"{longitude:.6f},{latitude:.6f}" for longitude, latitude, *_ in points)
