"""The files that leave, as the libraries of those who receive them read them."""

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from made_sheets import briefing, opening
from pypdf import PdfReader

from dashboard.model import days
from dashboard.render.exports import geojson, handout, kmz, spreadsheet
from dashboard.render.sheet import Sheet
from dashboard.sources.folder import BUILT_IN


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return opening(BUILT_IN, day=date(2017, 10, 20))


def _layer(path: Path, name: str) -> pd.DataFrame:
    """A layer as GDAL reads it, and with it QGIS; the geometry is in well-known binary."""
    known, _, geometry, columns = pyogrio.raw.read(path, layer=name)
    read = dict(zip(known["fields"], columns, strict=True))
    return pd.DataFrame({**read, "geometry": geometry})


def _begins_and_ends(table: pd.DataFrame) -> list[tuple[str, str]]:
    """The days from which and until which each row is, as text."""
    return [
        (f"{begin:%Y-%m-%d}", "" if pd.isna(end) else f"{end:%Y-%m-%d}")
        for begin, end in zip(table["begin"], table["end"], strict=True)
    ]


def _iso(number: float) -> str:
    return "" if number == days.FOREVER else days.day(int(number)).isoformat()


def test_gdal_reads_every_feature_of_a_geojson_with_its_times(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "day.geojson"
    path.write_bytes(geojson.geojson(sheet))
    ((name, _),) = pyogrio.list_layers(path)
    assert name == "Kirkuk, October 2017: Friday 20 October 2017"
    table = _layer(path, name)
    history, events = sheet.page.history, sheet.page.events
    assert [*table["record"]] == ["control"] * len(history) + ["event"] * len(events)
    assert table["begin"].dtype.kind == table["end"].dtype.kind == table["date"].dtype.kind == "M"
    assert _begins_and_ends(table) == [
        (_iso(row["start"]), _iso(row["end"])) for row in history
    ] + [(_iso(row["start"]), _iso(row["end"] + 1)) for row in events]
    assert {*table["holder"].dropna()} == {"Federal Iraq", "Peshmerga", "Kurdistan Region"}
    placed = table["geometry"].notna()
    assert [*placed] == [*table["latitude"].notna()]


def test_gdal_reads_every_feature_of_a_kmz_with_its_times(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "day.kmz"
    path.write_bytes(kmz.kmz(sheet))
    control, events = _layer(path, "Control"), _layer(path, "Events")
    assert _begins_and_ends(control) == [
        (_iso(row["start"]), _iso(row["end"])) for row in sheet.page.history
    ]
    assert [*events["Name"]] == [row["title"] for row in sheet.page.events]
    stamps = events["timestamp"].fillna(events["begin"])
    assert [f"{one:%Y-%m-%d}" for one in stamps] == [
        _iso(row["start"]) for row in sheet.page.events
    ]
    assert [*control["confidence"]] == [row["confidence"] for row in sheet.page.history]
    assert control["geometry"].notna().all()


def test_pypdf_reads_a_handout_with_its_text_and_all_of_its_letters() -> None:
    told = briefing(BUILT_IN)
    pdf = PdfReader(io.BytesIO(handout.pdf(told)), strict=True)
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert f"{len(pdf.pages)} / {len(pdf.pages)}" in texts[-1]
    for scene, text in zip(told, texts, strict=False):
        assert scene.title in text
        assert scene.view.day in text
    for page in pdf.pages:
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        assert fonts
        for font in fonts:
            (inner,) = font["/DescendantFonts"]
            assert "/FontFile2" in inner.get_object()["/FontDescriptor"].get_object()


def test_pandas_reads_a_spreadsheet_as_the_readme_has_it(sheet: Sheet) -> None:
    table = pd.read_csv(
        io.BytesIO(spreadsheet.csv(sheet)), parse_dates=["from", "until", "first_day", "last_day"]
    )
    events = table[table["record"] == "event"]
    assert len(events) == len(sheet.page.events)
    assert [*events["first_day"]] == [
        pd.Timestamp(days.day(row["start"])) for row in sheet.page.events
    ]
    assert table["latitude"].between(30, 40).sum() == table["latitude"].notna().sum() > 0
