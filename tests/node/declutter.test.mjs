import assert from "node:assert/strict";
import test from "node:test";

import { RADIUS, Taken, groupWidth, overlaps, ringsFor, spread, square } from "../../dashboard/static/map/declutter.js";
import { dots } from "../../dashboard/static/map/dots.js";
import { SIZES } from "../../dashboard/static/common/sizes.js";

const PLACE = { x: 100, y: 100, away: 0, reach: 12, rings: SIZES.rings };
const far = ([x, y]) => Math.hypot(x - PLACE.x, y - PLACE.y);

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
  const { spots, group } = spread(PLACE, 20, 0, 1, new Taken(there));
  spots.forEach((spot, i) => {
    there.forEach((other) => assert.ok(!overlaps(square(...spot, RADIUS), other)));
    spots.slice(0, i).forEach(([x, y]) => assert.ok(Math.hypot(spot[0] - x, spot[1] - y) >= 2 * RADIUS));
  });
  const away = spots.map((spot) => Math.round(far(spot)));
  assert.deepEqual(away, away.toSorted((a, b) => a - b));
  assert.deepEqual([spots.length, group], [20, null]);
});

test("the first symbol stands on the side it is sent to; none are asked for, none placed", () => {
  const place = { x: 0, y: 0, away: Math.PI, reach: 10, rings: 1 };
  const { spots: [[x, y]] } = spread(place, 1, 1, 1, new Taken());
  assert.ok(x < -10 && Math.abs(y) < 1e-9);
  assert.deepEqual(spread(place, 0, 0, 0, new Taken()), { spots: [], group: null });
});

test("what finds no room near its place is grouped, two or more, and no line is long", () => {
  for (const rings of [1, 2, 3]) {
    const taken = new Taken([square(100, 100, 12)]);
    const { spots, group } = spread({ ...PLACE, rings }, 60, 0, 3, taken);
    assert.ok(spots.length > 1 && spots.length <= 58);
    assert.ok(Math.max(...spots.map(far)) <= PLACE.reach + SIZES.first_ring + (rings - 1) * SIZES.symbol_room + 1e-9);
    assert.equal(group.width, groupWidth(60, 3));
    spots.forEach((spot) => assert.ok(!overlaps(square(...spot, RADIUS), group)));
    assert.equal(taken.free(group), false);
  }
});

test("the day's own events stay single before older ones", () => {
  const taken = () => new Taken([square(100, 100, 12)]);
  const old = spread({ ...PLACE, rings: 1 }, 30, 0, 1, taken()).spots.length;
  const fresh = spread({ ...PLACE, rings: 1 }, 30, 14, 1, taken()).spots.length;
  assert.ok(old < 8 && fresh >= 14);
});

test("where there is no room for kinds the badge has the number alone, and where there is none it has none", () => {
  const frame = { x: 200, y: 200 };
  const narrow = [{ x: 0, y: 0, width: 80, height: 200 }, { x: 120, y: 0, width: 80, height: 200 }];
  const { group } = spread(PLACE, 30, 0, 3, new Taken([...narrow, square(100, 100, 12)], frame));
  assert.deepEqual([group.brief, group.width], [true, groupWidth(30, 0)]);
  const full = spread(PLACE, 30, 30, 3, new Taken([square(100, 100, 100)], frame));
  assert.deepEqual(full, { spots: [], group: null });
});

test("a place has the more rings the farther its neighbours are", () => {
  assert.deepEqual([10, 60, 130, 1000, Infinity].map((nearest) => ringsFor(nearest, 14)), [1, 1, 2, SIZES.rings, SIZES.rings]);
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
