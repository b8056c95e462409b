// Small charts of the panel, as SVG: who held a place, numbers side by side, source coverage.

import { el, svg } from "../common/dom.js";
import { written } from "../common/moment.js";

const WIDE = 360; // units across; the charts grow with the panel
const LETTER_FROM = 0.05; // share of the width below which a bar is too narrow for a letter
const OPEN_END = 0.25; // how far an open end reaches past the greatest number, as a share
const PARTS = 40; // days of coverage that are wide enough for a number

// Returns chart(data), which draws by `data.type`. `index` leads from an actor's id to its place
// in `looks.actors`.
export function charts(looks, index) {
  const draw = { control, ranges, coverage };
  const chart = (data) => draw[data.type](data);

  function control({ first, last, day, spans }) {
    const across = scale(first, last + 1);
    const shown = spans.filter(({ start, end }) => start <= last && end > first);
    const drawing = svg("svg", { viewBox: `0 0 ${WIDE} 44`, role: "img", "aria-label": shown.map(({ text }) => text).join("; ") || "No record in these days" });
    drawing.append(svg("rect", { x: 0, y: 4, width: WIDE, height: 24, class: "empty" }));
    for (const { start, end, controller, challenger, text } of shown) {
      const [left, right] = [across(Math.max(start, first)), across(Math.min(end, last + 1))];
      const sides = challenger ? [controller, challenger] : [controller];
      sides.forEach((side, at) => {
        const actor = looks.actors[index.get(side)];
        const [top, height] = [4 + (24 / sides.length) * at, 24 / sides.length];
        const fill = actor ? `url(#held-${index.get(side)})` : looks.nobody;
        drawing.append(svg("rect", { x: left, y: top, width: right - left, height, fill, class: "bar" }, svg("title", {}, text)));
        if (right - left > LETTER_FROM * WIDE) drawing.append(svg("text", { x: (left + right) / 2, y: top + height / 2, class: "letter", style: actor ? `fill:${actor.ink};stroke:${actor.colour}` : null }, actor?.letter ?? "?"));
      });
    }
    if (day >= first && day <= last) drawing.append(svg("path", { d: `M${across(day + 0.5)} 0V32`, class: "day" }));
    drawing.append(...ends(first, last, 40));
    return drawing;
  }

  function ranges({ unit, ranges: rows, text }) {
    const numbers = rows.flatMap(({ low, high }) => [low, high]).filter((number) => number !== null);
    const most = Math.max(1, ...numbers) * (1 + OPEN_END);
    const across = scale(0, most, WIDE - 90);
    const label = `${unit}. ${rows.map(({ who, shown }) => `${who}: ${shown}`).join("; ")}. ${text}`;
    const drawing = svg("svg", { viewBox: `0 0 ${WIDE} ${rows.length * 40}`, role: "img", "aria-label": label });
    rows.forEach(({ who, shown, status, low, high }, at) => {
      const y = 40 * at + 27;
      const [left, right] = [across(low ?? 0), across(high ?? most * 0.9)];
      const contrary = status === "disputed" || status === "contradicted" ? " contrary" : "";
      drawing.append(svg("text", { x: 0, y: y - 15, class: "who" }, `${who}, ${status}`));
      drawing.append(svg("path", { d: `M0 ${y}H${WIDE - 90}`, class: "axis" }));
      if (right > left) drawing.append(svg("path", { d: `M${left} ${y}H${right}`, class: `range${contrary}` }));
      if (low !== null) drawing.append(svg("circle", { cx: left, cy: y, r: 5, class: `end${contrary}` }));
      if (high === null) drawing.append(svg("path", { d: `M${right} ${y - 5}L${right + 8} ${y}L${right} ${y + 5}Z`, class: "end" }));
      else if (high !== low) drawing.append(svg("circle", { cx: right, cy: y, r: 5, class: `end${contrary}` }));
      drawing.append(svg("text", { x: right + 14, y, class: "shown" }, shown));
    });
    return el("figure", {}, drawing, el("figcaption", {}, text));
  }

  function coverage({ first, last, rows }) {
    const across = scale(first, last + 1, WIDE - 110);
    const label = rows.map(([place, cells]) => `${place}: ${cells.map(({ text }) => text).join(", ")}`).join("; ");
    const drawing = svg("svg", { viewBox: `0 0 ${WIDE} ${rows.length * 20 + 16}`, role: "img", "aria-label": label });
    rows.forEach(([place, cells], at) => {
      drawing.append(svg("text", { x: 0, y: 20 * at + 10, class: "who" }, place.length > 18 ? `${place.slice(0, 17)}…` : place));
      for (const { first: from, last: to, sources, text } of cells) {
        const [left, right] = [110 + across(from), 110 + across(to + 1)];
        drawing.append(svg("rect", {
          x: left, y: 20 * at + 1, width: right - left, height: 18, class: "cell", "fill-opacity": Math.min(sources, 3) * 0.3,
        }, svg("title", {}, `${place}, ${text}`)));
        if (last - first < PARTS) drawing.append(svg("text", { x: (left + right) / 2, y: 20 * at + 10, class: sources > 1 ? "count strong" : "count" }, sources ? String(sources) : "P"));
      }
    });
    drawing.append(...ends(first, last, rows.length * 20 + 10, 110));
    return drawing;
  }

  return chart;
}

function scale(first, last, width = WIDE) {
  return (value) => ((value - first) / (last - first)) * width;
}

function ends(first, last, y, left = 0) {
  return [
    svg("text", { x: left, y, class: "date" }, written(first)),
    svg("text", { x: WIDE, y, class: "date last" }, written(last)),
  ];
}
