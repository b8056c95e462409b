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
    ...[h, 0, 15, 5].flatMap((up) => beside.map(([side, at]) => [side, at, y - up])),
  ].map(([side, left, top]) => ({ side, x: left, y: top, width: w, height: h }));
}

// Gives each item { x, y, name, note, half, reach, area } its box, or null where no side is free:
// { labels, boxes }, boxes being all that is taken then, `edges` and signs included; `half` is how far
// a place's sign reaches to each side, [across, down]. Items come in the order of importance. A box
// without its note says `brief`: a note goes before any name. What is out of sight has no label.
export function placeLabels(items, frame, edges) {
  const boxes = [...edges];
  for (const { x, y, area, half: [across, down] } of items) {
    if (!area) boxes.push({ x: x - across, y: y - down, width: 2 * across, height: 2 * down });
  }
  const wanted = items.map((item) => (outOfSight(item, frame, edges) ? null : item));
  let labels = notesFirst(wanted, new Taken(boxes, frame));
  if (wanted.some((item, i) => item && !labels[i])) {
    const others = namesFirst(wanted, new Taken(boxes, frame));
    if (others.filter(Boolean).length > labels.filter(Boolean).length) labels = others;
  }
  return { labels, boxes: [...boxes, ...labels.filter(Boolean)] };
}

const brief = (item) => candidates({ ...item, note: "" }).map((box) => ({ ...box, brief: Boolean(item.note) }));

// Each with its note, or without it where there is no room for both.
function notesFirst(wanted, taken) {
  return wanted.map((item) => {
    if (!item) return null;
    const best = [...candidates(item), ...(item.note ? brief(item) : [])].find((box) => taken.free(box)) ?? null;
    if (best) taken.add(best);
    return best;
  });
}

// All names, and then the notes that find room beneath them.
function namesFirst(wanted, taken) {
  const names = wanted.map((item) => {
    const name = item ? brief(item).map((box, at) => ({ ...box, at })).find((box) => taken.free(box)) : null;
    if (name) taken.add(name);
    return name ?? null;
  });
  return wanted.map((item, i) => {
    if (!names[i]) return null;
    const noted = candidates(item)[names[i].at];
    if (!item.note || !taken.free(noted, names[i])) return names[i];
    taken.add(noted);
    return noted;
  });
}

// Whether a point is outside of the frame, or under something on its edge.
export function outOfSight({ x, y }, frame, edges) {
  const point = square(x, y, 0);
  return !inside(point, frame) || edges.some((edge) => overlaps(point, edge));
}
