"""The picture of a view and its data, at addresses of their own."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sheets import opening
from made_site import another, open_site
from PIL import Image
from starlette.testclient import TestClient

from dashboard.model.address import KNOWN
from dashboard.render.exports.geojson import geojson
from dashboard.render.exports.spreadsheet import csv as spreadsheet
from dashboard.server.answers import THREADS
from dashboard.server.datasets import load
from dashboard.server.files import FILES, PICTURE, made, picture
from dashboard.server.settings import Settings
from dashboard.server.work import AT_ONCE, TURNS, WAITING
from dashboard.sources.folder import BUILT_IN
from dashboard.view.day_view import as_json

Make = Callable[..., Path]
DATA = [path for path in FILES if path != PICTURE]


# The picture


def test_the_picture_has_the_size_of_a_card(folder: Make) -> None:
    answer = open_site(folder()).get("/preview.png?date=2001-02-02")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "public, max-age=300"
    with Image.open(io.BytesIO(answer.content)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))


@pytest.mark.parametrize(
    "query",
    ["date=2001-02-02&window=3&lat=10&lng=25&zoom=8", "mode=briefing&scene=2",
     "mode=briefing&scene=2&date=2001-02-02"],
)  # fmt: skip
def test_the_picture_is_the_one_that_is_exported(
    folder: Make, shell: Callable[..., Any], tmp_path: Path, query: str
) -> None:
    data, target = folder(), tmp_path / "out.png"
    shell("export", "png", "-o", target, "--data", data, "--link", f"?{query}",
          "--size", "1200x630")  # fmt: skip
    assert open_site(data).get(f"/preview.png?{query}").content == target.read_bytes()


def test_where_a_briefing_has_strayed_the_picture_is_of_what_the_page_shows(folder: Make) -> None:
    client = open_site(folder())
    strayed = client.get("/preview.png?mode=briefing&scene=2&date=2001-02-05")
    assert strayed.content == client.get("/preview.png?date=2001-02-05").content
    assert strayed.content != client.get("/preview.png?mode=briefing&scene=2").content


def test_equal_views_are_one_picture(folder: Make) -> None:
    client = open_site(folder())
    asked = "/preview.png?date=2001-02-02&q=clash"
    first, kept = client.get(asked), len(made.cache)
    for query in (
        "q=clash&date=2001-02-02", "date=2001-02-02&q=clash&utm_source=chat",
        "date=2001-02-02&q=clash&window=soon", "date=2001-02-05&q=no&q=clash&date=2001-02-02",
    ):  # fmt: skip
        answer = client.get(f"/preview.png?{query}")
        assert answer.headers["etag"] == first.headers["etag"]
        assert answer.content == first.content
    assert len(made.cache) == kept
    assert client.get("/preview.png?date=2001-02-02").headers["etag"] != first.headers["etag"]


def test_pages_and_chats_share_their_pictures(folder: Make) -> None:
    data = folder()
    content = picture(load(data), {"date": "2001-02-02"})
    kept = len(made.cache)
    assert open_site(data).get("/preview.png?date=2001-02-02").content == content
    assert len(made.cache) == kept


# Data


def test_data_come_as_what_they_are(folder: Make) -> None:
    client = open_site(folder())
    types = {path: client.get(path).headers["content-type"] for path in DATA}
    assert types == {
        "/data/events.geojson": "application/geo+json",
        "/data/control.geojson": "application/geo+json",
        "/data/events.csv": "text/csv; charset=utf-8",
        "/data/view.json": "application/json",
    }


@pytest.mark.parametrize(("path", "record"), [("events", "event"), ("control", "control")])
def test_map_programs_get_the_features_of_the_export(folder: Make, path: str, record: str) -> None:
    data = folder()
    found = open_site(data).get(f"/data/{path}.geojson?window=2").json()
    whole = json.loads(geojson(opening(data, window=2)))
    features = [one for one in whole["features"] if one["properties"]["record"] == record]
    assert features
    assert found == whole | {"features": features}


def test_a_table_has_the_events_of_the_export_alone(folder: Make) -> None:
    def rows(content: bytes) -> list[dict[str, str]]:
        return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]

    data = folder()
    whole = rows(spreadsheet(opening(data)))
    found = rows(open_site(data).get("/data/events.csv").content)
    assert [row["id"] for row in found] == ["second-clash", "first-clash"]
    assert found == [row for row in whole if row["record"] == "event"]


def test_the_view_is_what_the_page_shows(folder: Make) -> None:
    data = folder()
    loaded = load(data)
    view = loaded.view(loaded.scenes[1].selection)
    answer = open_site(data).get("/data/view.json?mode=briefing&scene=2")
    assert answer.text == as_json(view)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("date=soon", ["date=soon, which is not a day such as"]),
        ("window=0&types=Battles,Bottles",
         ["window=0, which is not a number", "types=Bottles, which is not among"]),
        ("dat=2001-02-03", ['dat, which is no parameter (did you mean "date")']),
        ("mode=briefing&scene=9", ["scene=9, which is not one of the 2 scenes"]),
        ("%00%E2%80%AE=1", ["\\x00\\u202e, which is no parameter (see the README)"]),
    ],
)  # fmt: skip
def test_a_script_hears_all_that_is_wrong_with_its_question(
    folder: Make, query: str, words: list[str]
) -> None:
    client = open_site(folder())
    for path in DATA:
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.text.startswith("The address says ")
        assert answer.text.count("\n") == 1
        assert not [word for word in words if word not in answer.text]
    assert client.get(f"/preview.png?{query}").status_code == 200


def test_each_of_several_folders_has_its_own(folder: Make) -> None:
    other = folder(settings={"title": "Three towns"})
    client = open_site(BUILT_IN, other, base_path="maps")
    view = client.get(f"/maps/{other.name}/data/view.json").json()
    assert view["dataset"] == "Three towns"
    assert client.get("/maps/data/data/view.json").json()["dataset"] == "Kirkuk, October 2017"
    assert client.get("/maps/data/view.json").status_code == 404


# What is kept, and who may read it


@pytest.mark.parametrize("path", FILES)
def test_who_has_it_already_is_told_so(folder: Make, path: str) -> None:
    client = open_site(folder(), previews_per_minute=1)
    first = client.get(path)
    mark = first.headers["etag"]
    for known in (mark, f'"other", {mark}', mark.removeprefix("W/"), "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == mark
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 429


def test_changed_data_are_sent_anew(folder: Make) -> None:
    data, other = folder(), folder(events=[])
    client = open_site(data)
    before = client.get("/data/events.geojson")
    (data / "events.csv").write_bytes((other / "events.csv").read_bytes())
    (data / "claims.csv").unlink()
    after = client.get("/data/events.geojson", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["features"] == []


@pytest.mark.parametrize("path", FILES)
def test_the_head_alone_is_that_of_the_whole(folder: Make, path: str) -> None:
    client = open_site(folder())
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == client.get(path).headers


@pytest.mark.parametrize("path", FILES)
def test_pages_of_other_sites_may_read_public_data_alone(
    folder: Make, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    data = folder()
    client = open_site(data)
    assert client.get(path).headers["access-control-allow-origin"] == "*"
    assert client.get(path).headers["cache-control"].startswith("public, ")
    monkeypatch.setattr(Settings, "private", True)
    client = open_site(data)
    for query in ("", "?date=soon"):
        assert "access-control-allow-origin" not in client.get(f"{path}{query}").headers
    assert client.get(path).headers["cache-control"].startswith("private, ")


# Limits


def test_an_address_may_ask_so_often_a_minute(folder: Make) -> None:
    client = open_site(folder(), previews_per_minute=3)
    for path in ("/preview.png", "/data/events.csv", "/preview.png"):
        assert client.get(path).status_code == 200
    refused = client.get("/data/view.json")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["cache-control"] == "no-store"
    assert refused.text == "No more than 3 files a minute: ask again a little later.\n"
    assert client.get("/").status_code == 200
    assert another(client.app, "10.0.0.2").get("/preview.png").status_code == 200


def test_a_household_counts_as_one(folder: Make) -> None:
    client = open_site(folder(), previews_per_minute=1)
    codes = [
        another(client.app, who).get("/data/view.json").status_code
        for who in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1", "testclient")
    ]
    assert codes == [200, 429, 200, 200]


def test_who_comes_when_too_many_wait_is_sent_away_and_nothing_else_waits(folder: Make) -> None:
    data = folder()
    asked = [f"/preview.png?q={number}" for number in range(20)]
    with open_site(data) as client, ThreadPoolExecutor(len(asked)) as readers:
        with TURNS.turn():  # a file that takes long
            waiting = {readers.submit(client.get, path): path for path in asked}
            finished = as_completed(waiting, timeout=60)
            refused = [next(finished) for _ in range(len(asked) - AT_ONCE + 1 - WAITING)]
            for path in ("/", "/healthz", "/data/view.json"):
                assert client.get(path).status_code == 200
        served = [*finished]
    for one in refused:
        answer = one.result()
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert answer.text == "The server is busy making other files: try again in a moment.\n"
    assert len(served) == WAITING
    loaded = load(data)
    for one in served:
        right = picture(loaded, {"q": waiting[one].partition("q=")[2]})
        assert (one.result().status_code, one.result().content) == (200, right)


def test_many_who_want_the_same_wait_for_one(folder: Make) -> None:
    with open_site(folder()) as client, ThreadPoolExecutor(20) as readers:
        answers = [*readers.map(client.get, ["/preview.png?q=same"] * 20)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(answers) < THREADS


@pytest.mark.parametrize("path", FILES)
def test_a_folder_that_cannot_be_shown_has_no_files(folder: Make, path: str) -> None:
    answer = open_site(folder(events="no table")).get(path)
    assert answer.status_code == 503
    assert answer.text == "The data cannot be shown: the page says what is wrong with them.\n"


# Whatever is asked


@pytest.fixture(scope="module")
def any_site() -> Iterator[TestClient]:
    with open_site(BUILT_IN) as client:
        yield client


VALUES = (
    st.text(max_size=30)
    | st.dates().map(str)
    | st.integers().map(str)
    | st.floats().map(str)
    | st.sampled_from(["kirkuk", "all", "articles", "briefing", "Battles", "iraq", "osm", "-0",
                       "90", "-90", "180", "-180", "22", "1e308", "\x00", "٣", "9" * 5000])
)  # fmt: skip
QUERIES = (
    st.lists(st.tuples(st.sampled_from(sorted(KNOWN)) | st.text(max_size=8), VALUES), max_size=6)
    .map(urlencode)
    | st.binary(max_size=40).map(lambda raw: "".join(f"%{byte:02x}" for byte in raw))
    | st.from_regex(r"[!-~]{0,40}", fullmatch=True).map(lambda text: text.replace("#", ""))
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(query=QUERIES)
def test_no_question_breaks_page_or_data(any_site: TestClient, query: str) -> None:
    assert any_site.get(f"/?{query}").status_code == 200
    for path in DATA:
        assert any_site.get(f"{path}?{query}").status_code in (200, 400)


@settings(deadline=None, max_examples=15)
@given(query=QUERIES)
def test_every_question_has_a_picture(any_site: TestClient, query: str) -> None:
    assert any_site.get(f"{PICTURE}?{query}").status_code == 200
