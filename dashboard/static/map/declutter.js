// Where the symbols of events stand: around their place, hiding neither each other, nor a
// place, nor a label.

import { SIZES } from "../common/sizes.js";

export const RADIUS = SIZES.symbol;
const CELL = SIZES.symbol_room; // also the mesh of what is taken

// What is taken of the frame, by cells, so that asking costs the same however much is taken.
export class Taken {
  #cells = new Map();

  // Where there is a `frame`, what does not lie inside is not free.
  constructor(boxes = [], frame = null) {
    this.frame = frame;
    for (const box of boxes) this.add(box);
  }

  #each({ x, y, width, height }, visit) {
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column += 1) {
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row += 1) {
        if (visit(column * 65536 + row)) return true;
      }
    }
    return false;
  }

  add(box) {
    this.#each(box, (cell) => {
      if (!this.#cells.has(cell)) this.#cells.set(cell, []);
      this.#cells.get(cell).push(box);
    });
  }

  // `own` is one of the boxes that may be covered.
  free(box, own = null) {
    return (this.frame === null || inside(box, this.frame))
      && !this.#each(box, (cell) => this.#cells.get(cell)?.some((other) => other !== own && overlaps(box, other)));
  }
}

export function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function square(x, y, half) {
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}

export function inside(box, frame) {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= frame.x && box.y + box.height <= frame.y;
}

// How many rings of symbols a place may have: as many as reach no farther than half the way to its
// nearest neighbour, so that a place alone, or looked at closely, shows more than one in a crowd.
export function ringsFor(nearest, reach) {
  const more = Math.floor((nearest / 2 - reach - SIZES.first_ring - RADIUS) / CELL);
  return 1 + Math.min(SIZES.rings - 1, Math.max(0, more));
}

// Points around a place { x, y, away, reach }, nearest first. The rings fill from the direction
// `away` (radians), the first one beyond the `reach` of the place's sign; `longer` makes them ovals.
function* around({ x, y, away, reach }, rings, longer = 0) {
  for (let ring = 0; ring < rings; ring += 1) {
    const radius = reach + SIZES.first_ring + ring * CELL;
    const slots = Math.floor((2 * Math.PI * radius) / CELL);
    for (let slot = 0; slot < slots; slot += 1) {
      const turn = Math.ceil(slot / 2) * (slot % 2 ? 1 : -1); // to both sides in turn
      const angle = away + (turn * 2 * Math.PI) / slots;
      yield [x + (radius + longer) * Math.cos(angle), y + radius * Math.sin(angle)];
    }
  }
}

// The width of a group's badge.
export function groupWidth(count, kinds) {
  return 2 * SIZES.group_pad + kinds * SIZES.group_kind + String(count).length * SIZES.digit;
}

// Where `count` symbols stand around a place { x, y, away, reach, rings }: { spots, group }, which are
// taken from then on. What finds no room is grouped, but for the first `fresh` ones rather than those:
// `group` is the box of a badge, `brief` where it has room for the number but not for so many `kinds`;
// null where all stand singly, or nothing is free.
export function spread(place, count, fresh, kinds, taken) {
  const inner = freeSpots(place, count === 1 ? SIZES.group_rings : place.rings, count, taken);
  if (inner.length === count || count === 1) return take(inner, null, taken);
  // A group of one would be a symbol in other clothes.
  const most = Math.max(0, count - 2);
  const rings = Math.max(place.rings, SIZES.fresh_rings);
  const all = freeSpots(place, rings, Math.min(fresh, most), taken);
  // The badge stands close to its place, if need be where the last of the first would stand.
  let [first, group] = [all, null];
  for (const left of new Set([all.length, Math.max(0, all.length - 2), 0])) {
    first = all.slice(0, left);
    group = badge(place, groupWidth(count, kinds), rings, first, taken) ?? badge(place, groupWidth(count, 0), rings, first, taken, true);
    if (group) break;
  }
  group ??= badge(place, groupWidth(count, 0), SIZES.group_rings, first, taken, true);
  if (!group) return take(inner, null, taken);
  const apart = (box) => !overlaps(box, group) && !first.some((spot) => overlaps(box, room(spot)));
  const more = inner.filter((spot) => apart(room(spot))).slice(0, most - first.length);
  return take([...first, ...more], group, taken);
}

function room(spot) {
  return square(...spot, RADIUS + 0.5);
}

function freeSpots(place, rings, count, taken) {
  const spots = [];
  for (const spot of around(place, rings)) {
    if (spots.length >= count) break;
    if (taken.free(room(spot))) spots.push(spot);
  }
  return spots;
}

function take(spots, group, taken) {
  for (const spot of spots) taken.add(room(spot));
  if (group) taken.add(group);
  return { spots, group };
}

function badge(place, width, rings, spots, taken, brief = false) {
  const height = SIZES.group_height;
  for (const [x, y] of around(place, rings, (width - height) / 2)) {
    const box = { x: x - width / 2, y: y - height / 2, width, height, brief };
    if (taken.free(box) && !spots.some((spot) => overlaps(box, room(spot)))) return box;
  }
  return null;
}
