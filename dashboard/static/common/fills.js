// Colour and pattern of holders, as SVG patterns that markers, areas and the legend share.

import { svg } from "./dom.js";

// One hidden <svg> with, for every actor i: #held-i (full strength), #area-i (a wash),
// and for every pair #area-i-j and #held-i-j (both colours in bands).
export function defineFills({ actors, patterns, tile }) {
  const defs = svg("defs");
  actors.forEach((actor, i) => {
    const path = patterns[actor.pattern];
    const line = { d: path, fill: "none", "stroke-width": 1.6 };
    defs.append(
      pattern(`held-${i}`, tile,
        svg("rect", { width: tile, height: tile, fill: actor.colour }),
        svg("path", { ...line, stroke: actor.ink, opacity: 0.55 })),
      pattern(`area-${i}`, tile,
        svg("rect", { width: tile, height: tile, fill: actor.colour, opacity: 0.3 }),
        svg("path", { ...line, stroke: actor.colour, opacity: 0.75 })),
    );
    actors.forEach((other, j) => {
      if (i === j) return;
      defs.append(bands(`area-${i}-${j}`, actor.colour, other.colour, 0.36));
      defs.append(bands(`held-${i}-${j}`, actor.colour, other.colour, 1));
    });
  });
  return svg("svg", { width: 0, height: 0, class: "fills", "aria-hidden": "true" }, defs);
}

function pattern(id, size, ...content) {
  return svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" }, ...content);
}

function bands(id, one, other, opacity) {
  const band = pattern(id, 14,
    svg("rect", { width: 7, height: 14, fill: one, opacity }),
    svg("rect", { x: 7, width: 7, height: 14, fill: other, opacity }));
  band.setAttribute("patternTransform", "rotate(45)");
  return band;
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
