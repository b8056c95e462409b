import assert from "node:assert/strict";
import test from "node:test";

import { glide } from "../../dashboard/static/briefing/glide.js";
import { Player } from "../../dashboard/static/time/player.js";
import { frames } from "./frames.mjs";

function playing({ speed = 2, skip = true } = {}) {
  const [time, days, ends] = [frames(), [], []];
  const player = new Player((day) => days.push(day), () => ends.push(days.at(-1)));
  Object.assign(player, { speed, skip });
  return { time, days, ends, player };
}

test("days go by one after the other, at the speed, to the last and no further", () => {
  const { time, days, ends, player } = playing();
  player.play(-2, 3, () => null);
  time.pass(1000);
  assert.deepEqual(days, [-1, 0]);
  assert.equal(player.playing, true);
  time.pass(2000);
  assert.deepEqual(days, [-1, 0, 1, 2, 3]);
  assert.deepEqual(ends, [3]);
  assert.deepEqual([player.playing, time.waiting], [false, 0]);
});

test("long empty stretches are jumped over, unless they are wanted", () => {
  const busy = (day) => [500].find((one) => one > day) ?? null;
  const skipping = playing();
  skipping.player.play(0, 502, busy);
  skipping.time.pass(2500);
  assert.deepEqual(skipping.days, [500, 501, 502]);
  const patient = playing({ skip: false });
  patient.player.play(0, 502, busy);
  patient.time.pass(1000);
  assert.deepEqual(patient.days, [1, 2]);
});

test("a jump never leads beyond the last day", () => {
  const { time, days, player } = playing();
  player.play(0, 100, () => 5000);
  time.pass(1000);
  assert.deepEqual(days, [100]);
});

test("what is stopped tells nothing more, and can begin anew", () => {
  const { time, days, ends, player } = playing();
  player.play(0, 9, () => null);
  time.pass(1000);
  player.stop();
  time.pass(3000);
  assert.deepEqual([days, ends], [[1, 2], []]);
  player.play(2, 3, () => null);
  player.play(2, 3, () => null); // twice is once
  assert.equal(time.waiting, 1);
  time.pass(1000);
  assert.deepEqual([days, ends], [[1, 2, 3], [3]]);
});

test("where the last day is over already, playing ends at once", () => {
  const { time, days, ends, player } = playing();
  player.play(9, 9, () => null);
  time.pass(100);
  assert.deepEqual([days, ends.length], [[], 1]);
});

test("between scenes whole days go by, forwards and back, ending where they should", () => {
  for (const [from, to] of [[0, 40], [40, -3]]) {
    const [time, days] = [frames(), []];
    glide(from, to, (day) => days.push(day), 0.8);
    time.pass(1000);
    assert.equal(days.at(-1), to);
    assert.ok(days.length > 5 && days.every(Number.isInteger));
    assert.deepEqual(days, [...new Set(days)].toSorted((a, b) => (to > from ? a - b : b - a)));
  }
});

test("a glide can be broken off, and is none where nothing moves", () => {
  const [time, days] = [frames(), []];
  const stop = glide(0, 40, (day) => days.push(day), 0.8);
  time.pass(400);
  stop();
  const sofar = days.length;
  time.pass(1000);
  assert.equal(days.length, sofar);
  glide(5, 5, (day) => days.push(day), 0.8);
  glide(5, 9, (day) => days.push(day), 0);
  assert.deepEqual([days.slice(sofar), time.waiting], [[5, 9], 0]);
});
