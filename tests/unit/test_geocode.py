"""Missing coordinates are filled in: from a dictionary, and by the command from a server."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import table_text
from nominatim import Found, Reply, Server, found, serving
from rich.console import Console

import dashboard
from dashboard.commands import geocode
from dashboard.geocoding import resolver
from dashboard.geocoding.choice import Around, Candidate, Place
from dashboard.geocoding.places_file import locked
from dashboard.geocoding.rate_limit import FAILURES, Clock
from dashboard.geocoding.resolver import Option, Outcome, cells, fill, names, untouchable
from dashboard.model.errors import DataError, NoAnswer
from dashboard.model.gazetteer import distance
from dashboard.sources.folder import BUILT_IN, check, read

Folder = Callable[..., Path]
Ended = tuple[int, str, str]  # exit code, standard output, standard error
Shell = Callable[..., Ended]

DAY = date(2001, 2, 3)
NOWHERE = {"latitude": "", "longitude": ""}
HERE = Place("here", "Here", "town", ("Here", "Hier", "Ici"), countries=("IRQ",))
ONE = Candidate(
    "node/1", "Here, Iraq", (35.0, 44.0), "town", "settlement", "IRQ", importance=0.4,
    box=(34.95, 43.95, 35.05, 44.05), column="osm_id", key="node/1",
)  # fmt: skip
TWO = replace(ONE, id="node/2", key="node/2", point=(36.0, 44.0))
THREE = replace(ONE, id="node/3", key="node/3", point=(36.0, 45.0))


# The loop, with a dictionary for a service


def _fill(
    answers: dict[str, list[Candidate]],
    *places: Place,
    picks: dict[str, str] | None = None,
    choose: resolver.Choose = resolver.none_chosen,
) -> list[Outcome]:
    def look(query: str, place: Place) -> list[Candidate]:
        if query == "broken":
            raise NoAnswer("the service is out")
        return answers.get(query, [])

    return [*fill(places or (HERE,), look, Around(), picks, choose)]


def test_the_first_name_that_is_clear_is_taken() -> None:
    (outcome,) = _fill({"Hier": [ONE], "Ici": [TWO]})
    assert outcome.taken == Option(ONE, "Hier")


def test_nothing_found_is_told() -> None:
    (outcome,) = _fill({})
    assert (outcome.taken, outcome.reason) == (None, "nothing was found under any of its names")


def test_a_later_name_narrows() -> None:
    (outcome,) = _fill({"Here": [ONE, TWO], "Hier": [TWO]})
    assert outcome.taken == Option(TWO, "Hier")


def test_a_later_name_brings_in_no_stranger() -> None:
    (outcome,) = _fill({"Here": [ONE, TWO], "Hier": [THREE]})
    assert outcome.taken is None
    assert outcome.reason == "it is not clear which of 3 is meant"
    assert [option.candidate.id for option in outcome.options] == ["node/1", "node/2", "node/3"]


def test_what_was_refused_is_listed_once_and_last() -> None:
    abroad = replace(THREE, country="IRN")
    (outcome,) = _fill({"Here": [abroad, ONE, TWO], "Hier": [abroad]})
    assert [option.refused for option in outcome.options] == ["", "", "in IRN, not in IRQ"]
    (outcome,) = _fill({"Here": [abroad]})
    assert outcome.reason == "what was found cannot be it"


def test_another_identifier_than_the_row_has_is_told() -> None:
    (outcome,) = _fill({"Here": [ONE]}, replace(HERE, keys={"osm_id": "node/9"}))
    assert outcome.reason == "the one that was found bears another identifier than the row"


def test_no_answer_for_one_is_no_end_for_the_next() -> None:
    first, second = _fill({"Here": [ONE]}, replace(HERE, names=("broken",)), HERE)
    assert (first.taken, first.reason) == (None, "the service is out")
    assert second.taken is not None


def test_a_pick_needs_no_judging() -> None:
    abroad = replace(THREE, country="IRN")
    answers = {"Here": [ONE, TWO], "Ici": [abroad]}
    (outcome,) = _fill(answers, picks={"here": "node/3"})
    assert outcome.taken == Option(abroad, "Ici")
    (outcome,) = _fill(answers, picks={"here": "node/4"})
    assert (outcome.taken, outcome.reason) == (None, "no answer has the identifier node/4")
    assert len(outcome.options) == 3


def test_a_person_is_asked_only_where_it_is_not_clear() -> None:
    told: list[Outcome] = []

    def second(outcome: Outcome) -> Option:
        told.append(outcome)
        return outcome.options[1]

    here = replace(HERE, names=("Here",))
    clear = replace(HERE, place_id="clear", names=("Hier",))
    nothing = replace(HERE, place_id="nothing", names=("Ici",))
    answers = {"Here": [ONE, TWO], "Hier": [ONE]}
    outcomes = _fill(answers, here, clear, nothing, choose=second)
    assert [outcome.place.place_id for outcome in told] == ["here"]
    assert [bool(outcome.taken) for outcome in outcomes] == [True, True, False]
    assert outcomes[0].taken == told[0].options[1]


def test_outcomes_come_one_by_one() -> None:
    asked: list[str] = []

    def look(query: str, place: Place) -> list[Candidate]:
        asked.append(query)
        return [ONE]

    outcomes = fill([HERE, HERE], look, Around())
    assert asked == []
    next(outcomes)
    assert asked == ["Here"]  # the caller saves before the next question


# Rows


def test_the_names_in_their_order() -> None:
    row = {
        "name": "Irbil", "name_ar": "أربيل", "name_ckb": "ھەولێر", "name_kmr": "",
        "name_tr": "Erbil", "aliases": "Erbil; Arbil ;;Hawler",
    }  # fmt: skip
    assert names(row) == ("Irbil", "أربيل", "ھەولێر", "Erbil", "Arbil", "Hawler")


@pytest.mark.parametrize(
    ("changes", "asked", "asked_again"),
    [
        ({}, True, True),
        ({"latitude": "1", "longitude": "2"}, False, True),
        ({"latitude": "1", "longitude": "2", "checked": "no"}, False, True),
        ({"latitude": "1", "longitude": "2", "checked": "yes"}, False, False),
        ({"checked": "yes"}, False, False),
        ({"kind": "area", "outline": "X"}, False, False),
        ({"kind": "area"}, True, True),
    ],
)
def test_which_rows_are_asked_for(changes: dict[str, str], asked: bool, asked_again: bool) -> None:
    row = {"latitude": "", "longitude": "", "checked": "", "kind": "town", "outline": "", **changes}
    assert (not untouchable(row, refresh=False)) == asked
    assert (not untouchable(row, refresh=True)) == asked_again


def test_a_country_that_is_none_is_told(folder: Folder) -> None:
    settings = read(folder()).settings
    row = dict.fromkeys([*resolver.NAMES, *resolver.KEYS, "admin1", "latitude", "longitude"], "")
    row |= {"place_id": "one", "name": "One", "kind": "town", "country": "Iraq"}
    with pytest.raises(DataError) as error:
        resolver.places({5: row}, settings)
    assert str(error.value.problems[0]).startswith('places.csv row 5, country: "Iraq" is not a c')
    assert resolver.places({5: {**row, "country": ""}}, settings)[5].countries == ("IRQ",)
    assert resolver.places({5: {**row, "country": "SYR"}}, settings)[5].countries == ("SYR",)


def test_what_is_written() -> None:
    option = Option(replace(ONE, point=(-0.000001, 44.1234567), box=(0, 44, 1, 45)), "Here")
    assert cells(option, "Nominatim", DAY) == {
        "latitude": "0.00000",
        "longitude": "44.12346",
        "precision_km": "110.6",
        "osm_id": "node/1",
        "geocoder": "Nominatim",
        "geocoded_on": "2001-02-03",
        "query": "Here",
    }
    bare = cells(Option(replace(ONE, box=None, column="", key=""), "Here"), "ArcGIS", DAY)
    assert {*bare} == {"latitude", "longitude", "geocoder", "geocoded_on", "query"}
    assert cells(Option(ONE, "Here"), "Nominatim", DAY)["precision_km"] == "5.6"


# The command


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def shell(shell: Shell, monkeypatch: pytest.MonkeyPatch, server: Server) -> Shell:
    """Runs `python -m dashboard geocode …` in this process, against the server, without waiting."""
    monkeypatch.setattr(geocode, "CLOCK", Clock(lambda: 0.0, lambda _: None, lambda: DAY))
    monkeypatch.setenv(geocode.USER_AGENT, "test-map (test@example.org)")

    def run(*arguments: object) -> Ended:
        where = ("--domain", server.host, "--scheme", "http")
        return shell("geocode", *where, *arguments)

    return run


def _rows(folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / "places.csv").read_text("utf-8-sig")
    return {row["place_id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_missing_place_is_filled_in(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={3: NOWHERE})
    before = _rows(made)
    server.answers["Beta"] = [found("Beta", 10.4, 25.4)]
    code, out, err = shell(made)
    assert (code, err) == (0, "")
    assert out == (
        'beta-town: 10.40000, 25.40000, within 2.3 km: Beta, Iraq, asked as "Beta"\n'
        "1 place filled in, 0 left as found\n"
    )
    after = _rows(made)
    assert after["beta-town"] == {
        **before["beta-town"],
        "latitude": "10.40000",
        "longitude": "25.40000",
        "precision_km": "2.3",
        "osm_id": "node/1",
        "geocoder": "Nominatim",
        "geocoded_on": "2001-02-03",
        "query": "Beta",
    }
    assert {**after, "beta-town": {}} == {**before, "beta-town": {}}
    assert check(made) == []
    assert [asked["q"] for asked in server.asked] == ["Beta"]
    assert server.asked[0]["viewbox"] == "24.0,9.0,27.0,12.0"
    assert shell(made) == (0, "0 places filled in, 0 left as found\n", "")


def test_another_region_than_the_row_s_is_told(
    shell: Shell, folder: Folder, server: Server
) -> None:
    made = folder(places={3: {"admin1": "Salah al-Din", **NOWHERE}})
    address = {"state": "Saladin Governorate", "country_code": "iq"}
    server.answers["Beta"] = [found("Beta", 10.4, 25.4, address=address)]
    code, out, _ = shell(made)
    assert code == 0
    assert "; it is in Saladin Governorate, the row says Salah al-Din\n" in out


def test_what_is_not_clear_is_listed_and_left(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={3: NOWHERE})
    before = (made / "places.csv").read_bytes()
    server.answers["Beta"] = [
        found("Beta", 10.4, 25.4, key=1),
        found("Beta\x1b[31m", 10.8, 25.4, key=2, importance=0.45),
        found("Beta", 10.4, 25.4, key=3, address={"country_code": "sy"}),
    ]
    code, out, err = shell(made)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "beta-town: left as it is, it is not clear which of 2 is meant",
        r"  1. node/2: Beta\x1b[31m, Iraq; town; 10.80000, 25.40000; importance 0.45; "
        "99 km from Alpha",
        "  2. node/1: Beta, Iraq; town; 10.40000, 25.40000; importance 0.40; "
        "44.2 km from the first; 62 km from Alpha",
        "  3. node/3: Beta, Iraq; town; 10.40000, 25.40000; importance 0.40; "
        "44.2 km from the first; 62 km from Alpha; refused: in SYR, not in IRQ",
        "0 places filled in, 1 left as found",
    ]
    assert (made / "places.csv").read_bytes() == before


def test_a_pick_takes_one(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={3: NOWHERE})
    server.answers["Beta"] = [found("Beta", 10.4, 25.4, key=key) for key in (1, 2)]
    server.answers["Beta"][1]["lat"] = "10.8"
    assert shell(made, "--pick", "beta-town=node/2")[0] == 0
    assert _rows(made)["beta-town"]["latitude"] == "10.80000"


@pytest.mark.parametrize(
    ("pick", "sentence"),
    [
        ("nowhere=1", "nowhere is not in places.csv, so there is nothing to pick for it"),
        (
            "alpha-town=1",
            "alpha-town has coordinates; add --refresh to ask again, so there is nothing to pick "
            "for it",
        ),
    ],
)
def test_a_pick_for_nothing_is_one_sentence(
    shell: Shell, folder: Folder, pick: str, sentence: str
) -> None:
    assert shell(folder(), "--pick", pick) == (1, "", f"{sentence}\n")


def test_a_person_may_choose(
    shell: Shell, folder: Folder, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder(places={3: NOWHERE})
    server.answers["Beta"] = [found("Beta", 10.4, 25.4, key=key) for key in (1, 2)]
    server.answers["Beta"][1]["lat"] = "10.8"
    monkeypatch.setattr(sys, "stdin", io.StringIO("0\n"))
    assert shell(made, "--choose")[0] == 1
    monkeypatch.setattr(sys, "stdin", io.StringIO("three\n3\n2\n"))
    code, out, _ = shell(made, "--choose")
    assert code == 0
    assert "Which is Beta? 1 to 2, or 0 for none" in out
    assert _rows(made)["beta-town"]["osm_id"] == "node/2"


def test_nobody_there_to_choose_ends_it(
    shell: Shell, folder: Folder, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder(places={3: NOWHERE})
    server.answers["Beta"] = [found("Beta", 10.4 + key, 25.4, key=key) for key in (0, 1)]
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    code, out, _ = shell(made, "--choose")
    assert code == geocode.STOPPED
    assert "stopped: 0 places filled in" in out


def test_a_dry_run_shows_and_writes_nothing(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={3: NOWHERE})
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    server.answers["Beta"] = [found("Beta", 10.4, 25.4)]
    code, out, _ = shell(made, "--dry-run")
    assert code == 0
    assert '  places.csv row 3, latitude: "" becomes "10.40000"\n' in out
    assert '  places.csv row 3, query: "" becomes "Beta"\n' in out
    assert out.endswith("1 place would be filled in, 0 left as found; nothing was written\n")
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before


def test_what_is_checked_never_changes(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={2: {"checked": "yes"}, 3: {"checked": "yes", **NOWHERE}})
    before = (made / "places.csv").read_bytes()
    server.answers = {name: [found(name, 10.4, 25.4)] for name in ("Alpha", "Beta")}
    code, out, _ = shell(made, "--refresh")
    assert (code, server.asked) == (0, [])
    assert "beta-town: left alone, it is marked as checked without coordinates" in out
    assert (made / "places.csv").read_bytes() == before


def test_refresh_shows_how_far_a_place_moved(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder()
    server.answers = {"Alpha": [found("Alpha", 10.01, 25.0)]}
    code, out, _ = shell(made, "--refresh")
    assert code == 1
    assert "alpha-town: 10.01000, 25.00000, within 2.3 km, moved 1.1 km: Alpha" in out
    assert "beta-town: left as it is, nothing was found under any of its names" in out
    assert _rows(made)["beta-town"]["latitude"] == "10.5"


def test_every_answer_is_saved_before_the_next_question(
    shell: Shell, folder: Folder, server: Server
) -> None:
    made = folder(places={2: NOWHERE, 3: NOWHERE})
    server.answers["Alpha"] = [found("Alpha", 10.4, 25.4)]
    original = server.answers
    saved: list[str] = []

    class Watching(dict[str, list[Found]]):
        def get(self, query: str, default: object = None) -> list[Found]:  # type: ignore[override]
            saved.append(_rows(made)["alpha-town"]["latitude"])
            return original.get(query, [])

    server.answers = Watching()
    assert shell(made)[0] == 1
    assert saved == ["", "10.40000"]


def test_ctrl_c_keeps_what_was_found_and_says_so(
    shell: Shell, folder: Folder, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder(places={2: NOWHERE, 3: NOWHERE})
    server.answers["Alpha"] = [found("Alpha", 10.4, 25.4)]

    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(geocode, "CLOCK", Clock(lambda: 0.0, interrupted, lambda: DAY))
    code, out, err = shell(made)
    assert (code, err) == (130, "")
    assert out.splitlines()[-1] == (
        "stopped: 1 place filled in, 0 left as found; what was found is saved, "
        "the next run goes on from there"
    )
    assert _rows(made)["alpha-town"]["latitude"] == "10.40000"
    assert check(made) == []
    with locked(made):  # it holds nothing any more
        pass


def test_a_service_that_is_gone_ends_it_in_one_sentence(
    shell: Shell, folder: Folder, server: Server
) -> None:
    made = folder(places={2: NOWHERE, 3: NOWHERE})
    server.next = [Reply(500)] * FAILURES
    code, out, err = shell(made)
    assert code == 1
    assert "alpha-town: left as it is, Nominatim has troubles of its own (status 500)" in out
    assert out.splitlines()[-1].startswith("ended early: 0 places filled in, 1 left as found")
    assert err == (
        f"Nominatim failed {FAILURES} times in a row and has troubles of its own (status 500): "
        "run the command again later\n"
    )


def test_the_second_run_is_one_sentence(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={3: NOWHERE})
    with locked(made):
        code, out, err = shell(made)
        assert (code, out, server.asked) == (1, "", [])
        assert err == (f"another run is filling in {made}/places.csv: wait until it has ended\n")
        assert shell(made, "--dry-run")[0] == 1  # nothing found, but nobody is in its way
    assert len(server.asked) == 1


def test_a_row_changed_meanwhile_is_left(shell: Shell, folder: Folder, server: Server) -> None:
    made = folder(places={3: NOWHERE})
    path = made / "places.csv"

    class Editing(dict[str, list[Found]]):
        def get(self, query: str, default: object = None) -> list[Found]:  # type: ignore[override]
            path.write_text(table_text("places", {3: {"latitude": "1", "longitude": "2"}}))
            return [found("Beta", 10.4, 25.4)]

    server.answers = Editing()
    code, out, _ = shell(made)
    assert code == 1
    assert "beta-town: the row of beta-town was changed meanwhile" in out
    assert _rows(made)["beta-town"]["latitude"] == "1"


def test_problems_of_the_table_come_before_any_question(
    shell: Shell, folder: Folder, server: Server
) -> None:
    made = folder(places={2: {"latitude": "north"}, 3: NOWHERE})
    code, out, err = shell(made)
    assert (code, out, server.asked) == (1, "", [])
    assert err.splitlines() == [
        'places.csv row 2, latitude: "north" is not a number; write digits with a point, such as '
        "35.468, or leave the cell empty",
        "1 problem in the data folder",
    ]


def test_no_settings_is_one_sentence(shell: Shell, folder: Folder) -> None:
    made = folder(settings=b"title = 7")
    assert shell(made)[2].endswith("problems in the data folder\n")
    (made / "dataset.toml").unlink()
    assert shell(made) == (1, "", f"there is no dataset.toml in {made}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--pick", "kirkuk"),
        ("--pick", "=node/1"),
        ("--domain", "https://nominatim.example.org"),
        ("--geocoder", "google"),
        ("--scheme", "ftp"),
    ],
)
def test_wrong_usage_exits_with_2(shell: Shell, folder: Folder, arguments: tuple[str, ...]) -> None:
    code, out, err = shell(folder(), *arguments)
    assert (code, out) == (2, "")
    assert "Usage: " in err


def test_nobody_asks_nominatim_without_a_name(
    shell: Shell, folder: Folder, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(geocode.USER_AGENT)
    code, _, err = shell(folder(places={3: NOWHERE}))
    assert (code, server.asked) == (1, [])
    assert err.startswith("Nominatim wants to know who asks: name your own project")


def test_no_geonames_without_a_user_name(
    shell: Shell, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GEONAMES_USERNAME", raising=False)
    _, _, err = shell(folder(places={3: NOWHERE}), "--geocoder", "geonames")
    assert err == "GeoNames needs the environment variable GEONAMES_USERNAME\n"


# The built-in towns

# As Nominatim would answer: the town, a little off, among others of its name.
RECORDED: dict[str, list[Found]] = {
    "Kirkuk": [
        found("Kirkuk", 35.4666, 44.3799, key=11, radius=0.03, addresstype="city", importance=0.58),
        found(
            "Kirkuk Governorate", 35.3, 44.2, key=12, radius=0.7, osm_type="relation",
            category="boundary", type="administrative", addresstype="state", importance=0.55,
        ),
    ],
    "Altun Kupri": [found("Altun Kupri", 35.7517, 44.1401, key=21, radius=0.01)],
    "Tuz Khurmatu": [
        found("Tuz Khurmatu", 34.8825, 44.6350, key=31, radius=0.02),
        found("Tuz Khurmatu", 34.89, 44.63, key=32, addresstype="railway", importance=0.1),
    ],
    "Irbil": [
        found("Erbil", 36.1912, 44.0092, key=41, radius=0.03, addresstype="city", importance=0.6),
        found("Irbil", 36.5, 43.9, key=42, addresstype="village", importance=0.2),
    ],
    "Baghdad": [
        found("Baghdad", 33.31, 44.39, key=51, radius=0.05, addresstype="city", importance=0.75),
        found("Baghdad", 33.35, 44.42, key=52, addresstype="county", importance=0.5),
    ],
}  # fmt: skip


def test_the_built_in_towns_are_found_again(shell: Shell, server: Server, tmp_path: Path) -> None:
    for path in BUILT_IN.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "places.csv"
    rows = _rows(BUILT_IN)
    blank = {"latitude": "", "longitude": "", "precision_km": "", "checked": ""}
    towns = [place for place, row in rows.items() if row["latitude"]]
    assert len(towns) == len(RECORDED)
    table.write_text(
        table_text("places", [{**row, **(blank if place in towns else {})}
                              for place, row in rows.items()]), "utf-8",
    )  # fmt: skip
    server.answers = RECORDED
    code, out, err = shell(tmp_path)
    assert (code, err) == (0, "")
    assert out.endswith("5 places filled in, 0 left as found\n")
    after = _rows(tmp_path)
    for place in towns:
        old, new = rows[place], after[place]
        here, there = ((float(row["latitude"]), float(row["longitude"])) for row in (old, new))
        assert distance(here, there).km <= float(old["precision_km"])
        assert distance(here, there).km <= float(new["precision_km"])
    assert after["kirkuk"]["osm_id"] == "node/11"
    assert after["tuz-khormato"]["query"] == "Tuz Khurmatu"
    assert after["kirkuk-governorate"] == rows["kirkuk-governorate"]
    assert check(tmp_path) == []


def test_the_page_never_geocodes() -> None:
    root = Path(dashboard.__file__).parent
    words = ("from geopy.geocoders ", "from dashboard.geocoding.services ",
             "from dashboard.geocoding.resolver ",
             "from dashboard.geocoding.rate_limit ")  # fmt: skip
    using = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(word in path.read_text("utf-8") for word in words)
    }
    assert using == {
        "commands/geocode.py", "commands/geocode_report.py", "geocoding/services.py",
    }  # fmt: skip


@pytest.mark.parametrize("piped", [False, True])
def test_a_terminal_sees_which_name_is_asked(
    shell: Shell, folder: Folder, server: Server, monkeypatch: pytest.MonkeyPatch, piped: bool
) -> None:
    def console(*, stderr: bool = False) -> Console:
        return Console(stderr=stderr, force_terminal=stderr or not piped, highlight=False)

    monkeypatch.setattr(geocode, "console", console)
    server.answers["Beta"] = [found("Beta", 10.4, 25.4)]
    code, out, err = shell(folder(places={3: NOWHERE}))
    assert code == 0
    assert "0/1" in (err if piped else out)
    assert " Beta" in (err if piped else out)
    assert ("\x1b" in out) is not piped
    assert out.startswith("beta-town: ") is piped
    assert piped or "\x1b[2Kbeta-town: " in out  # the bar makes room for the line
    assert "1 place filled in" in out
