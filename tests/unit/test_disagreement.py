"""What accounts differ on is listed with every account, none left out."""

from datetime import date

from dashboard.model import disagreement
from dashboard.model.perspective import Perspective
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)


def on(day: date, who: str = "all") -> list[disagreement.Disagreement]:
    timeline = KIRKUK.under(Perspective(who))
    return disagreement.on(timeline, day)


def test_altun_kupri_on_the_twentieth_has_three_accounts() -> None:
    [town, *_] = on(date(2017, 10, 20))
    assert (town.place_id, town.event) == ("altun-kupri", None)
    assert [(row["attribution"], row["status"], row["source_id"], row["paragraph"])
            for row in town.accounts] == [
        ("reporting", "contested", "washington-times-2017-10-20", "1-2"),
        ("peshmerga-command", "held", "washington-times-2017-10-20", "2"),
        ("iraq-defence-ministry", "held", "iraq-defence-ministry-2017-10-20", ""),
    ]  # fmt: skip


def test_no_perspective_hides_an_account() -> None:
    for who in ("articles", "peshmerga-command", "iraq"):
        assert repr(on(date(2017, 10, 20), who)) == repr(on(date(2017, 10, 20)))


def test_events_of_the_day_come_with_the_claims_that_differ() -> None:
    events = {item.event["event_id"]: item for item in on(date(2017, 10, 20)) if item.event}
    assert {*events} == {"waves-repelled", "altun-kupri-under-federal-control"}
    itself, other, claim = events["waves-repelled"].accounts
    assert itself["event_id"] == "waves-repelled"
    assert other["event_id"] == "altun-kupri-under-federal-control"
    assert claim["claim_id"] == "attack-repelled"


def test_a_day_on_which_nobody_differs() -> None:
    assert on(date(2017, 10, 1)) == []


def test_an_event_stands_beside_the_one_that_tells_it_otherwise() -> None:
    events = {item.event["event_id"]: item for item in on(date(2017, 10, 20)) if item.event}
    for event, other in (
        ("waves-repelled", "altun-kupri-under-federal-control"),
        ("altun-kupri-under-federal-control", "waves-repelled"),
    ):
        told = [row["event_id"] for row in events[event].accounts if "attribution" in row]
        assert told == [event, other]
