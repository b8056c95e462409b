"""Whose account is told: the precedence of each perspective, on tables and on the built-in data."""

from datetime import date

import pandas as pd
import pytest

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES, REPORTING
from dashboard.model.control import resolved
from dashboard.model.perspective import Perspective, articles
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view import attribution
from tests.answers import at

DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)
DAY = date(2017, 10, 20)


def selection(who: str, day: date = DAY) -> Selection:
    return Selection(day, (day, day), according_to=who)


def held(who: str, place: str, day: date = DAY) -> tuple[str, str, str, bool]:
    table = at(KIRKUK.under(Perspective(who)), selection(who, day)).control
    [row] = table[table["place_id"] == place].to_dict("records")
    return row["status"], row["controller"], row["attribution"], row["differs"]


@pytest.mark.parametrize(
    ("who", "status", "controller", "attribution"),
    [
        (ALL, "contested", "peshmerga", REPORTING),
        (ARTICLES, "contested", "peshmerga", REPORTING),
        ("peshmerga-command", "held", "peshmerga", "peshmerga-command"),
        ("iraq-defence-ministry", "held", "iraq", "iraq-defence-ministry"),
        ("iraq", "contested", "peshmerga", REPORTING),  # it has no account of control
    ],
)
def test_altun_kupri_as_each_tells_it(
    who: str, status: str, controller: str, attribution: str
) -> None:
    assert held(who, "altun-kupri") == (status, controller, attribution, True)


def test_the_articles_do_without_the_background() -> None:
    assert held(ALL, "kirkuk", date(2015, 1, 1))[:2] == ("held", "peshmerga")
    assert held(ARTICLES, "kirkuk", date(2015, 1, 1))[:2] == ("unknown", "")
    assert held(ARTICLES, "kirkuk", date(2017, 10, 1)) == ("held", "peshmerga", REPORTING, False)
    # A caption shows a patrol; that the town is held is of the background, and no contradiction.
    assert held(ARTICLES, "tuz-khormato", date(2017, 10, 16)) == (
        "presence", "iraq", REPORTING, False,
    )  # fmt: skip
    assert held(ALL, "tuz-khormato", date(2017, 10, 16)) == ("held", "iraq", REPORTING, False)
    # What does not count is still heard: the agencies have the town in federal hands.
    assert held(ARTICLES, "altun-kupri", date(2017, 10, 21)) == (
        "contested", "peshmerga", REPORTING, True,
    )  # fmt: skip


def test_a_statement_until_now_says_nothing_of_the_next_day() -> None:
    next_day = held("peshmerga-command", "altun-kupri", date(2017, 10, 21))
    assert next_day == ("held", "iraq", REPORTING, False)


def test_parties_come_from_the_data() -> None:
    assert [*KIRKUK.parties] == ["iraq", "peshmerga-command", "iraq-defence-ministry"]
    known = articles(DATA)
    assert known == {"washington-times-2017-10-20", "nz-herald-2017-10"}


def test_a_party_tells_its_own_events_and_those_of_reporting() -> None:
    events = KIRKUK.events
    mask = KIRKUK.under(Perspective("peshmerga-command")).matching(Filters())
    assert {*events["attribution"][mask]} == {REPORTING, "peshmerga-command"}
    assert {*events["attribution"][~mask]} == {"iraq"}
    mask = KIRKUK.under(Perspective(ARTICLES)).matching(Filters())
    assert {*events["source_id"][mask]} <= articles(DATA)


def test_another_perspective_leaves_the_first_as_it_was() -> None:
    timeline = Timeline(DATA)
    before = timeline.control.copy()
    other = timeline.under(Perspective("iraq-defence-ministry"))
    assert other is timeline.under(Perspective("iraq-defence-ministry"))
    assert timeline.under(Perspective()) is timeline
    pd.testing.assert_frame_equal(timeline.control, before)
    assert days.number(DAY) in other.change_days
    assert at(other, selection("iraq-defence-ministry")).changes["controller"].tolist() == ["iraq"]


RANKS = [
    (ALL, ["reporting", "red", "blue"], "reporting"),
    (ALL, ["red", "blue"], "blue"),  # the later word
    ("red", ["reporting", "red", "blue"], "red"),
    ("red", ["reporting", "blue"], "reporting"),
    ("red", ["blue"], "blue"),
]


@pytest.mark.parametrize(("who", "perspectives", "first"), RANKS)
def test_whose_word_goes_first(who: str, perspectives: list[str], first: str) -> None:
    order = ["reporting", "red", "blue"]  # blue's word is the latest
    table = pd.DataFrame(
        [
            {"place_id": "a", "until": pd.NaT,
             "date": pd.Timestamp(2001, 1, 1 + order.index(speaker)),
             "status": "held", "controller": speaker, "challenger": "", "attribution": speaker,
             "confidence": "high", "time_precision": "day", "source_id": "s", "paragraph": "",
             "note": ""}
            for speaker in perspectives
        ]
    )  # fmt: skip
    last = resolved(table, Perspective(who)).iloc[-1]
    assert last["attribution"] == first
    assert last["differs"] == (len(perspectives) > 1)


def said(who: str, day: date = DAY) -> str:
    return attribution.choice(KIRKUK.under(Perspective(who)), selection(who, day))


def test_the_choice_is_said_in_words() -> None:
    assert said(ALL) == ""
    assert said("peshmerga-command").startswith(
        "Peshmerga command: Altun Kupri held by Peshmerga, as of 20 Oct 2017; "
        "reporting disagrees (contested by Peshmerga and Federal Iraq)."
    )
    assert said("iraq-defence-ministry", date(2017, 10, 21)).startswith(
        "Iraqi defence ministry: Altun Kupri held by Federal Iraq, as of 20 Oct 2017, "
        "as reporting has it."
    )
    assert said("iraq").startswith(
        "Federal Iraq: nothing on who holds what by this day, so reporting stands."
    )
    assert said(ARTICLES) == (
        "The articles alone: background sources are left out, 3 events with them."
    )


def test_an_account_that_nobody_shares_is_one_partys_word() -> None:
    rows = KIRKUK.accounts[KIRKUK.accounts["place_id"] == "altun-kupri"].to_dict("records")
    lone = {row["attribution"]: attribution.lone_account(row, rows) for row in rows}
    assert lone == {
        "reporting": False,
        "peshmerga-command": True,
        "iraq-defence-ministry": False,  # the agencies have the same from the next day on
    }
