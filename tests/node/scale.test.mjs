import assert from "node:assert/strict";
import test from "node:test";

import { scale, shifted, zoomed } from "../../dashboard/static/time/scale.js";

const near = (a, b, by = 0.01) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);

const VIEWS = [
  [0, 30, [3, 9]], [-900, 5000, [-800, -790, 4000, 4001]], [0, 7, []], [10, 4000, [10, 3999]],
  [-20_000, -10_000, [-15_000]], [0, 1, [0]], [0, 100_000, Array.from({ length: 5000 }, (_, i) => i * 20)],
];
for (const [first, last, busy] of VIEWS) {
  test(`from ${first} to ${last} the scale rises and reads back`, () => {
    const made = scale(first, last, 800, busy);
    near(made.x(first), 0);
    near(made.x(last), 800);
    let before = -1;
    for (let part = 0; part <= 60; part += 1) {
      const day = first + ((last - first) * part) / 60;
      assert.ok(made.x(day) > before);
      before = made.x(day);
      near(made.day(before), day);
    }
  });
}

test("only long stretches without anything fold, to the same width each", () => {
  const { folds, x } = scale(0, 1000, 800, [100, 110, 900]);
  assert.deepEqual(folds.map(({ from, to }) => [from, to]), [[0, 95], [115, 895], [905, 1000]]);
  for (const fold of folds) near(fold.x1 - fold.x0, 26);
  assert.ok(folds.every((fold) => [100, 110, 900].every((day) => day < fold.from || day >= fold.to)));
  near(x(folds[0].to), folds[0].x1);
  assert.deepEqual(scale(0, 30, 800, [5]).folds, []);
  assert.deepEqual(scale(0, 1000, 800, []).folds, []); // nothing to make room for
});

test("a frame narrower than its folds is no harm", () => {
  const made = scale(0, 1000, 10, [100, 900]);
  assert.ok([0, 100, 500, 1000].every((day) => Number.isFinite(made.x(day)) && made.x(day) >= 0));
});

test("zooming keeps the day under the pointer and stops at a week and at the ends", () => {
  const [from, to] = zoomed([100, 200], 150, 0.5, [0, 1000]);
  assert.deepEqual([from, to], [125, 175]);
  assert.deepEqual(zoomed([100, 200], 100, 0.001, [0, 1000]), [100, 107]);
  assert.deepEqual(zoomed([100, 200], 150, 1000, [0, 1000]), [0, 1000]);
  assert.deepEqual(zoomed([100, 200], 190, 4, [0, 250]), [0, 250]);
  assert.deepEqual(zoomed([5, 5], 5, 2, [0, 100]), [5, 12]);
});

test("panning stops at the ends and keeps its length", () => {
  assert.deepEqual(shifted([100, 200], 50, [0, 1000]), [150, 250]);
  assert.deepEqual(shifted([100, 200], -500, [0, 1000]), [0, 100]);
  assert.deepEqual(shifted([100, 200], 5000, [0, 1000]), [900, 1000]);
  assert.deepEqual(shifted([-50, 2000], 10, [0, 1000]), [0, 1000]);
});
