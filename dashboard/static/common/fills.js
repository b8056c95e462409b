// Colour and pattern of holders, as SVG patterns that markers, areas and the legend share.

import { svg } from "./dom.js";
import { SIZES } from "./sizes.js";

// One hidden <svg> with, for every actor i: #held-i (full strength), #area-i (a wash),
// and for every pair #area-i-j and #held-i-j (both colours in bands).
export function defineFills({ actors, patterns, tile }) {
  const defs = svg("defs");
  const wash = (actor, x, width) => [
    svg("rect", { x, width, height: width, fill: actor.colour, opacity: SIZES.wash }),
    ...corners(width / tile).map(([across, down]) => svg("path", {
      d: patterns[actor.pattern], fill: "none", stroke: actor.colour, "stroke-width": SIZES.wash_line,
      opacity: SIZES.wash_pattern, transform: `translate(${x + across * tile} ${down * tile})`,
    })),
  ];
  actors.forEach((actor, i) => {
    defs.append(
      pattern(`held-${i}`, tile, tile,
        svg("rect", { width: tile, height: tile, fill: actor.colour }),
        svg("path", { d: patterns[actor.pattern], fill: "none", "stroke-width": 1.6, stroke: actor.ink, opacity: 0.55 })),
      pattern(`area-${i}`, tile, tile, ...wash(actor, 0, tile)),
    );
    actors.forEach((other, j) => {
      if (i === j) return;
      const band = SIZES.wash_band * tile;
      defs.append(
        turned(pattern(`area-${i}-${j}`, 2 * band, band, ...wash(actor, 0, band), ...wash(other, band, band))),
        turned(pattern(`held-${i}-${j}`, 14, 14,
          svg("rect", { width: 7, height: 14, fill: actor.colour }),
          svg("rect", { x: 7, width: 7, height: 14, fill: other.colour }))));
    });
  });
  return svg("svg", { width: 0, height: 0, class: "fills", "aria-hidden": "true" }, defs);
}

function pattern(id, width, height, ...content) {
  return svg("pattern", { id, width, height, patternUnits: "userSpaceOnUse" }, ...content);
}

// Bands run aslant.
function turned(bands) {
  bands.setAttribute("patternTransform", "rotate(45)");
  bands.dataset.turn = "rotate(45)";
  return bands;
}

// The tiles that make a square of so many.
function corners(side) {
  return Array.from({ length: side * side }, (_, i) => [i % side, Math.floor(i / side)]);
}

// How much wider apart the marks of areas are at a zoom.
function areaScale(zoom) {
  return Math.min(SIZES.wash_most, Math.max(1, 1 + (zoom - SIZES.wash_zoom) / 2));
}

// Spreads the fills of areas as the map comes nearer: close stripes over all of it are hard to look at.
export function spaceFills(root, zoom) {
  const times = areaScale(zoom);
  for (const one of root.querySelectorAll('.fills pattern[id^="area-"]')) {
    one.setAttribute("patternTransform", `scale(${times})${one.dataset.turn ?? ""}`);
    for (const line of one.querySelectorAll("path")) line.setAttribute("stroke-width", SIZES.wash_line / times ** 0.5);
  }
}

// The fill of an area or a lane in this state; null where nobody said who holds it.
export function areaFill(held, kind = "area") {
  if (!held || held.controller === null) return null;
  return held.status === "contested" && held.challenger !== null
    ? `${kind}-${held.controller}-${held.challenger}`
    : `${kind}-${held.controller}`;
}

// Two states of a place side by side, the earlier one smaller: "was, is".
export function pair(before, after, actors) {
  const [left, right] = [disc(before, actors, { radius: 9 }), disc(after, actors, { radius: 12 })];
  const sign = svg("svg", { width: 64, height: 30, viewBox: "0 0 64 30", "aria-hidden": "true" });
  left.setAttribute("x", 0);
  left.setAttribute("y", 4);
  right.setAttribute("x", 36);
  right.setAttribute("y", 1);
  sign.append(left, svg("path", { d: "M23.5 15H34M30.5 11.5L34 15L30.5 18.5", class: "stroke" }), right);
  return sign;
}

// A place's sign: a disc in the holder's colour, pattern and letter; in halves where contested.
// `vague` leaves the disc out: the ring on the map stands for it. `strength` says how strongly the
// colour is laid on, by confidence; a rim of dashes says the same where there is no colour.
export function disc(held, actors, { radius = 11, vague = false, strength = {} } = {}) {
  const size = 2 * radius + 4;
  const middle = size / 2;
  const sign = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });
  const both = held?.status === "contested" && held.challenger !== null;
  const sides = both ? [held.controller, held.challenger] : [held?.controller ?? null];
  if (!vague) {
    sides.forEach((actor, side) => {
      const fill = actor === null ? "var(--panel)" : `url(#held-${actor})`;
      const laid = { fill, "fill-opacity": strength[held?.confidence] ?? 1 };
      const shape = both
        ? svg("path", { d: half(middle, radius, side), ...laid })
        : svg("circle", { cx: middle, cy: middle, r: radius, ...laid });
      sign.append(shape);
    });
    sign.append(svg("circle", {
      cx: middle, cy: middle, r: radius, fill: "none", class: rim(held, strength),
    }));
  }
  const letters = sides.map((actor) => (actor === null ? "?" : actors[actor].letter));
  letters.forEach((letter, side) => {
    const actor = sides[side];
    const text = svg("text", {
      x: both ? middle + (side ? radius / 2 : -radius / 2) : middle,
      y: middle, class: "letter", "font-size": both ? radius * 0.95 : radius * 1.2,
    }, letter);
    if (actor !== null && !vague) {
      const faint = (strength[held?.confidence] ?? 1) < 0.6; // too faint to carry the actor's ink
      text.style.fill = faint ? "var(--text)" : actors[actor].ink;
      text.style.stroke = faint ? "var(--panel)" : actors[actor].colour;
    }
    sign.append(text);
  });
  return sign;
}

function rim(held, strength) {
  if (held?.controller == null) return "rim unknown";
  return (strength[held.confidence] ?? 1) < 1 ? `rim ${held.confidence}` : "rim";
}

function half(middle, radius, side) {
  return `M${middle} ${middle - radius}A${radius} ${radius} 0 0 ${side} ${middle} ${middle + radius}Z`;
}
