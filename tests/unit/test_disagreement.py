"""What accounts differ on is listed with every account, none left out."""

from datetime import date

from dashboard.model import disagreement
from dashboard.model.perspective import Perspective
from dashboard.model.selection import Filters
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)
EVERYTHING = Filters()


def on(
    day: date, who: str = "all", filters: Filters = EVERYTHING
) -> list[disagreement.Disagreement]:
    timeline = KIRKUK.under(Perspective(who))
    return disagreement.on(timeline, day, filters)


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


def test_events_that_contradict_each_other_are_one_with_the_claims_that_differ() -> None:
    [item] = [item for item in on(date(2017, 10, 20)) if item.event]
    assert item.about == ("altun-kupri-under-federal-control", "waves-repelled")
    assert [row.get("claim_id", row["event_id"]) for row in item.accounts] == [
        *item.about, "attack-repelled",
    ]  # fmt: skip
    assert item.event and item.event["event_id"] == item.about[0]


def test_filters_choose_events_and_never_places() -> None:
    def about(day: int, **wanted: tuple[str, ...]) -> list[tuple[str, ...]]:
        return [item.about for item in on(date(2017, 10, day), filters=Filters(**wanted))]

    move, town = ("coordination-in-advance", "assault-on-kirkuk"), ()
    assert move in about(16) and len(about(16)) > 1
    assert about(16, types=("Battles",)) == [move]
    assert about(16, types=("Riots",)) == []
    assert about(20, types=("Riots",)) == [town]


def test_a_day_on_which_nobody_differs() -> None:
    assert on(date(2017, 10, 1)) == []
