import assert from "node:assert/strict";
import test from "node:test";

import { densities } from "../../dashboard/static/time/density.js";
import { expected } from "./expected.mjs";

for (const { name, events, mask, days, spans, weeks, begun } of expected.densities) {
  test(`exact days are counted and rough ones kept as spans: ${name}`, () => {
    const found = densities(events)(mask);
    const rows = found.days.day.map((day, i) => [day, found.days.kind[i], found.days.count[i]]);
    const sorted = (list) => list.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
    assert.deepEqual(sorted(rows), days);
    assert.deepEqual(sorted(found.spans), spans);
    assert.deepEqual(sorted(found.weeks), weeks);
    assert.deepEqual(found.begun, begun);
  });
}

test("the answer stays the same object as long as the mask does", () => {
  const ask = densities({ from: [1, 2], to: [1, 9], type: [0, 0] });
  const found = ask(null);
  assert.equal(ask(null), found);
  assert.notEqual(ask("AA=="), found);
  assert.deepEqual(ask("AA=="), { days: { day: [], kind: [], count: [] }, spans: [], weeks: [], begun: [] });
});

test("a span of a week at most may be of any of its days, a longer one of none", () => {
  const found = densities({ from: [10, 20, 30], to: [16, 27, 38], type: [0, 0, 0] })(null);
  assert.deepEqual(found.weeks, [[10, 16, 1], [20, 27, 1]]);
  assert.deepEqual(found.begun, [10, 20]);
  assert.equal(found.spans.length, 3);
});

test("nothing is counted where nothing is", () => {
  assert.deepEqual(densities({ from: [], to: [], type: [] })(null).begun, []);
});

test("a hundred thousand events are counted without losing one", () => {
  const from = Array.from({ length: 100_000 }, (_, i) => (i * 31) % 4000 - 2000);
  const found = densities({ from, to: from, type: from.map((day) => Math.abs(day) % 6) })(null);
  assert.equal(found.days.count.reduce((a, b) => a + b), from.length);
  assert.deepEqual([found.begun[0], found.begun.at(-1), found.begun.length], [-2000, 1999, 4000]);
});
