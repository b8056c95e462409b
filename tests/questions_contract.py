"""What every answer to `questions.Questions` must be, whatever gives it.

    class TestTimeline(Contract):
        ask = staticmethod(Timeline)

`ask` makes what answers out of a Dataset. The written tables show what a question means; the
generated ones are held against a plain look at their rows (`questions_reference`).
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import CHANGE, EVENT, ROWS
from hypothesis import HealthCheck, example, given, settings

from dashboard.model import days
from dashboard.model.codes import ALL, REPORTING
from dashboard.model.control import INTERVAL, NO_RECORD
from dashboard.model.dataset import Dataset
from dashboard.model.perspective import EVERYONE, Perspective
from dashboard.model.questions import Questions
from dashboard.model.schema import CONTROL, EVENTS
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import Row
from tests.questions_reference import (
    ACTORS,
    FIRST,
    PLACES,
    SELECTIONS,
    SOURCES,
    SPAN,
    TABLES_MADE,
    Reference,
    Told,
    frequent,
    made,
    selected,
)

Tables = dict[str, list[dict[str, str]]]
WRITTEN = [
    {**EVENT, "event_id": "early", "date": "2001-02-01", "title": "Shells on the Café Ångström",
     "event_type": "Explosions/Remote violence", "actor1": "blue-guard",
     "sub_event_type": "Shelling/artillery/missile attack"},
    {**EVENT, "event_id": "clash", "date": "2001-02-03", "title": "A clash",
     "place_id": "beta-town", "summary": "Near the sugar mill.", "source_id": "weekly-2001"},
    {**EVENT, "event_id": "siege", "date": "2001-02-03", "date_end": "2001-02-05",
     "title": "A siege", "actor2": "blue-guard"},
    {**EVENT, "event_id": "talks", "date": "2001-02-04", "time_precision": "week",
     "title": "Talks", "place_id": "", "event_type": "Strategic developments",
     "sub_event_type": "Agreement", "attribution": "blue-guard", "actor1": ""},
    {**EVENT, "event_id": "late", "date": "2001-02-09", "title": "An ÉCHO of shells"},
]  # fmt: skip


def _held(place: str, day: str, controller: str, **cells: str) -> dict[str, Any]:
    return {**CHANGE, "place_id": place, "date": day, "controller": controller, **cells}


HELD = [
    _held("alpha-town", "2001-01-01", "blue-guard"),
    _held("alpha-town", "2001-02-03", "blue-guard", challenger="red-army", status="contested"),
    _held("alpha-town", "2001-02-05", "red-army"),
    _held("alpha-town", "2001-02-05", "blue-guard", attribution="blue-guard"),
    _held("beta-town", "2001-02-05", "red-army", attribution="red-army"),
]
NOTHING: Tables = {"places": [], "events": [], "control": [], "claims": []}
# A generated test is defined once and run for each implementation.
SEVERAL = settings(max_examples=50, suppress_health_check=[HealthCheck.differing_executors])


def ids(rows: list[Row] | list[dict[str, str]]) -> list[str]:
    return [row["event_id"] for row in rows]


def february(day: int) -> date:
    return date(2001, 2, day)


def agree(row: Row, written: dict[str, str]) -> bool:
    """Whether an answered row has the cells of a written one, dates left aside."""
    table = EVENTS if "event_id" in written else CONTROL
    texts = [column.name for column in table.columns if column.kind != "date"]
    return {name: row[name] for name in texts} == {name: written.get(name, "") for name in texts}


class Contract:
    """All that is asked; a subclass says who answers."""

    ask: Callable[[Dataset], Questions]

    def of(self, **tables: Any) -> Questions:
        """The tables above, or these instead."""
        return self.ask(made(**{"events": WRITTEN, "control": HELD, "claims": [], **tables}))

    def under(self, tables: Tables, who: str = ALL) -> tuple[Questions, Reference]:
        """Generated tables as a perspective has them, and the plain look at them."""
        return self.ask(made(**tables)).under(Perspective(who)), Reference(tables, who)

    # Events, written

    @pytest.mark.parametrize(
        ("day", "begun"),
        [
            (1, ["early"]),
            (2, ["early"]),
            (3, ["clash", "siege", "early"]),
            (4, ["talks", "clash", "siege", "early"]),
            (9, ["late", "talks", "clash", "siege", "early"]),
        ],
    )
    def test_events_begun_newest_first_and_exact_before_rough(
        self, day: int, begun: list[str]
    ) -> None:
        rows, total = self.of().feed(selected(day))
        assert (ids(rows), total) == (begun, len(begun))

    def test_events_of_one_day_keep_their_order_in_the_file(self) -> None:
        same = [{**WRITTEN[1], "event_id": f"e-{number}"} for number in range(5)]
        rows, _ = self.of(events=same).feed(selected(3))
        assert ids(rows) == [f"e-{number}" for number in range(5)]

    def test_of_one_day_the_exact_come_before_the_rough_wherever_they_stand(self) -> None:
        asked = self.of(events=WRITTEN[::-1])
        assert ids(asked.feed(selected(3))[0]) == ["clash", "siege", "early"]

    def test_a_feed_is_cut_to_the_most_that_is_wanted(self) -> None:
        asked = self.of()
        for most in range(7):
            rows, total = asked.feed(selected(9), most=most)
            assert (len(rows), total) == (min(most, 5), 5)
        assert ids(asked.feed(selected(9), most=2)[0]) == ["late", "talks"]
        rows, total = asked.feed(selected(9), most=1, place="alpha-town")
        assert (ids(rows), total) == (["late"], 3)
        assert ids(asked.feed(selected(9), place="")[0]) == ["talks"]
        assert asked.feed(selected(9), place="gamma-land") == ([], 0)

    @pytest.mark.parametrize(
        ("day", "window", "kept"),
        [
            (1, 1, ["early"]),
            (2, 1, []),
            (2, 2, ["early"]),
            (3, 2, ["clash", "siege"]),
            (5, 1, ["talks", "siege"]),
            (6, 1, ["talks"]),
            (7, 3, ["talks", "siege"]),
            (9, 7, ["late", "talks", "clash", "siege"]),
        ],
    )
    def test_a_window_keeps_what_touches_its_days(
        self, day: int, window: int, kept: list[str]
    ) -> None:
        asked = self.of()
        assert ids(asked.feed(selected(day, window))[0]) == kept
        assert asked.counts(selected(day, window)).total == len(kept)
        alone = asked.counts(selected(day, window, places=("gamma-land",)))
        assert (alone.shown, alone.total, alone.today) == (0, len(kept), 0)

    @pytest.mark.parametrize(
        ("day", "touching"),
        [
            (2, []),
            (3, ["clash", "siege"]),
            (5, ["talks", "siege"]),
            (6, ["talks"]),
            (9, ["late", "talks"]),
            (10, ["talks"]),  # whose week ends then
            (11, []),
        ],
    )
    def test_today_is_what_touches_the_day(self, day: int, touching: list[str]) -> None:
        asked = self.of()
        assert ids(asked.today(selected(day))) == touching
        counts = asked.counts(selected(day))
        assert counts.today == len(touching)
        assert counts.exact == len({"early", "clash", "late"} & {*touching})

    def test_a_span_of_more_than_eight_days_is_no_event_of_a_day(self) -> None:
        spans = [{**WRITTEN[2], "event_id": f"to-{last}", "date_end": f"2001-02-{last}"}
                 for last in (10, 11)]  # fmt: skip
        asked = self.of(events=spans)
        assert ids(asked.today(selected(5))) == ["to-10"]
        assert asked.counts(selected(5)).today == 1
        assert self.of(events=spans[:1]).step(selected(1), "next") == february(3)
        assert self.of(events=spans[1:]).step(selected(1), "next") is None

    def test_age_counts_from_the_last_day(self) -> None:
        rows, _ = self.of().feed(selected(9))
        ages = {row["event_id"]: row["age"] for row in rows}
        assert ages == {"late": 0, "talks": 0, "siege": 4, "clash": 6, "early": 8}

    @pytest.mark.parametrize(
        ("cells", "first", "last"),
        [
            ({"date": "2001-02-03"}, "2001-02-03", "2001-02-03"),
            ({"date": "2001-02-03", "date_end": "2001-02-04"}, "2001-02-03", "2001-02-04"),
            ({"date": "2001-02-26", "time_precision": "week"}, "2001-02-26", "2001-03-04"),
            ({"date": "2001-02-01", "time_precision": "month"}, "2001-02-01", "2001-02-28"),
            ({"date": "2001-01-01", "time_precision": "year"}, "2001-01-01", "2001-12-31"),
            (
                {"date": "2001-02-03", "date_end": "2001-02-04", "time_precision": "month"},
                *("2001-02-03", "2001-02-04"),
            ),
        ],
    )
    def test_an_inexact_date_is_a_span(self, cells: dict[str, str], first: str, last: str) -> None:
        row = self.of(events=[{**EVENT, "event_id": "odd", "title": "?", **cells}]).event("odd")
        assert row is not None
        assert [days.day(row[end]).isoformat() for end in ("start", "end")] == [first, last]

    @pytest.mark.parametrize(
        ("wanted", "kept"),
        [
            ({"types": ("Battles",)}, ["late", "clash", "siege"]),
            ({"types": ("Battles", "Strategic developments")}, ["late", "talks", "clash", "siege"]),
            ({"places": ("beta-town",)}, ["clash"]),
            ({"sources": ("weekly-2001",)}, ["clash"]),
            ({"actors": ("blue-guard",)}, ["talks", "siege", "early"]),  # as account, 2nd, 1st
            ({"actors": ("red-army",)}, ["late", "clash", "siege"]),
            ({"text": "SHELLS"}, ["late", "early"]),
            ({"text": "  café   angstrom "}, ["early"]),
            ({"text": "écho"}, ["late"]),
            ({"text": "mill"}, ["clash"]),  # the summary
            ({"text": "beta red"}, ["clash"]),  # place and actor
            ({"text": "agreement"}, ["talks"]),  # the kind
            ({"text": "clash.*"}, ["late", "clash", "siege"]),  # no pattern: signs say nothing
            ({"text": "50% _"}, []),
            ({"text": "<<< *"}, []),  # of signs alone nothing is left to look for
            ({"text": "shells sugar"}, []),
            ({"types": ("Battles",), "actors": ("blue-guard",)}, ["siege"]),
            ({"types": ("Battles",), "places": ("alpha-town",), "text": "echo"}, ["late"]),
            ({"places": ("beta-town",), "sources": ("daily-2001",)}, []),
            ({"places": ("atlantis",)}, []),
        ],
    )
    def test_filters_alone_and_together(self, wanted: dict[str, Any], kept: list[str]) -> None:
        asked = self.of()
        assert ids(asked.feed(selected(9, **wanted))[0]) == kept
        counts = asked.counts(selected(9, **wanted))
        assert (counts.shown, counts.total) == (len(kept), 5)
        in_file = [row["event_id"] for row in WRITTEN if row["event_id"] in kept]
        assert [row["event_id"] for row, shown in zip(
            WRITTEN, asked.matching(Filters(**wanted)), strict=True
        ) if shown] == in_file  # fmt: skip

    @pytest.mark.parametrize(
        ("day", "last"), [(1, None), (2, "early"), (4, "clash"), (6, "siege"), (11, "talks")]
    )
    def test_what_was_over_last(self, day: int, last: str | None) -> None:
        row = self.of().last_over(selected(day))
        assert (row and row["event_id"]) == last

    def test_kinds_between_leave_out_the_earlier_day_and_have_the_later(self) -> None:
        between = self.of().kinds_between
        assert between(february(1), february(3), Filters()) == {"Battles": 2}
        assert [*between(date(2001, 1, 31), february(9), Filters())] == [
            "Battles", "Explosions/Remote violence", "Strategic developments",
        ]  # fmt: skip
        assert between(february(3), february(3), Filters()) == {}
        assert between(february(1), february(3), Filters(places=("beta-town",))) == {"Battles": 1}

    @pytest.mark.parametrize(
        ("day", "before", "after"),
        [(1, None, 3), (2, 1, 3), (3, 1, 4), (4, 3, 9), (9, 4, None)],
    )
    def test_steps_to_the_day_an_event_begins(
        self, day: int, before: int | None, after: int | None
    ) -> None:
        for which, expected in (("previous", before), ("next", after)):
            found = self.of().step(selected(day), which)
            assert (found and found.day) == expected

    def test_steps_pass_over_what_is_filtered_and_what_is_dated_to_a_month(self) -> None:
        asked = self.of(events=[
            *WRITTEN, {**EVENT, "event_id": "o", "date": "2001-02-06", "time_precision": "month"},
        ])  # fmt: skip
        assert asked.step(selected(4), "next") == february(9)
        assert asked.step(selected(1, places=("alpha-town",), text="echo"), "next") == february(9)
        assert asked.step(selected(9, types=("Protests",)), "previous") is None

    def test_steps_to_changes_pass_over_a_new_teller_of_the_same(self) -> None:
        asked = self.of(control=[*HELD, _held("beta-town", "2001-02-07", "red-army")])
        assert asked.step(selected(3), "next", "change") == february(5)
        assert asked.step(selected(5), "next", "change") is None
        assert asked.step(selected(3), "previous", "change") == date(2001, 1, 1)

    def test_events_answer_each_other_in_both_ways_and_in_file_order(self) -> None:
        told = [{**row, "against": "clash"} if row["event_id"] in ("early", "late") else row
                for row in WRITTEN]  # fmt: skip
        asked = self.of(events=told)
        assert ids(asked.answers("clash")) == ["early", "late"]
        assert ids(asked.answers("late")) == ["clash"]
        assert asked.answers("siege") == asked.answers("atlantis") == []
        assert ids(asked.differing(february(3), Filters())) == ["clash"]
        assert asked.differing(february(2), Filters()) == []

    # Control, written

    @pytest.mark.parametrize(
        ("day", "alpha"),
        [
            (2, "held blue-guard"),
            (3, "contested blue-guard"),
            (4, "contested blue-guard"),
            (5, "held red-army"),
            (28, "held red-army"),
        ],
    )
    def test_a_holder_holds_until_the_day_before_the_next(self, day: int, alpha: str) -> None:
        row = self.of().held("alpha-town", february(day))
        assert f"{row['status']} {row['controller']}" == alpha

    def test_every_place_has_a_row_unknown_where_nobody_said(self) -> None:
        asked = self.of()
        for day, beta in ((4, "unknown"), (5, "held")):
            rows = asked.control_on(february(day))
            assert [row["place_id"] for row in rows] == PLACES
            assert [row["status"] for row in rows][1:] == [beta, "unknown"]
        nobody = {name: cell for name, cell in rows[2].items() if cell == cell}  # NaN is not
        assert nobody == {"place_id": "gamma-land"} | {
            name: cell for name, cell in NO_RECORD.items() if cell == cell
        }

    def test_changes_name_the_holder_before(self) -> None:
        asked = self.of()
        rows = {day: asked.changes_on(february(day)) for day in (3, 4, 5, 6)}
        assert {
            day: [(row["place_id"], row["before"], row["controller"]) for row in found]
            for day, found in rows.items()
        } == {
            3: [("alpha-town", "blue-guard", "blue-guard")],
            4: [],
            5: [("alpha-town", "", "red-army"), ("beta-town", "", "red-army")],
            6: [],
        }
        assert asked.change_days == [days.number(on) for on in (
            date(2001, 1, 1), february(3), february(5)
        )]  # fmt: skip

    def test_a_partys_own_account_goes_first_under_its_perspective(self) -> None:
        asked = self.of()
        own = asked.under(Perspective("blue-guard"))
        holders = [one.held("alpha-town", february(6))["controller"] for one in (asked, own)]
        assert holders == ["red-army", "blue-guard"]
        assert own.perspective == Perspective("blue-guard")
        assert own.under(EVERYONE).held("alpha-town", february(6)) == asked.held(
            "alpha-town", february(6)
        )
        assert {row["differs"] for row in own.history("alpha-town")} == {False, True}
        assert ids(own.feed(selected(9))[0]) == ids(asked.feed(selected(9))[0])
        other = asked.under(Perspective("red-army"))
        assert "talks" not in ids(other.feed(selected(9))[0])
        assert other.counts(selected(9)).total == 5

    # The whole, written

    def test_what_occurs_at_all(self) -> None:
        asked = self.of()
        assert asked.span == (date(2001, 1, 1), february(10))  # the talks' week ends on the 10th
        assert asked.occurring == {
            "types": {"Battles", "Explosions/Remote violence", "Strategic developments"},
            "actors": {"red-army", "blue-guard", REPORTING},
        }
        assert asked.parties == {"red-army": (1, 0), "blue-guard": (1, 1)}
        assert [*asked.parties] == ["red-army", "blue-guard"]  # as in actors.csv
        assert asked.holders == ["blue-guard", "red-army"]
        assert asked.labels.places == {row["place_id"]: row["name"] for row in ROWS["places"]}
        assert asked.gazetteer.ids == (*PLACES,)
        assert asked.lookup.find("beta")[0].place_id == "beta-town"

    def test_an_account_that_ends_is_over_within_the_span(self) -> None:
        ended = [_held("alpha-town", "2001-02-03", "red-army", until="2001-02-20")]
        assert self.of(control=ended).span == (february(1), february(21))
        assert self.of(control=[]).span == (february(1), february(10))
        assert self.of(events=[]).span == (date(2001, 1, 1), february(5))

    def test_columns_come_in_file_order_and_words_are_folded(self) -> None:
        asked = self.of()
        event_id, place, start, words = asked.columns("event_id", "place_id", "start", "words")
        assert event_id == ids(WRITTEN)
        assert place == ["alpha-town", "beta-town", "alpha-town", "", "alpha-town"]
        assert [days.day(day).day for day in start] == [1, 3, 3, 4, 9]
        assert all(one in words[0] for one in ("cafe", "angstrom", "alpha", "blue guard", "shell"))
        assert "sugar mill" in words[1]
        assert asked.columns() == ()

    def test_distances_come_with_the_place_of_their_event(self) -> None:
        claim = {**ROWS["claims"][0], "kind": "measure", "from_place": "beta-town", "unit": "km"}
        claims = [
            {**claim, "claim_id": "far", "event_id": "early"},
            {**ROWS["claims"][0], "claim_id": "loss", "event_id": "early"},
            {**claim, "claim_id": "nowhere", "event_id": "talks"},
        ]
        found = self.of(claims=claims).distance_claims
        assert [(row["claim_id"], there) for row, there in found] == [
            ("far", "alpha-town"), ("nowhere", ""),
        ]  # fmt: skip

    def test_nothing_at_all(self) -> None:
        asked = self.of(**NOTHING)
        assert asked.span is None
        assert asked.occurring == {"types": frozenset(), "actors": frozenset()}
        assert (asked.parties, asked.holders, asked.change_days) == ({}, [], [])
        assert (asked.distance_claims, dict(asked.cited)) == ([], {})
        assert asked.columns("event_id", "words") == ([], [])
        assert asked.resting_on("daily-2001") == []
        for wanted in ({}, {"text": "clash"}, {"types": ("Battles",)}, {"actors": ("red-army",)}):
            on = selected(5, **wanted)
            counts = asked.counts(on)
            assert (counts.shown, counts.total, counts.today, counts.exact) == (0, 0, 0, 0)
            assert asked.feed(on) == ([], 0)
            assert asked.today(on) == []
            assert asked.last_over(on) is None
            assert asked.step(on, "next") is asked.step(on, "previous", "change") is None
            assert len(asked.matching(on.filters)) == 0
        assert asked.kinds_between(*SPAN, Filters()) == {}
        assert asked.control_on(FIRST) == asked.changes_on(FIRST) == []
        assert (asked.event("early"), asked.answers("early"), asked.claims("early")) == (
            None, [], [],
        )  # fmt: skip
        assert asked.differing(FIRST, Filters()) == []
        assert asked.history("alpha-town") == asked.accounts_of("alpha-town") == []

    # Generated, against a plain look

    @SEVERAL
    @given(TABLES_MADE, SELECTIONS)
    def test_the_feed_is_what_a_plain_look_finds(self, tables: Tables, on: Selection) -> None:
        asked, plain = self.under(tables, on.according_to)
        feed, day = plain.feed(on), days.number(on.day)
        rows, total = asked.feed(on)
        assert (ids(rows), total) == (ids(feed), len(feed))
        for row, written in zip(rows, feed, strict=True):
            assert agree(row, written)
            assert (row["start"], row["end"]) == plain.span(written)
            assert row["age"] == max(0, day - row["end"])
            assert row["differs"] == plain.differ(written)
        assert ids(asked.feed(on, most=2)[0]) == ids(feed)[:2]
        for place in (*PLACES, ""):
            there = [row for row in feed if row["place_id"] == place]
            found, count = asked.feed(on, most=1, place=place)
            assert (ids(found), count) == (ids(there)[:1], len(there))
        today = [
            row for row in feed if plain.sharp(row) and day <= plain.span(row)[1]
        ]  # fmt: skip
        assert ids(asked.today(on)) == ids(today)
        counts = asked.counts(on)
        exact = [row for row in today if plain.span(row) == (day, day)]
        assert (counts.shown, counts.total, counts.today, counts.exact) == (
            len(feed), len(plain.begun(on)), len(today), len(exact),
        )  # fmt: skip
        over = [row for row in feed if plain.span(row)[1] < day]
        last, latest = (
            asked.last_over(on),
            max(over, key=lambda row: plain.span(row)[1], default={}),
        )
        assert (last or {}).get("event_id") == latest.get("event_id")

    @SEVERAL
    @given(TABLES_MADE, SELECTIONS)
    def test_steps_and_kinds_are_what_a_plain_look_finds(
        self, tables: Tables, on: Selection
    ) -> None:
        asked, plain = self.under(tables, on.according_to)
        shown = [row for row in plain.events if plain.matches(row, on.filters)]
        assert [*asked.matching(on.filters)] == [row in shown for row in plain.events]
        starts = [plain.span(row)[0] for row in shown if plain.sharp(row)]
        changes = {
            day for place in PLACES for day, told in plain.chain(place).items()
            if told and told.changed
        }  # fmt: skip
        assert asked.change_days == sorted(changes)
        for of, known in (("event", starts), ("change", [*changes])):
            for which, nearest in (("next", min), ("previous", max)):
                day = days.number(on.day)
                there = [one for one in known if (one > day if which == "next" else one < day)]
                expected = days.day(nearest(there)) if there else None
                assert asked.step(on, which, of) == expected
        begun = [row["event_type"] for row in shown
                 if days.number(FIRST) < plain.span(row)[0] <= days.number(on.day)]  # fmt: skip
        kinds = asked.kinds_between(FIRST, on.day, on.filters)
        assert [*kinds.items()] == [*frequent(begun).items()]

    @SEVERAL
    @given(TABLES_MADE, SELECTIONS)
    def test_each_event_is_what_a_plain_look_finds(self, tables: Tables, on: Selection) -> None:
        asked, plain = self.under(tables)
        for written in plain.events:
            own = written["event_id"]
            row = asked.event(own)
            assert row is not None
            assert agree(row, written)
            assert {"start", "end", "differs"} <= row.keys()
            contrary = [
                one for one in plain.events
                if own == one["against"] or written["against"] == one["event_id"]
            ]  # fmt: skip
            assert ids(asked.answers(own)) == ids(contrary)
            claims = [one["claim_id"] for one in tables["claims"] if one["event_id"] == own]
            assert [claim["claim_id"] for claim in asked.claims(own)] == claims
        for day in plain.horizon:
            differing = [row for row in plain.events if plain.differ(row)
                         and plain.span(row)[0] <= day <= plain.span(row)[1]]  # fmt: skip
            assert ids(asked.differing(days.day(day), Filters())) == ids(differing)
            kept = [row for row in differing if plain.matches(row, on.filters)]
            assert ids(asked.differing(days.day(day), on.filters)) == ids(kept)

    @SEVERAL
    @given(TABLES_MADE, SELECTIONS)
    def test_control_on_every_day_is_what_a_plain_look_finds(
        self, tables: Tables, on: Selection
    ) -> None:
        asked, plain = self.under(tables, on.according_to)
        chains = {place: plain.chain(place) for place in PLACES}
        for number in plain.horizon:
            day = days.day(number)
            rows = asked.control_on(day)
            assert [row["place_id"] for row in rows] == PLACES
            for row in rows:
                assert _fits(row, chains[row["place_id"]][number], number)
                held = asked.held(row["place_id"], day)
                assert {name: str(cell) for name, cell in held.items()} == {
                    name: str(cell) for name, cell in row.items()
                }
            changed = {row["place_id"]: row for row in rows if row["changed"]}
            changes = asked.changes_on(day)
            assert [row["place_id"] for row in changes] == [*changed]
            for row in changes:
                before = chains[row["place_id"]].get(number - 1)
                held_by = before.row if before and before.row["status"] == "held" else {}
                assert row["before"] == held_by.get("controller", "")
                assert row["controller"] == changed[row["place_id"]]["controller"]

    @SEVERAL
    @given(TABLES_MADE, SELECTIONS)
    def test_a_history_is_every_day_of_a_place(self, tables: Tables, on: Selection) -> None:
        asked, plain = self.under(tables, on.according_to)
        for place in PLACES:
            told, covered = plain.chain(place), set[int]()
            intervals = asked.history(place)
            for row in intervals:
                assert row.keys() >= {*INTERVAL}
                assert row["start"] < row["end"]
                first = told[row["start"]]
                before = told.get(row["start"] - 1)
                assert first is not None
                assert row["began"] == (before is None or (before.row != first.row and (
                    _state(before.row) != _state(first.row)
                )))  # fmt: skip
                assert row["change"] == first.changed
                for day in plain.horizon:
                    if row["start"] <= day < row["end"]:
                        assert _fits(row | {"changed": False}, told[day], None)
                        assert day not in covered
                        covered.add(day)
            assert covered == {day for day, found in told.items() if found}
            assert [row["start"] for row in intervals] == sorted(row["start"] for row in intervals)
            if intervals and told[plain.horizon[-1]]:
                assert intervals[-1]["end"] == days.FOREVER

    @SEVERAL
    @given(TABLES_MADE)
    @example({"events": [], "control": HELD, "claims": []})
    def test_accounts_are_every_row_with_the_days_it_speaks_of(self, tables: Tables) -> None:
        asked, plain = self.under(tables)
        control = sorted(tables["control"], key=lambda row: row["date"])
        for place in PLACES:
            own = [row for row in control if row["place_id"] == place]
            rows = asked.accounts_of(place)
            assert len(rows) == len(own)
            for row, written in zip(rows, own, strict=True):
                assert agree(row, written)
                start = _number(written["date"])
                later = [_number(one["date"]) for one in own if one["date"] > written["date"]
                         and one["attribution"] == written["attribution"]]  # fmt: skip
                until = written.get("until")
                ends = [*later, *([_number(until) + 1] if until else []), days.FOREVER]
                assert (row["start"], row["end"]) == (start, min(ends))
        named = [row[side] for side in ("controller", "challenger") for row in (
            {"challenger": "", **row} for row in control
        )]  # fmt: skip
        assert asked.holders == [*dict.fromkeys(filter(None, named))]
        events = Counter(row["attribution"] for row in plain.events)
        accounts = Counter(row["attribution"] for row in control)
        speak = [one["actor_id"] for one in ACTORS if one["actor_id"] in {**events, **accounts}]
        assert [*asked.parties.items()] == [
            (str(who), (accounts[who], events[who])) for who in speak
        ]  # fmt: skip

    @SEVERAL
    @given(TABLES_MADE)
    def test_what_rests_on_a_source(self, tables: Tables) -> None:
        asked, plain = self.under(tables)
        control = sorted(tables["control"], key=lambda row: row["date"])
        for source in (str(one["source_id"]) for one in SOURCES):
            found = asked.resting_on(source)
            expected = [
                *(("event", row) for row in plain.events),
                *(("control", row) for row in control),
                *(("claim", row) for row in tables["claims"]),
            ]
            expected = [(kind, row) for kind, row in expected if row["source_id"] == source]
            assert [kind for kind, _ in found] == [kind for kind, _ in expected]
            assert asked.cited.get(source, 0) == len(expected)
            for (kind, row), (_, written) in zip(found, expected, strict=True):
                key = {"event": "event_id", "control": "place_id", "claim": "claim_id"}[kind]
                assert row[key] == written[key]
        starts, ends = ([plain.span(row)[end] for row in plain.events] for end in (0, 1))
        assert asked.columns("start", "end") == (starts, ends)
        assert asked.columns("differs")[0] == [plain.differ(row) for row in plain.events]


def _fits(row: Row, told: Told | None, day: int | None) -> bool:
    """Whether a row of control is what is told on its day."""
    if told is None:
        return bool(row["status"] == "unknown" and not row["source_id"] and not row["changed"])
    texts = ("status", "controller", "challenger", "attribution", "confidence", "source_id")
    return (
        all(row[name] == told.row.get(name, "") for name in texts)
        and row["differs"] == told.differs
        and (row["since"], row["time_precision"]) == (told.since, told.precision)
        and row["changed"] == (told.changed and day == row["start"] if day is not None else False)
    )


def _state(row: dict[str, str]) -> tuple[str, str, str]:
    return row["status"], row["controller"], row.get("challenger", "")


def _number(text: str) -> int:
    return days.number(date.fromisoformat(text))
