"""The services as they answer over the wire, on good days and bad ones."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from types import SimpleNamespace
from typing import Any

import pytest
from nominatim import Reply, Server, found, serving

from dashboard.geocoding import response_parsers
from dashboard.geocoding.choice import Place
from dashboard.geocoding.rate_limit import FAILURES, GAP, LONGEST_WAIT, WAITS, Clock
from dashboard.geocoding.resolver import Lookup
from dashboard.geocoding.services import SERVICES, Connection, _same_host, keys, lookup
from dashboard.model.errors import DashboardError, NoAnswer

TOWN = Place("kirkuk", "Kirkuk", "city", ("Kirkuk",), countries=("IRQ", "SYR"))
AGENT = "test-map (test@example.org)"
BOX = (34.5, 43.2, 36.4, 45.3)
BODY = json.dumps([found("Kirkuk", 35.468, 44.392)])


@dataclass
class Sleeper:
    """A clock that only sleeping moves on."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self._sleep)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        server.answers["Kirkuk"] = [found("Kirkuk", 35.468, 44.392)]
        yield server


@pytest.fixture
def sleeper() -> Sleeper:
    return Sleeper()


def _nominatim(server: Server, sleeper: Sleeper, **changes: Any) -> Lookup:
    options = {"user_agent": AGENT, "domain": server.host, "scheme": "http", "box": BOX, **changes}
    return lookup(SERVICES["nominatim"], Connection(**options), sleeper.clock)


def test_nominatim_is_asked_politely(server: Server, sleeper: Sleeper) -> None:
    look = _nominatim(server, sleeper, language="ar,en")
    (candidate,) = look("Kirkuk", TOWN)
    assert server.agents == [AGENT]
    assert server.asked == [
        {
            "q": "Kirkuk",
            "format": "jsonv2",
            "limit": "10",
            "addressdetails": "1",
            "accept-language": "ar,en",
            "countrycodes": "IQ,SY",
            "viewbox": "43.2,34.5,45.3,36.4",
        }
    ]
    assert (candidate.id, candidate.column, candidate.key) == ("node/1", "osm_id", "node/1")
    assert candidate.point == (35.468, 44.392)
    assert (candidate.type, candidate.sort, candidate.country) == ("town", "settlement", "IRQ")
    assert candidate.importance == 0.4
    assert candidate.box == pytest.approx((35.448, 44.372, 35.488, 44.412))


def test_each_wait_is_told(server: Server, sleeper: Sleeper) -> None:
    said: list[str] = []
    connection = Connection(AGENT, server.host, "http")
    server.next += [Reply(503), Reply(503)]
    lookup(SERVICES["nominatim"], connection, sleeper.clock, said.append)("Kirkuk", TOWN)
    assert [text.rpartition("; ")[2] for text in said] == [
        f"asking again in {wait:.0f} s" for wait in WAITS[:2]
    ]


def test_nothing_found_is_no_failure(server: Server, sleeper: Sleeper) -> None:
    assert _nominatim(server, sleeper)("Nowhere", TOWN) == []


def test_several_come_with_what_tells_them_apart(server: Server, sleeper: Sleeper) -> None:
    state = {"state": "Kirkuk Governorate", "country_code": "iq"}
    server.answers["Kirkuk"] = [
        found("Kirkuk", 35.4, 44.3, key=1, addresstype="state", osm_type="relation", address=state),
        found("Kirkuk", 35.5, 44.4, key=2, importance=None, address={}),
        {"lat": "1", "lon": "2", "display_name": "bare"},
    ]
    first, second, bare = _nominatim(server, sleeper)("Kirkuk", TOWN)
    assert (first.id, first.sort, first.region) == ("relation/1", "region", "Kirkuk Governorate")
    assert (second.importance, second.country, second.region) == (None, "", "")
    assert (bare.id, bare.column, bare.box, bare.sort) == ("1.00000,2.00000", "", None, "site")


