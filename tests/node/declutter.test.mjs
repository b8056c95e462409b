import assert from "node:assert/strict";
import test from "node:test";

import { RADIUS, Taken, overlaps, spread, square } from "../../dashboard/static/map/declutter.js";
import { dots } from "../../dashboard/static/map/dots.js";

test("boxes that only touch do not overlap", () => {
  assert.equal(overlaps(square(0, 0, 5), square(10, 0, 5)), false);
  assert.equal(overlaps(square(0, 0, 5), square(9.9, 0, 5)), true);
  assert.equal(overlaps(square(0, 0, 5), square(0, 0, 1)), true);
});

test("what is taken is found wherever it lies, far off and left of the frame too", () => {
  const taken = new Taken([square(-500, -500, 30), square(4000, 3000, 1)]);
  assert.equal(taken.free(square(-480, -520, 3)), false);
  assert.equal(taken.free(square(4000, 3000, 3)), false);
  assert.equal(taken.free(square(0, 0, 50)), true);
  assert.equal(new Taken().free(square(0, 0, 1e3)), true);
});

test("symbols hide neither each other nor what was there, the nearest first", () => {
  const there = [square(100, 100, 12), { x: 112, y: 90, width: 60, height: 20 }];
  const spots = spread(100, 100, 40, 0, new Taken(there), 12);
  const boxes = spots.map(([x, y]) => square(x, y, RADIUS));
  boxes.forEach((box, i) => [...there, ...boxes.slice(0, i)].forEach((other) => assert.ok(!overlaps(box, other))));
  const far = spots.map(([x, y]) => Math.round(Math.hypot(x - 100, y - 100)));
  assert.deepEqual(far, far.toSorted((a, b) => a - b));
  assert.equal(spots.length, 40);
});

test("the first symbol stands on the side it is sent to; none are asked for, none placed", () => {
  const [[x, y]] = spread(0, 0, 1, Math.PI, new Taken(), 10);
  assert.ok(x < -10 && Math.abs(y) < 1e-9);
  assert.deepEqual(spread(0, 0, 0, 0, new Taken(), 10), []);
});

test("of many symbols those that find no room are left out", () => {
  const taken = new Taken();
  const first = spread(0, 0, 1000, 0, taken, 10);
  assert.ok(first.length > 50 && first.length < 1000);
  assert.deepEqual(spread(0, 0, 5, 0, taken, 10), []);
});

test("of a crowd every dot has its own spot, and what is out of the frame has none", () => {
  let image = null;
  const pen = {
    canvas: { width: 200, height: 200 },
    createImageData: (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: (drawn) => (image = drawn),
  };
  const count = 200;
  const shown = {
    count, index: Int32Array.from({ length: count }, (_, i) => i), alpha: new Float32Array(count).fill(0.5),
    x: new Float32Array(count), y: new Float32Array(count),
  };
  const places = Array.from({ length: count }, (_, i) => i % 3);
  dots(pen, "#102030", shown, places, [{ x: 100, y: 100 }, { x: -500, y: 0 }], { x: 200, y: 200 }, 1);
  const inside = places.map((place, i) => [place, shown.x[i], shown.y[i]]);
  const seen = inside.filter(([place, x]) => place === 0 && !Number.isNaN(x));
  assert.equal(seen.length, places.filter((place) => place === 0).length);
  assert.equal(new Set(seen.map(([, x, y]) => `${x} ${y}`)).size, seen.length);
  assert.ok(inside.every(([place, x]) => place === 0 || Number.isNaN(x)));
  const colours = () => [...new Set(new Uint32Array(image.data.buffer).filter(Boolean))];
  assert.deepEqual(colours(), [0x80302010]); // alpha, blue, green, red
  const two = { ...shown, count: 2, alpha: [1, 0.2] }; // the newest covers the one beneath it
  dots(pen, "#102030", two, [0, 1], [{ x: 100, y: 100 }, { x: 100, y: 100 }], { x: 200, y: 200 }, 1);
  assert.deepEqual(colours(), [0xff302010]);
});
