// Where the symbols of events stand: around their place, hiding neither each other, nor a
// place, nor a label.

import { SIZES } from "../common/sizes.js";

export const RADIUS = SIZES.symbol;
const CELL = SIZES.symbol_room; // also the mesh of what is taken

// What is taken of the frame, by cells, so that asking costs the same however much is taken.
export class Taken {
  #cells = new Map();

  constructor(boxes = []) {
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

  free(box) {
    return !this.#each(box, (cell) => this.#cells.get(cell)?.some((other) => overlaps(box, other)));
  }
}

export function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function square(x, y, half) {
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}

// Spots [x, y] for `count` symbols around (x, y), nearest first; they are taken from then on.
// The rings fill from the direction `away` (radians), the first one beyond the `reach` of the place's
// sign; what finds no room is not placed.
export function spread(x, y, count, away, taken, reach) {
  const spots = [];
  for (let ring = 0; ring < SIZES.rings && spots.length < count; ring += 1) {
    const radius = reach + SIZES.first_ring + ring * CELL;
    const slots = Math.floor((2 * Math.PI * radius) / CELL);
    for (let slot = 0; slot < slots && spots.length < count; slot += 1) {
      const turn = Math.ceil(slot / 2) * (slot % 2 ? 1 : -1); // to both sides in turn
      const angle = away + (turn * 2 * Math.PI) / slots;
      const spot = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      const box = square(...spot, RADIUS + 0.5);
      if (!taken.free(box)) continue;
      taken.add(box);
      spots.push(spot);
    }
  }
  return spots;
}