def test_one_question_a_second(server: Server, sleeper: Sleeper) -> None:
    look = _nominatim(server, sleeper)
    look("Kirkuk", TOWN)
    assert sleeper.slept == []
    look("Kirkuk", TOWN)
    assert sleeper.slept == [GAP]
    sleeper.seconds += 0.75
    look("Kirkuk", TOWN)
    assert sleeper.slept == [GAP, pytest.approx(GAP - 0.75)]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(503, "<html>Service Unavailable</html>"),
        Reply(500, "oops"),
        Reply(502),
        Reply(504),
        Reply(429),
        Reply(200, "<html><body>Log in to this hotel</body></html>"),
        Reply(200, BODY[:-7]),
        Reply(200, '["Kirkuk"]'),
        Reply(200, "7"),
        Reply(200, '[{"lat": "north", "lon": "1"}]'),
        Reply(200, '[{"lat": "91", "lon": "1"}]'),
        Reply(200, '[{"display_name": "nowhere"}]'),
        Reply(200, "\xff"),
    ],
    ids=lambda reply: f"{reply.status} {reply.body[:20]}",
)
def test_a_passing_trouble_is_asked_again(server: Server, sleeper: Sleeper, reply: Reply) -> None:
    server.next += [reply, reply]
    assert len(_nominatim(server, sleeper)("Kirkuk", TOWN)) == 1
    assert len(server.asked) == 3
    assert sleeper.slept == [*WAITS[:2]]  # growing, and longer than the gap


def test_a_question_is_given_up_at_last(server: Server, sleeper: Sleeper) -> None:
    server.next += [Reply(503)] * (len(WAITS) + 1)
    look = _nominatim(server, sleeper)
    with pytest.raises(NoAnswer, match=r"^Nominatim has troubles of its own \(status 503\)$"):
        look("Kirkuk", TOWN)
    assert sleeper.slept == [*WAITS]
    assert len(look("Kirkuk", TOWN)) == 1  # the next one fares better


def test_too_many_failures_in_a_row_end_it(server: Server, sleeper: Sleeper) -> None:
    server.next += [Reply(500)] * FAILURES
    look = _nominatim(server, sleeper)
    with pytest.raises(NoAnswer):
        look("Kirkuk", TOWN)
    with pytest.raises(DashboardError, match=f"failed {FAILURES} times in a row") as error:
        look("Kirkuk", TOWN)
    assert not isinstance(error.value, NoAnswer)
    assert len(server.asked) == FAILURES


def test_an_answer_in_between_begins_the_count_anew(server: Server, sleeper: Sleeper) -> None:
    look = _nominatim(server, sleeper)
    for _ in range(FAILURES):
        server.next.append(Reply(500))
        assert look("Kirkuk", TOWN)


@pytest.mark.parametrize("status", [429, 503])
def test_the_service_says_how_long_to_wait(server: Server, sleeper: Sleeper, status: int) -> None:
    server.next.append(Reply(status, headers={"Retry-After": "77"}))
    assert _nominatim(server, sleeper)("Kirkuk", TOWN)
    assert sleeper.slept == [77]


def test_it_may_say_so_as_a_date(server: Server, sleeper: Sleeper) -> None:
    later = formatdate(time.time() + 90, usegmt=True)
    server.next.append(Reply(429, headers={"Retry-After": later}))
    assert _nominatim(server, sleeper)("Kirkuk", TOWN)
    assert 60 < sleeper.slept[0] <= 90


def test_a_short_wait_is_no_reason_to_hurry(server: Server, sleeper: Sleeper) -> None:
    server.next.append(Reply(429, headers={"Retry-After": "0"}))
    assert _nominatim(server, sleeper)("Kirkuk", TOWN)
    assert sleeper.slept == [WAITS[0]]


