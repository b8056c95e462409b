import assert from "node:assert/strict";
import test from "node:test";

import * as moment from "../../dashboard/static/common/moment.js";
import { readDay } from "../../dashboard/static/common/day_forms.js";
import { expected } from "./expected.mjs";

const ZONES = { "America/Los_Angeles": 480, "Asia/Baghdad": -180, "Pacific/Auckland": -720 };

for (const [zone, offset] of Object.entries(ZONES)) {
  test(`days are those of Python's calendar in ${zone}`, () => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      assert.equal(new Date(0).getTimezoneOffset(), offset, "the zone counts");
      for (const { day, iso, spoken, last } of expected.calendar) {
        assert.equal(moment.iso(day), iso);
        assert.equal(moment.fromIso(iso), day);
        assert.equal(moment.spoken(day), spoken);
        for (const [precision, wanted] of Object.entries(last)) {
          assert.equal(moment.lastOfSpan(day, precision), wanted, `${iso}, ${precision}`);
        }
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
}

test("what is no date is not read as one", () => {
  for (const text of ["2017-02-29", "1900-02-29", "2017-13-01", "2017-00-10", "2017-10-00", "2017-1-1", "16.10.2017", "", " 2017-10-16", "2017-10-16T00:00", "-0001-01-01"]) {
    assert.equal(moment.fromIso(text), null, text);
  }
});

test("each day follows the one before, over leap years and centuries", () => {
  let before = moment.parts(-719_163); // the day before year 1
  for (let day = -719_162; day < 2_932_897; day += 1) {
    const now = moment.parts(day);
    if (now.weekday !== (before.weekday + 1) % 7 || (now.date !== before.date + 1 && now.date !== 1)) assert.fail(`day ${day}`);
    before = now;
  }
  assert.deepEqual([before.year, before.month, before.date], [9999, 12, 31]);
});

test("a day of coarse precision is said no finer than it is known", () => {
  const day = moment.fromIso("2014-06-10");
  const said = (precision) => moment.roughly(day, precision);
  assert.deepEqual(["year", "month", "day", "week"].map(said), ["2014", "Jun 2014", "10 Jun 2014", "10 Jun 2014"]);
});

test("masks are read as Python packs them", () => {
  for (const { mask, passes } of expected.masks) {
    const reader = moment.maskReader(mask);
    assert.deepEqual(passes.map((_, index) => reader(index)), passes);
  }
  assert.equal(moment.maskReader(null)(123456), true);
});

const chain = [
  [0, 10, "held", 0, null, "high", false, 0, "day", true],
  [10, 20, "contested", 0, 1, "low", true, 10, "month", true],
];

test("an interval holds its first day and not its end", () => {
  const held = (day) => moment.heldOn(chain, day)?.status ?? null;
  assert.deepEqual([-1, 0, 9, 10, 19, 20].map(held), [null, "held", "held", "contested", "contested", null]);
  assert.equal(moment.heldOn([], 5), null);
  assert.deepEqual([0, 1, 10, 11].map((day) => moment.heldOn(chain, day).changed), [true, false, true, false]);
});

test("a perspective's own chain counts, also where it has none", () => {
  const place = { id: "alpha", control: chain };
  assert.equal(moment.chainOf(place, { control: null }), chain);
  assert.deepEqual(moment.chainOf(place, { control: {} }), []);
  assert.deepEqual(moment.chainOf(place, { control: { alpha: [1] } }), [1]);
});

test("two states differ by who holds, not by how sure it is", () => {
  const held = { status: "held", controller: 0, challenger: null, confidence: "high" };
  assert.equal(moment.differ(held, { ...held, confidence: "low" }), false);
  assert.equal(moment.differ(held, { ...held, controller: 1 }), true);
  assert.equal(moment.differ(null, null), false);
  assert.equal(moment.differ(null, held), true);
});

// Which events are shown, as [index, alpha].
function shown(events, state, passes = () => true) {
  const room = moment.roomFor(events);
  moment.eventsOn(events, moment.newestFirst(events), { window: null, ...state }, passes, { days: 10, least: 0.2 }, room);
  return Array.from({ length: room.count }, (_, k) => [room.index[k], Math.round(room.alpha[k] * 100) / 100]);
}

test("events are shown newest first, fade with age and leave with the window", () => {
  const events = { from: [0, 5, 9, 9, 11], to: [0, 6, 9, 12, 11], place: [0, 1, -1, 0, 0] };
  assert.deepEqual(shown(events, { day: 10 }), [[3, 1], [1, 0.68], [0, 0.2]]);
  assert.deepEqual(shown(events, { day: 10, window: 5 }), [[3, 1], [1, 0.36]]);
  assert.deepEqual(shown(events, { day: 10, window: 4 }), [[3, 1]]);
  assert.deepEqual(shown(events, { day: 10 }, (index) => index === 0), [[0, 0.2]]);
  assert.deepEqual(shown(events, { day: -1 }), []);
  assert.deepEqual(shown({ from: [], to: [], place: [] }, { day: 10 }), []);
});

test("of a hundred thousand events each is shown once", () => {
  const from = Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 3000);
  const found = shown({ from, to: from, place: from.map(() => 0) }, { day: 1500 });
  assert.equal(new Set(found.map(([index]) => index)).size, from.filter((day) => day <= 1500).length);
  assert.ok(found.every(([index], k) => k === 0 || from[index] <= from[found[k - 1][0]]));
});

test("a typed day is read as Python reads it", () => {
  for (const [text, day, ambiguous] of expected.typed) {
    const found = readDay(text);
    assert.deepEqual([found?.day ?? null, found?.ambiguous ?? false], [day, ambiguous], text);
  }
});
