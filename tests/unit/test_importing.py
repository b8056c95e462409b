"""Exports of every generation become folders that can be used; all rows are accounted for."""

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from exports import (
    ACLED_HEADERS,
    UCDP_HEADERS,
    Row,
    acled,
    acled_rows,
    as_csv,
    ucdp,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import dashboard
from dashboard.importing.exports import USED
from dashboard.importing.importer import NothingUsed, import_files
from dashboard.importing.reasons import Fate, Reason
from dashboard.importing.report import Report
from dashboard.model.dataset import Dataset
from dashboard.model.errors import DashboardError
from dashboard.sources.folder import read

Made = tuple[Dataset, Report]
Bring = Callable[..., Made]
Shell = Callable[..., tuple[int, str, str]]

README = (Path(dashboard.__file__).parent.parent / "README.md").read_text("utf-8")
CHANGE = {"event_type": "Battles", "sub_event_type": "Government regains territory"}


def _import(folder: Path, *contents: str | bytes, name: str = "export.csv", **options: str) -> Made:
    """The files as one import; the folder that it made passes `check`, and no row is lost."""
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"{number}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    report = import_files(paths, folder / "made", lambda share, word: None, **options)
    assert report.read == report.used + report.unused
    data = read(folder / "made")
    assert len(data.events) == report.used
    return data, report


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Imports what it is given."""
    return lambda *contents, **options: _import(tmp_path, *contents, **options)


def _count(report: Report, reason: Reason) -> int:
    return sum(one.count for one in report.of(reason.fate) if one.reason is reason)


def _rows(report: Report, reason: Reason) -> list[int]:
    return [row for one in report.of(reason.fate) if one.reason is reason for row in one.rows]


# Generations


@pytest.mark.parametrize("generation", ACLED_HEADERS)
def test_every_generation_of_acled(bring: Bring, generation: str) -> None:
    data, report = bring(acled(generation, {"fatalities": "3"}, {}))
    (first, second) = data.events.to_dict("records")
    assert (first["date"], first["event_type"], first["sub_event_type"]) == (
        pd.Timestamp("2017-10-16"), "Battles", "Armed clash",
    )  # fmt: skip
    assert data.places["name"].tolist() == ["Alphaville"]
    assert data.claims["low"].tolist() == data.claims["high"].tolist() == [3]
    assert data.settings.timezone == "Asia/Baghdad"
    assert data.settings.countries == ("IRQ",)
    assert report.unused == 0
    if generation != "regional":
        assert (first["event_id"], second["event_id"]) == ("inv1", "inv2")
        assert first["title"] == "Armed clash: Army of Testland, Alphaville"
        assert _count(report, Reason.NO_ID) == 0


@pytest.mark.parametrize("generation", UCDP_HEADERS)
def test_every_generation_of_ucdp(bring: Bring, generation: str) -> None:
    data, report = bring(ucdp(generation, {}, {"type_of_violence": "3", "date_end": "2017-10-18",
                                               "date_prec": "2"}))  # fmt: skip
    first, second = data.events.to_dict("records")
    assert first["event_id"] == "ucdp-1"
    assert (first["sub_event_type"], second["sub_event_type"]) == ("Armed clash", "Attack")
    assert (second["time_precision"], second["date_end"]) == ("week", pd.Timestamp("2017-10-18"))
    assert data.claims[["low", "high"]].to_numpy().tolist() == [[1, 4], [1, 4]]
    assert "best 2" in data.claims["text"][0]
    assert data.control.empty
    assert report.unused == 0


def test_the_report_names_the_generation() -> None:
    assert {*USED} == {"ACLED", "UCDP GED"}


def test_files_of_several_generations_at_once(bring: Bring) -> None:
    newer = {"event_id_cnty": "INV1", "timestamp": "1700000000", "fatalities": "5"}
    data, report = bring(acled("2018", {}, {}), acled("2023", newer), ucdp("v20", {}))
    assert [*report.files] == ["export.csv", "export.csv (2)", "export.csv (3)"]
    assert sorted(data.events["event_id"]) == ["inv1", "inv2", "ucdp-1"]
    assert _count(report, Reason.OUTDATED) == 1
    assert data.claims["low"].tolist() == [5, 1]  # the one changed last counts
    assert "row 2 of export.csv (2)" in {*data.events["paragraph"]}


# What a row says


OLD_TYPES = [
    ("Battle-No change of territory", "Battles", "Armed clash"),
    ("Battle-Government regains territory", "Battles", "Government regains territory"),
    (
        "Battle-Non-state actor overtakes territory",
        "Battles",
        "Non-state actor overtakes territory",
    ),
    (
        "Headquarters or base established",
        "Strategic developments",
        "Headquarters or base established",
    ),
    ("Strategic development", "Strategic developments", "Other"),
    ("Riots/Protests", "Protests", "Peaceful protest"),
    ("Violence against civilians", "Violence against civilians", "Attack"),
    (
        "Non-violent transfer of territory",
        "Strategic developments",
        "Non-violent transfer of territory",
    ),
    ("Remote violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
]


def test_old_event_types_become_todays(bring: Bring) -> None:
    data, report = bring(acled("2017", *({"event_type": written} for written, _, _ in OLD_TYPES)))
    became = data.events[["event_type", "sub_event_type"]].to_numpy().tolist()
    assert became == [[kind, sub] for _, kind, sub in OLD_TYPES]
    assert _rows(report, Reason.TYPE_ASSUMED) == [7, 8, 10]
    # What is assumed is not put into the title.
    assert data.events["title"][8].startswith("Remote violence: ")


def test_riots_are_told_from_protests_by_who_acts(bring: Bring) -> None:
    old = {"event_type": "Riots/Protests"}
    data, _ = bring(acled("2017", {**old, "inter1": "5"}, {**old, "inter1": "6"}))
    assert data.events["event_type"].tolist() == ["Riots", "Protests"]


def test_codes_of_sides_are_numbers_or_words(bring: Bring) -> None:
    data, _ = bring(
        acled("2023", {"inter1": "State forces", "inter2": "2.0"}),
        acled(
            "2017",
            {
                "actor1": "Third",
                "inter1": "3",
                "actor2": "Fourth",
                "inter2": "7",
                "event_id_cnty": "9",
            },
        ),
    )
    sides = dict(zip(data.actors["name"], data.actors["side"], strict=True))
    assert sides == {
        "Army of Testland (2010-)": "state forces", "Rebels of Testland": "rebel groups",
        "Third": "political militias", "Fourth": "civilians",
    }  # fmt: skip


def test_weeks_and_months_become_their_days(bring: Bring) -> None:
    data, _ = bring(
        acled("2023", {"time_precision": "2"}, {"time_precision": "3"}, {"time_precision": ""})
    )
    days = data.events[["date", "date_end"]].map(lambda day: f"{day:%m-%d}" if day == day else "")
    assert days.to_numpy().tolist() == [["10-13", "10-19"], ["10-01", "10-31"], ["10-16", ""]]
    assert data.events["time_precision"].tolist() == ["week", "month", "day"]


DATES = (
        "29 February 2020", "2020-02-29", "29-Feb-20", "29/02/2020", "2020-02-29T00:00:00Z",
        "2020-02-29 00:00:00.000", "43890", "29-Feb-2020", "29 Feb 2020",
)  # fmt: skip
NO_DATES = ("29 February 2021", "", "soon", "2021-02-29", "31/04/2021", "1234567")


def test_dates_in_any_form_and_what_is_none(bring: Bring) -> None:
    data, report = bring(acled("2023", *({"event_date": cell} for cell in (*DATES, *NO_DATES))))
    assert data.events["date"].tolist() == [pd.Timestamp("2020-02-29")] * len(DATES)
    assert _rows(report, Reason.NO_DATE) == [*range(11, 17)]


def test_dates_with_the_month_first_are_known_by_the_others(bring: Bring) -> None:
    data, report = bring(acled("2023", {"event_date": "02/03/2020"}, {"event_date": "02/13/2020"}))
    assert data.events["date"].dt.month.tolist() == [2, 2]
    assert _count(report, Reason.MONTH_FIRST) == 2


def test_no_deaths_make_no_claim_and_what_is_no_number_is_said(bring: Bring) -> None:
    written = ["0", "", "NA", "12.0", "7", "about ten", "-3", "1e9", "=1+1"]
    data, report = bring(acled("2023", *({"fatalities": cell} for cell in written)))
    assert data.claims["low"].tolist() == [12, 7]
    assert data.claims["text"].tolist() == ["ACLED counts 12 deaths.", "ACLED counts 7 deaths."]
    assert _rows(report, Reason.NOT_A_NUMBER) == [7, 8, 9, 10]


def test_estimates_in_the_wrong_order_are_kept_and_said(bring: Bring) -> None:
    wrong = {"low": "5", "best": "3", "high": "4", "event_clarity": "2"}
    data, report = bring(ucdp("v20", wrong, {"low": "0", "best": "0", "high": "0"}))
    assert data.claims[["low", "high"]].to_numpy().tolist() == [[3, 5]]
    assert _rows(report, Reason.NOT_A_RANGE) == [2]


def test_a_country_is_no_point_on_the_map(bring: Bring) -> None:
    province = {"where_prec": "4", "where_coordinates": "A province", "latitude": ""}
    data, report = bring(
        ucdp("v20", {"where_prec": "6", "where_coordinates": "Iraq"}, province, {"where_prec": "4"})
    )
    assert data.events["place_id"].tolist() == ["", "a-province", "alphaville"]
    assert data.places["kind"].tolist() == ["site", "area"]  # an area has to be somewhere
    assert _count(report, Reason.COUNTRY_ONLY) == 1


# Actors and control


def test_units_of_one_state_are_never_one(bring: Bring) -> None:
    both = {
        "actor1": "Military Forces of Iraq (2014-) Popular Mobilization Forces",
        "actor2": "Military Forces of Iraq (2014-) Peshmerga",
    }
    other = {"actor1": "Military Forces of Iraq (2014-)", "actor2": "Police Forces of Iraq (2014-)"}
    data, _ = bring(acled("2023", {**CHANGE, **both}, other))
    assert sorted(data.actors["short_name"]) == [
        "Iraq, military", "Iraq, police", "Peshmerga", "Popular Mobilization Forces",
    ]  # fmt: skip
    (change,) = data.control.to_dict("records")
    assert change["controller"].endswith("popular-mobilization-forces")
    assert data.actors["actor_id"].is_unique


def test_a_short_name_never_stands_for_two(bring: Bring) -> None:
    data, _ = bring(
        acled("2023", {"actor1": "Army of A (1990-2000)", "actor2": "Army of A (2000-)"})
    )
    assert sorted(data.actors["short_name"]) == ["Army of A (1990-2000)", "Army of A (2000-)"]


def test_changes_of_control_are_derived_and_marked(bring: Bring) -> None:
    transfer = {
        "event_type": "Strategic developments",
        "sub_event_type": "Non-violent transfer of territory",
    }
    data, report = bring(
        acled(
            "2023",
            CHANGE,
            {**CHANGE, "actor2": "", "event_date": "2017-10-17"},
            {**CHANGE, "actor2": "Army of Testland (2010-)", "event_date": "2017-10-18"},
            {**transfer, "event_date": "2017-10-19"},
            {**CHANGE, "actor1": "NA", "event_date": "2017-10-20"},
            {**CHANGE, "location": "", "event_date": "2017-10-21"},
            {**CHANGE, "geo_precision": "3", "event_date": "2017-10-22"},
            {**CHANGE, "actor1": "Others", "event_date": "2017-10-22"},
            {**CHANGE, "actor1": "Yet others", "event_date": "2017-10-22", "source": "Weekly"},
            {"event_date": "2017-10-23"},
        )
    )
    assert {*data.control["confidence"]} == {"low"}
    assert data.control["note"].str.startswith("Derived").all()
    assert {*data.control["controller"]} == {"army-of-testland-2010", "yet-others"}
    assert data.actors.set_index("actor_id")["colour"]["army-of-testland-2010"] == "blue"
    assert {reason: _rows(report, reason) for reason in Reason if reason.fate is Fate.REVIEW} == {
        Reason.ACTOR_BLANK: [6],
        Reason.CHANGE_NOWHERE: [7],
        Reason.SAME_ACTORS: [4],
        Reason.OTHER_BLANK: [3],
        Reason.NON_VIOLENT: [5],
        Reason.REGION_STANDS_IN: [8],
        Reason.SAME_DAY_LEFT_OUT: [9],
        Reason.SAME_DAY: [8, 10],
    }
    assert sorted(case.row for case in report.cases) == [*range(3, 11)]


# Places


def test_near_spellings_and_small_offsets_are_one_place(bring: Bring) -> None:
    data, report = bring(
        acled(
            "2023",
            {},
            {},
            {"latitude": "35.52"},
            {"location": "ALPHAVILLE"},
            {"location": "Alphavillle", "latitude": "35.501"},
            {"location": "Alphavillle", "latitude": "35.6"},  # too far for another spelling
            {"latitude": "36.5"},  # a namesake
            {"location": "Sector Alphaville 12", "latitude": "35.505"},
            {"location": "Sector Alphaville 13", "latitude": "35.505"},  # another digit
        )
    )
    assert sorted(data.places["place_id"]) == [
        "alphaville-test-region", "alphaville-test-region-2", "alphavillle",
        "sector-alphaville-12", "sector-alphaville-13",
    ]  # fmt: skip
    main = data.places.set_index("place_id").loc["alphaville-test-region"]
    assert main["aliases"] == "ALPHAVILLE;Alphavillle"
    assert _rows(report, Reason.JOINED) == [4, 5, 6]
    assert len(report.joins) == 3
    assert (
        '"Alphavillle" at 35.5010, 44.2500 (1 row) was joined with "Alphaville" (2 rows), 0.1 km'
        in report.joins[-1]
    )


def test_identifiers_are_the_same_for_the_same_rows(bring: Bring, tmp_path: Path) -> None:
    names = ["Beta", "كركوك", "beta", "All", "Reporting", "Alphaville", "???", "\x1f"]
    text = acled("2023", *({"location": name, "actor1": name, "latitude": f"3{number}"}
                           for number, name in enumerate(names)))  # fmt: skip
    one, _ = bring(text)
    other, _ = _import(tmp_path / "again", text)
    assert one.places.equals(other.places)
    assert one.actors.equals(other.actors)
    assert "all" not in {*one.places["place_id"]}
    assert {"all", "reporting"}.isdisjoint(one.actors["actor_id"])


def test_exchanged_coordinates_are_put_right_only_where_it_is_certain(bring: Bring) -> None:
    north = [{"location": f"Town {number}", "latitude": f"60.{number}", "longitude": "100"}
             for number in range(5)]  # fmt: skip
    data, report = bring(
        acled(
            "2023",
            *north,
            {"location": "Off the globe", "latitude": "100.2", "longitude": "60.2"},
            {"location": "Nowhere", "latitude": "100.2", "longitude": "20"},
            {"location": "Empty", "latitude": "", "longitude": "NA"},
            {"location": "Null Island", "latitude": "0", "longitude": "0.0"},
        )
    )
    points = data.places.set_index("name")[["latitude", "longitude"]]
    assert points.loc["Off the globe"].tolist() == [60.2, 100.2]
    assert points.loc[["Nowhere", "Empty", "Null Island"]].isna().all(axis=None)
    assert _rows(report, Reason.SWAPPED) == [7]
    assert _rows(report, Reason.NO_POINT) == [8, 9, 10]


def test_coordinates_that_only_seem_exchanged_are_left_out_unless_another_row_shows_it(
    bring: Bring,
) -> None:
    towns = [{"location": f"Town {number}", "latitude": f"35.{number}", "longitude": "48"}
             for number in range(4)]  # fmt: skip
    far = {"latitude": "48.01", "longitude": "35.2"}
    data, report = bring(
        acled("2023", *towns, {"location": "Town 2", **far}, {"location": "Stray", **far})
    )
    points = data.places.set_index("name")["latitude"]
    assert points["Town 2"] == 35.2
    assert pd.isna(points["Stray"])
    assert _rows(report, Reason.SWAPPED) == [6]
    assert _rows(report, Reason.SEEMS_SWAPPED) == [7]


# Sources


def test_every_event_cites_a_source_and_its_row(bring: Bring) -> None:
    data, report = bring(acled("2023", {}, {"source": ""}, {"source": "Daily; Weekly"}))
    assert data.sources["publisher"].tolist() == [
        "Daily; Weekly", "Invented Daily", "ACLED, 2023 on (export.csv)",
    ]  # fmt: skip
    assert data.events["paragraph"].tolist() == ["row 2", "row 3", "row 4"]
    assert data.sources["note"].str.contains("export").all()
    assert _rows(report, Reason.NO_PUBLISHER) == [3]


def test_rare_sources_are_gathered(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.importing.publishers.MOST", 1)
    data, report = bring(acled("2023", {}, {}, {"source": "Rare Weekly"}))
    assert len(data.sources) == 2
    assert data.events["note"].tolist() == ["", "", "Reported by Rare Weekly."]
    assert _rows(report, Reason.RARE_PUBLISHER) == [4]


# Rows that come twice or are none


def test_a_monadic_export_has_each_event_once(bring: Bring) -> None:
    mirrored = {"actor1": "Rebels of Testland", "actor2": "Army of Testland (2010-)"}
    data, report = bring(acled("2023", {}, {**mirrored, "event_id_cnty": "INV1"}))
    assert data.events["actor1"].tolist() == ["army-of-testland-2010"]
    assert _rows(report, Reason.REPEATED) == [3]


def test_tags_line_ends_and_line_breaks(bring: Bring) -> None:
    tags = {name: f"#{name}" for name in UCDP_HEADERS["country"].split(",")}
    broken = {"source_headline": 'Said "so"\r\nand so', "date_start": "2017-10-16 00:00:00.000"}
    text = ucdp("country", {**tags, "id": "#id"}, broken, {}, line_end="\r\n") + "\r\n,,,\r\n"
    data, report = bring(text)
    assert data.events["summary"].tolist() == ['Said "so"\nand so', "An invented clash"]
    assert data.events["paragraph"].tolist() == ["row 3", "row 4"]
    assert (_rows(report, Reason.HXL), _rows(report, Reason.BLANK)) == ([2], [5, 6])


def test_texts_without_end_are_cut_and_said(bring: Bring) -> None:
    data, report = bring(acled("2023", {"notes": "n" * 30_000}, {"actor1": "a" * 30_000}))
    assert data.events["summary"].str.len().max() == 20_000
    assert data.actors["name"].str.len().max() == 300
    assert _rows(report, Reason.CUT) == [2, 3]


def test_rows_of_another_width_are_said(bring: Bring) -> None:
    text = acled("2023", {}) + 'too,short\n"a" b,wrong\n' + acled("2023", {}, {}).splitlines()[2]
    _, report = bring(text)
    assert _rows(report, Reason.WIDTH) == [3]
    assert _rows(report, Reason.QUOTES) == [4]
    assert report.used == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_is_lost_however_broken(data: st.DataObject, tmp_path_factory: Path) -> None:
    cell = st.one_of(
        st.text(max_size=12),
        st.sampled_from(["", "NA", "0", "1", "3", "16 October 2017", "2017-10-16", "35.5", "135.5",
                         "Battles", "Riots/Protests", "Government regains territory", "INV1", "=1",
                         "Peshmerga", '"', "\x1f", "a;b", "1600000000"]),
    )  # fmt: skip
    kind = data.draw(st.sampled_from(["acled", "ucdp"]))
    names = USED["ACLED" if kind == "acled" else "UCDP GED"]
    change = st.dictionaries(st.sampled_from(names), cell, max_size=6)
    changes = data.draw(st.lists(change, min_size=1, max_size=8))
    text = acled("2018", *changes) if kind == "acled" else ucdp("country", *changes)
    text = text.replace("\0", "")
    lines = data.draw(st.lists(st.sampled_from(["", "a,b", ",,,", "#a,#b", '"a"b,c']), max_size=3))
    folder = tmp_path_factory.mktemp("broken")  # type: ignore[attr-defined]
    whole = (text + "\n".join(lines)).encode("utf-8", "replace")
    try:
        _import(folder, whole)
    except NothingUsed as error:
        assert error.report.read == error.report.unused


# Files


ARABIC = "اشتباكات في مدينة كركوك بين القوات العراقية والبيشمركة، وسقوط عدد من الجرحى من الطرفين."
FRENCH = "Affrontements à Kirkouk : des blessés évacués vers l’hôpital général, après l’été."


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ARABIC), ("utf-8-sig", ARABIC), ("utf-16", ARABIC), ("utf-16-le", FRENCH),
        ("utf-16-be", FRENCH), ("cp1256", ARABIC), ("cp1252", FRENCH),
    ],
)  # fmt: skip
def test_a_text_in_any_encoding(bring: Bring, encoding: str, notes: str) -> None:
    data, _ = bring(acled("2023", *[{"notes": notes}] * 5).encode(encoding))
    assert {*data.events["summary"]} == {notes}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_text_with_any_separator(bring: Bring, separator: str) -> None:
    data, report = bring(acled("2023", {"notes": f"a{separator}b"}, {}, separator=separator))
    assert data.events["summary"][0] == f"a{separator}b"
    (file,) = report.files.values()
    assert "tags" in file.ignored


def _excel(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["About this file"])
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _excel_rows(*changes: Row) -> list[list[object]]:
    names = ACLED_HEADERS["2023"].split(",")
    rows = acled_rows("2023", *changes)
    return [[*names], *([row.get(name, None) for name in names] for row in rows)]


def test_an_excel_file_with_dates_of_every_kind(bring: Bring) -> None:
    content = _excel(
        _excel_rows(
            {"event_date": 43024, "fatalities": 3.0},
            {"event_date": datetime(2017, 10, 16)},
            {"event_date": date(2017, 10, 16), "latitude": 35.5, "longitude": 44.25},
        )
    )
    data, report = bring(content, name="export.xlsx")
    assert {*data.events["date"]} == {pd.Timestamp("2017-10-16")}
    assert data.claims["low"].tolist() == [3]
    assert [*report.files] == ["export.xlsx, sheet Data"]
    assert any("sheet Sheet was passed over" in note for note in report.notes)


def test_a_parquet_file(bring: Bring) -> None:
    frame = pd.DataFrame(acled_rows("2023", {"fatalities": 3}, {"fatalities": 0}))
    frame["event_date"] = pd.to_datetime(frame["event_date"])
    frame["latitude"] = frame["latitude"].astype(float)
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pandas(frame.assign(extra=[[1], [2]])), out)
    data, report = bring(out.getvalue(), name="export.parquet")
    assert data.events["date"].tolist() == [pd.Timestamp("2017-10-16")] * 2
    assert data.places["latitude"].tolist() == [35.5]
    assert data.claims["low"].tolist() == [3]
    assert "extra" in report.files["export.parquet"].ignored


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_archives_of_one_table_and_of_several(bring: Bring, tmp_path: Path) -> None:
    text = acled("2023", {}).encode()
    data, _ = bring(gzip.compress(text), name="export.csv.gz")
    assert len(data.events) == 1
    members = {"a/one.csv": text, "two.csv.gz": gzip.compress(ucdp("v20", {}).encode()),
               "three.xlsx": _excel(_excel_rows({"event_id_cnty": "INV9"})), "notes.csv": b"a,b\n",
               "readme.pdf": b"%PDF"}  # fmt: skip
    data, report = _import(tmp_path / "several", _zip(members), name="export.zip")
    assert sorted(data.events["event_id"]) == ["inv1", "inv9", "ucdp-1"]
    passed = [note for note in report.notes if "passed over" in note]
    assert len(passed) == 3


BOMB = _zip({"bomb.csv": b"0" * 30_000_000})
LIAR = gzip.compress(b"event_date," + b"\n" * 30_000_000)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.zip", BOMB, "unpacks to more than 200 times its size"),
        ("a.csv.gz", LIAR, "unpacks to more than 200 times its size"),
        ("a.zip", _zip({"../a.csv": b"x"}), "points outside of the archive"),
        ("a.zip", _zip({"/etc/a.csv": b"x"}), "points outside of the archive"),
        ("a.zip", _zip({"C:\\a.csv": b"x"}), "points outside of the archive"),
        ("a.zip", _zip({".": b"x"}), "no export of ACLED or UCDP GED"),
        ("a.zip", _zip({"a.gz": gzip.compress(_zip({"a.csv": b"x"}))}), "archive in an archive"),
        ("a.zip", _zip({f"{number}.csv": b"" for number in range(101)}), "at most 100 are read"),
        ("a.zip", b"PK\x03\x04 and no more", "is damaged"),
        ("a.csv.gz", gzip.compress(b"abc" * 999)[:20], "is damaged"),
        ("a.parquet", b"PAR1 and no more", "is damaged"),
        ("a.csv", acled("2023", {}).encode() + b"\0\n", "holds NUL bytes"),
        ("a.csv", b"", "is empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        ("a.csv", ",".join(map(str, range(300))).encode(), "more than 200 columns"),
        ("a.xlsx", _excel([[*range(300)]]), "more than 200 columns"),
        ("a.xlsx", _excel(_excel_rows({"fatalities": "=1+1"})), "holds a formula"),
        ("a.csv", b"town,day\nA,B\n", "no export of ACLED or UCDP GED: its columns are town, day"),
        ("a.csv", acled("2023", {}).encode() + b'INV,"never closed\n' * 3, "never closed"),
        ("a.csv", acled("2023", {}).encode() + b'INV,"' + b"x\n" * 3_000_000, "a row of more than"),
        ("a.csv", "é,".encode("utf-16") + b"\x00", "save it as CSV in UTF-8"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_gets_one_sentence(
    tmp_path: Path, shell: Shell, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, out, err = shell("import", tmp_path / name, "--into", tmp_path / "made")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert sentence in err
    assert [path.name for path in tmp_path.iterdir()] == [name]


# The command


def test_the_command_reports_and_writes_beside_the_data(tmp_path: Path, shell: Shell) -> None:
    export = tmp_path / "acled-iraq.csv"
    rows = acled("2023", {**CHANGE, "actor2": ""}, {}, {"event_date": "soon"})
    export.write_text(rows, "utf-8")
    made = tmp_path / "made"
    made.mkdir()
    title = "Two <b>towns</b>"
    code, out, err = shell("import", export, "--into", made, "--title", title)
    assert (code, err) == (0, "")
    (example,) = re.findall("Every row is accounted for:\n\n```\n(.*?)```", README, re.DOTALL)
    assert {*example.splitlines()} <= {*out.splitlines()}
    assert shell("check", made)[0] == 0
    assert read(made).settings.title == title
    report = (made / "import-report.md").read_text("utf-8")
    assert "| 1 | the date is missing" in report
    assert "Columns ignored" in report
    data = json.loads((made / "import-report.json").read_text("utf-8"))
    assert data["rows"] == {"read": 3, "used": 2, "not_used": 1}


def test_a_folder_that_holds_anything_is_never_touched(tmp_path: Path, shell: Shell) -> None:
    export = tmp_path / "export.csv"
    export.write_text(acled("2023", {}), "utf-8")
    made = tmp_path / "made"
    made.mkdir()
    (made / "mine.txt").write_text("mine")
    for target in (made, export):
        code, out, err = shell("import", export, "--into", target)
        assert (code, out) == (1, "")
        assert "name" in err and len(err.splitlines()) == 1
    assert [path.name for path in made.iterdir()] == ["mine.txt"]


def test_nothing_usable_makes_nothing_and_says_why(tmp_path: Path, shell: Shell) -> None:
    export = tmp_path / "export.csv"
    export.write_text(acled("2023", {"event_date": "soon"}), "utf-8")
    code, out, err = shell("import", export, "--into", tmp_path / "made")
    assert code == 1
    assert "the date is missing" in out
    assert err == "none of 1 rows could be used, so nothing was written\n"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("options", "zone", "said"),
    [
        ({"country": "Iraq"}, "Asia/Baghdad", "Asia/Baghdad, that of the country"),
        ({"country": "Ukraine"}, "Etc/UTC", "the country has Europe/"),
        ({"country": "Nowhereland"}, "Etc/UTC", "No country was recognised"),
        ({"country": "Democratic Republic of Congo"}, "Etc/UTC", "Africa/Kinshasa"),
    ],
)
def test_the_zone_is_the_countrys_where_it_has_one(
    bring: Bring, options: Row, zone: str, said: str
) -> None:
    data, report = bring(acled("2023", options))
    assert data.settings.timezone == zone
    assert any(said in note for note in report.notes)


def test_a_zone_can_be_given(bring: Bring, tmp_path: Path) -> None:
    data, _ = bring(acled("2023", {}), timezone="Europe/Kyiv")
    assert data.settings.timezone == "Europe/Kyiv"
    with pytest.raises(DashboardError, match='did you mean "Asia/Baghdad"'):
        import_files([], tmp_path / "other", lambda share, word: None, timezone="Asia/Bagdad")


def test_the_folder_opens_on_the_last_day_of_its_fullest_week(bring: Bring) -> None:
    days = ["2017-01-01", "2017-03-05", "2017-03-06", "2017-03-07", "2017-06-30"]
    data, _ = bring(acled("2023", *({"event_date": day} for day in days)))
    assert f"{data.settings.opens_on}" == "2017-03-10"
    assert [f"{day}" for day in data.settings.span] == ["2017-01-01", "2017-06-30"]


def test_a_table_of_columns_alone_has_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(as_csv(ACLED_HEADERS["2023"], []), "utf-8")
    with pytest.raises(NothingUsed):
        import_files([path], tmp_path / "made", lambda share, word: None)