def test_who_asks_for_hours_is_told_goodbye(server: Server, sleeper: Sleeper) -> None:
    server.next.append(Reply(429, headers={"Retry-After": str(int(LONGEST_WAIT) + 60)}))
    with pytest.raises(DashboardError, match="Nominatim asks to wait for 11 minutes"):
        _nominatim(server, sleeper)("Kirkuk", TOWN)
    assert sleeper.slept == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, "does not understand the question"),
        (401, "does not accept the key"),
        (402, "grants no more questions"),
        (403, "refuses to serve this user"),
        (404, "does not serve this address"),
    ],
)
def test_a_final_no_is_not_asked_again(
    server: Server, sleeper: Sleeper, status: int, reason: str
) -> None:
    server.next.append(Reply(status))
    with pytest.raises(DashboardError, match=reason) as error:
        _nominatim(server, sleeper)("Kirkuk", TOWN)
    assert not isinstance(error.value, NoAnswer)
    assert len(server.asked) == 1


def test_a_slow_answer_is_not_waited_for(server: Server, sleeper: Sleeper) -> None:
    server.next.append(Reply(slow=True))
    assert _nominatim(server, sleeper, timeout=0.2)("Kirkuk", TOWN)
    assert len(server.asked) == 2


def test_nobody_there(server: Server, sleeper: Sleeper) -> None:
    look = _nominatim(server, sleeper, domain="127.0.0.1:9")
    with pytest.raises(NoAnswer, match="cannot be reached"):
        look("Kirkuk", TOWN)


def test_a_redirection_to_another_host_is_refused(server: Server, sleeper: Sleeper) -> None:
    with serving() as other:
        there = f"http://{other.host}/search?q=Kirkuk&format=jsonv2"
        server.next.append(Reply(302, headers={"Location": there}))
        with pytest.raises(DashboardError, match="another host, which is refused") as error:
            _nominatim(server, sleeper)("Kirkuk", TOWN)
        assert other.asked == []
    assert not isinstance(error.value, NoAnswer)


def test_a_redirection_on_the_same_host_is_followed(server: Server, sleeper: Sleeper) -> None:
    again = f"http://{server.host}/search?q=Kirkuk&format=jsonv2&addressdetails=1"
    server.next.append(Reply(301, headers={"Location": again}))
    assert _nominatim(server, sleeper)("Kirkuk", TOWN)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("https://a.org/x", "https://a.org/y", True),
        ("http://a.org/x", "https://a.org/x", True),
        ("https://a.org/x", "http://a.org/x", False),
        ("http://a.org/x", "http://b.a.org/x", False),
        ("http://a.org:1/", "http://a.org:2/", False),
        ("http://a.org:1/", "https://a.org/", False),
        ("http://a.org/", "https://a.org@b.org/", False),
        ("https://a.org/", "file:///etc/hosts", False),
    ],
)
def test_which_host_is_the_same(old: str, new: str, same: bool) -> None:
    assert _same_host(old, new) is same


@pytest.mark.parametrize("agent", ["", "my-application"])
def test_nominatim_wants_to_know_who_asks(agent: str) -> None:
    connection = Connection(user_agent=agent)
    with pytest.raises(DashboardError, match="Nominatim wants to know who asks"):
        lookup(SERVICES["nominatim"], connection, Clock())


# Keys


def test_keys_come_from_the_environment() -> None:
    assert keys(SERVICES["geonames"], {"GEONAMES_USERNAME": "me"}) == {"username": "me"}
    assert keys(SERVICES["arcgis"], {}) == {}
    assert keys(SERVICES["nominatim"], {}) == {}


@pytest.mark.parametrize(
    ("name", "environ", "missing"),
    [
        ("geonames", {}, "GeoNames needs the environment variable GEONAMES_USERNAME"),
        (
            "arcgis",
            {"ARCGIS_USERNAME": "me", "ARCGIS_PASSWORD": "secret"},
            "ArcGIS needs the environment variable ARCGIS_REFERER",
        ),
    ],
)
def test_a_missing_key_is_named(name: str, environ: dict[str, str], missing: str) -> None:
    with pytest.raises(DashboardError) as error:
        keys(SERVICES[name], environ)
    assert str(error.value) == missing


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, '{"status": {"message": "user does not exist: tell-tale", "value": 10}}'),
        Reply(200, '{"status": {"message": "daily limit of tell-tale", "value": 18}}'),
        Reply(401, "tell-tale"),
    ],
)
def test_a_key_is_never_repeated(server: Server, sleeper: Sleeper, reply: Reply) -> None:
    server.next.append(reply)
    connection = Connection(domain=server.host, scheme="http", keys={"username": "tell-tale"})
    with pytest.raises(DashboardError) as error:
        lookup(SERVICES["geonames"], connection, sleeper.clock)("Kirkuk", TOWN)
    assert server.asked[0]["username"] == "tell-tale"
    assert "tell-tale" not in str(error.value)


