// Which side of its place a label stands on, so that labels and places keep apart.

import { SIZES } from "../common/sizes.js";
import { Taken, square } from "./declutter.js";

const NAME = "600 14px system-ui, sans-serif";
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
  return [
    { side: "right", x: x + reach, y: y - 10, width: w, height: h },
    { side: "left", x: x - reach - w, y: y - 10, width: w, height: h },
    { side: "above", x: x - w / 2, y: y - reach - h, width: w, height: h },
    { side: "below", x: x - w / 2, y: y + reach, width: w, height: h },
  ];
}

// Gives each item { x, y, name, note, half, reach, area } its box, or null where no side is free:
// { labels, boxes }, boxes being all that is taken then, `edges` and discs included. Items come in
// the order of importance; where a name with its note finds no room the name stands alone, and its
// box says `brief`.
export function placeLabels(items, frame, edges) {
  const boxes = [...edges];
  for (const { x, y, area, half } of items) {
    if (!area) boxes.push({ ...square(x, y, 14), x: x - half, width: 2 * half });
  }
  const taken = new Taken(boxes);
  const labels = items.map((item) => {
    const fits = (box) => inside(box, frame) && taken.free(box);
    const alone = () => candidates({ ...item, note: "" }).map((box) => ({ ...box, brief: true }));
    const best = candidates(item).find(fits) ?? (item.note && alone().find(fits)) ?? null;
    if (best) taken.add(best);
    return best;
  });
  return { labels, boxes: [...boxes, ...labels.filter(Boolean)] };
}

function inside(box, frame) {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= frame.x && box.y + box.height <= frame.y;
}
