// What the time bar draws: dates, events a day, a lane for each place. Redrawn when the view or
// the filters change, never while the day moves.

import { svg } from "../common/dom.js";
import { areaFill } from "../common/fills.js";
import { MONTHS, lastOfSpan, number, parts, written } from "../common/moment.js";

export const TOP = 18; // pixels for the dates
export const BARS = 38; // for the events
export const LANE = 15; // for each place, of which a sliver is space
const SHADES = [100, 78, 64, 52, 42, 34]; // percent of ink, by kind of event
const BIN = 4; // pixels: bars of events are never narrower

// About how wide the words of a date are.
export function textWidth(words) {
  return 6.4 * words.length;
}

export function chart(data, chains, density, scale) {
  const lanes = data.places;
  const height = TOP + BARS + 6 + lanes.length * LANE;
  return svg("g", {}, fades(),
    dates(scale, height),
    ...scale.folds.map((fold) => folded(fold, height)),
    spans(density.spans, scale),
    bars(density.days, scale, data.kinds),
    ...lanes.map((place, row) => lane(place, chains[row], TOP + BARS + 6 + row * LANE, scale)));
}

// Ticks at days, weeks, months or years, whichever leaves room for their words.
const STEPS = [
  ["day", 1], ["day", 2], ["week", 7], ["month", 30], ["quarter", 91], ["year", 365], ["decade", 3650],
];
function dates(scale, height) {
  const group = svg("g", { class: "dates" });
  const [step, days] = STEPS.find(([, days]) => days * scale.perDay >= 58) ?? STEPS[STEPS.length - 1];
  let free = -Infinity;
  let lastYear = null;
  for (const day of ticks(step, scale)) {
    const x = scale.x(day);
    if (scale.folds.some((fold) => x > fold.x0 && x < fold.x1) || x < 0) continue;
    group.append(svg("line", { x1: x, x2: x, y1: TOP - 3, y2: height }));
    // The year stands where it is first met, and again after a fold or a new year.
    const { year } = parts(day);
    const words = named(day, step) + (lastYear !== year && days < 365 ? ` ${year}` : "");
    if (x < free || x + textWidth(words) > scale.width) continue;
    group.append(svg("text", { x: x + 3, y: 11 }, words));
    free = x + textWidth(words) + 8;
    lastYear = year;
  }
  return group;
}

function* ticks(step, { from, to }) {
  const first = Math.ceil(from);
  if (step === "day" || step === "week") {
    for (let day = first; day < to; day += 1) {
      if (step === "day" || (day + 3) % 7 === 0) yield day; // 1970-01-01 was a Thursday
    }
    return;
  }
  const months = { month: 1, quarter: 3, year: 12, decade: 120 }[step];
  const { year, month } = parts(first);
  for (let count = Math.floor((year * 12 + month - 1) / months) * months; ; count += months) {
    const day = number(Math.floor(count / 12), (count % 12) + 1, 1);
    if (day >= to) return;
    if (day >= first) yield day;
  }
}

function named(day, step) {
  const { year, month, date } = parts(day);
  if (step === "year" || step === "decade") return `${year}`;
  if (step === "month" || step === "quarter") return MONTHS[month - 1];
  return `${date} ${MONTHS[month - 1]}`;
}

// Bars of events, stacked by kind; narrow days share a bar.
function bars(days, scale, kinds) {
  const group = svg("g", { class: "bars" });
  const wide = Math.max(1, Math.ceil(BIN / scale.perDay)); // days in a bar
  const bins = new Map();
  days.day.forEach((day, i) => {
    if (day < scale.from || day >= scale.to) return;
    const bin = Math.floor(day / wide) * wide;
    if (!bins.has(bin)) bins.set(bin, new Array(kinds.length).fill(0));
    bins.get(bin)[days.kind[i]] += days.count[i];
  });
  const total = (counts) => counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(4, ...[...bins.values()].map(total));
  for (const [bin, counts] of bins) {
    const x = scale.x(bin);
    const width = Math.max(BIN - 1, Math.min(18, scale.x(bin + wide) - x - 1));
    let y = TOP + BARS;
    counts.forEach((count, kind) => {
      if (!count) return;
      const tall = (count / most) * BARS;
      y -= tall;
      group.append(svg("rect", {
        x: x + (scale.x(bin + wide) - x - width) / 2, y, width, height: Math.max(1, tall - 0.7),
        style: `--share: ${SHADES[kind]}%`, "data-day": bin, "data-count": count,
      }, svg("title", {}, `${written(bin)}: ${count} × ${kinds[kind]}`)));
    });
  }
  return group;
}

// What is not sharply dated fades: a state at its beginning, an event's days at both ends.
function fades() {
  const stop = (offset, name) => svg("stop", { offset, class: name });
  return svg("defs", {},
    svg("linearGradient", { id: "coming" }, stop(0, "veiled"), stop(1, "bare")),
    svg("linearGradient", { id: "unsure" }, stop(0, "gone"), stop(0.3, "full"), stop(0.7, "full"), stop(1, "gone")));
}

// Events whose day is not known: a thin line over all the days that it may be.
function spans(list, scale) {
  const group = svg("g", { class: "spans" });
  for (const [start, end] of list) {
    if (end < scale.from || start >= scale.to) continue;
    const [x0, x1] = [scale.x(Math.max(start, scale.from)), scale.x(Math.min(end + 1, scale.to))];
    group.append(svg("rect", { x: x0, y: TOP + BARS + 1, width: Math.max(2, x1 - x0), height: 4, rx: 2, fill: "url(#unsure)" }));
  }
  return group;
}

function lane(place, chain, y, scale) {
  const group = svg("g", { class: "lane", "data-place": place.id });
  for (const [start, end, status, controller, challenger, confidence, differs, since, precision, change] of chain) {
    if (end <= scale.from || start >= scale.to) continue;
    const [x0, x1] = [scale.x(Math.max(start, scale.from)), scale.x(Math.min(end, scale.to))];
    const fill = areaFill({ status, controller, challenger }, "held");
    if (fill) {
      group.append(svg("rect", {
        x: x0, y, width: Math.max(1.5, x1 - x0), height: LANE - 4, fill: `url(#${fill})`,
        "data-from": start, "data-to": end, class: differs ? "differs" : null, "data-sure": confidence,
      }));
      const last = lastOfSpan(start, precision); // it may have begun later
      const until = Math.min(last + 1, end);
      if (since === start && last > start && until > scale.from) {
        const x = scale.x(Math.max(start, scale.from));
        const width = scale.x(Math.min(until, scale.to)) - x;
        group.append(svg("rect", { x, y: y - 1, width, height: LANE - 2, class: "imprecise", fill: "url(#coming)", "data-until": until }));
      }
    }
    if (change && start >= scale.from) {
      group.append(svg("line", { x1: x0, x2: x0, y1: y - 2, y2: y + LANE - 2, class: "change", "data-day": start }));
    }
  }
  return group;
}

function folded({ x0, x1, from, to }, height) {
  const middle = (x0 + x1) / 2;
  const zigzag = Array.from({ length: Math.floor(height / 8) }, (_, i) => `L${middle + (i % 2 ? 3 : -3)} ${TOP + i * 8}`);
  return svg("g", { class: "fold" }, svg("title", {}, `${Math.round(to - from)} days without events, collapsed`),
    svg("rect", { x: x0, y: TOP, width: x1 - x0, height: height - TOP }),
    svg("path", { d: `M${middle} ${TOP}${zigzag.join("")}` }));
}