# The other services


def _asked(name: str, body: Any, server: Server, sleeper: Sleeper, **changes: Any) -> Any:
    server.next.append(Reply(200, json.dumps(body)))
    connection = Connection(domain=server.host, scheme="http", box=BOX, **changes)
    (candidate,) = lookup(SERVICES[name], connection, sleeper.clock)("Kirkuk", TOWN)
    return candidate


def test_geonames(server: Server, sleeper: Sleeper) -> None:
    body = {
        "totalResultsCount": 1,
        "geonames": [
            {
                "geonameId": 94787, "name": "Kirkuk", "lat": "35.46806", "lng": "44.39222",
                "fcl": "P", "fcode": "PPLA", "fcodeName": "seat of a first-order division",
                "countryCode": "IQ", "countryName": "Iraq", "adminName1": "Kirkuk",
            }
        ],
    }  # fmt: skip
    one = _asked("geonames", body, server, sleeper, keys={"username": "me"})
    assert (one.id, one.column, one.key) == ("94787", "geonames_id", "94787")
    assert (one.point, one.sort, one.country) == ((35.46806, 44.39222), "settlement", "IRQ")
    assert (one.region, one.box, one.importance) == ("Kirkuk", None, None)
    assert server.asked[0]["q"] == "Kirkuk"
    assert server.asked[0]["country"] == "SY"  # both are sent; a dict keeps the last


def test_photon(server: Server, sleeper: Sleeper) -> None:
    properties = {
        "osm_type": "R", "osm_id": 7, "osm_key": "boundary", "osm_value": "administrative",
        "type": "city", "name": "Kirkuk", "state": "Kirkuk Governorate", "country": "Iraq",
        "countrycode": "IQ", "extent": [44.2, 35.6, 44.5, 35.3],
    }  # fmt: skip
    geometry = {"type": "Point", "coordinates": [44.39222, 35.46806]}
    body = {"features": [{"type": "Feature", "properties": properties, "geometry": geometry}]}
    one = _asked("photon", body, server, sleeper, language="en,ar")
    assert (one.id, one.column) == ("relation/7", "osm_id")
    assert (one.type, one.sort, one.country) == ("city", "settlement", "IRQ")
    assert one.box == (35.3, 44.2, 35.6, 44.5)
    assert server.asked[0]["lang"] == "en"
    assert float(server.asked[0]["lat"]) == pytest.approx(35.45)


def test_arcgis(server: Server, sleeper: Sleeper) -> None:
    body = {
        "candidates": [
            {
                "address": "Kirkuk",
                "location": {"x": 44.39222, "y": 35.46806},
                "score": 100,
                "attributes": {
                    "Addr_type": "Locality", "Type": "City", "Country": "IRQ", "Region": "Kirkuk",
                    "LongLabel": "Kirkuk, IRQ",
                },
                "extent": {"xmin": 44.3, "ymin": 35.4, "xmax": 44.5, "ymax": 35.5},
            }
        ]
    }  # fmt: skip
    one = _asked("arcgis", body, server, sleeper)
    assert (one.id, one.column, one.name) == ("35.46806,44.39222", "", "Kirkuk, IRQ")
    assert (one.type, one.sort, one.country) == ("city", "settlement", "IRQ")
    assert one.box == (35.4, 44.3, 35.5, 44.5)
    assert server.asked[0]["singleLine"] == "Kirkuk, IRQ"


def test_a_reader_refuses_what_is_no_number() -> None:
    raw = {"lat": "nan", "lon": "1"}
    with pytest.raises(ValueError, match="finite"):
        response_parsers.nominatim(SimpleNamespace(raw=raw))
