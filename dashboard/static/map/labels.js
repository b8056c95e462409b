// Which side of its place a label stands on, so that labels and places keep apart.

import { SIZES } from "../common/sizes.js";
import { Taken, inside, overlaps, square } from "./declutter.js";

const NAME = "700 14px system-ui, sans-serif";
const NOTE = "400 12px system-ui, sans-serif";
const pen = document.createElement("canvas").getContext("2d");

function width(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

// An area's name may move about inside it, as shares of its own size.
const SHIFTS = SIZES.name_shifts;

// Boxes of a label on each side of its place, in the order of preference.
function candidates({ x, y, name, note, reach, area }) {
  const w = Math.max(width(name, NAME), note ? width(note, NOTE) : 0) + 8;
  const h = note ? 36 : 20;
  if (area) {
    return SHIFTS.map(([right, down]) => (
      { side: "middle", x: x + (right - 0.5) * w, y: y + (down - 0.5) * h, width: w, height: h }
    ));
  }
  const beside = ["right", "left"].map((side) => [side, side === "right" ? x + reach : x - reach - w]);
  return [
    ...beside.map(([side, at]) => [side, at, y - 10]),
    ["above", x - w / 2, y - reach - h],
    ["below", x - w / 2, y + reach],
    ...beside.map(([side, at]) => [side, at, y - h]),
    ...beside.map(([side, at]) => [side, at, y]),
  ].map(([side, left, top]) => ({ side, x: left, y: top, width: w, height: h }));
}

// Gives each item { x, y, name, note, half, reach, area } its box, or null where no side is free:
// { labels, boxes }, boxes being all that is taken then, `edges` and signs included; `half` is how far
// a place's sign reaches to each side, [across, down]. Items come in the order of importance; where a
// name with its note finds no room the name stands alone, and its box says `brief`. What is out of
// sight has no label.
export function placeLabels(items, frame, edges) {
  const boxes = [...edges];
  for (const { x, y, area, half: [across, down] } of items) {
    if (!area) boxes.push({ x: x - across, y: y - down, width: 2 * across, height: 2 * down });
  }
  const taken = new Taken(boxes, frame);
  const labels = items.map((item) => {
    if (outOfSight(item, frame, edges)) return null;
    const free = (box) => taken.free(box);
    const alone = () => candidates({ ...item, note: "" }).map((box) => ({ ...box, brief: true }));
    const best = candidates(item).find(free) ?? (item.note && alone().find(free)) ?? null;
    if (best) taken.add(best);
    return best;
  });
  return { labels, boxes: [...boxes, ...labels.filter(Boolean)] };
}

// Whether a point is outside of the frame, or under something on its edge.
export function outOfSight({ x, y }, frame, edges) {
  const point = square(x, y, 0);
  return !inside(point, frame) || edges.some((edge) => overlaps(point, edge));
}
