// How many events begin on each day, from the columns that were sent once.

import { maskReader } from "../common/moment.js";
import { SIZES } from "../common/sizes.js";

const WEEK = SIZES.week_days; // days: an event dated no better is not counted on a day

// Returns a function of the filters' mask, which answers with
//   days   { day, kind, count } as parallel arrays: events whose day is known, by kind
//   spans  [first, last] of those whose day is not exactly known, each span once
//   weeks  [first, last, count] of those whose span is a week at most: what a day may have had
//   begun  the days on which any of the known or of the weeks begins, sorted
// and with the same object as long as the mask is the same.
export function densities({ from, to, type }) {
  let of = undefined;
  let found = null;
  return (mask) => {
    if (of === mask) return found;
    const passes = maskReader(mask);
    const [exact, rough, begun] = [new Map(), new Map(), new Set()];
    for (let i = 0; i < from.length; i += 1) {
      if (!passes(i)) continue;
      if (to[i] - from[i] <= WEEK) begun.add(from[i]);
      if (from[i] < to[i]) {
        const span = `${from[i]} ${to[i]}`;
        if (!rough.has(span)) rough.set(span, [from[i], to[i], 0]);
        rough.get(span)[2] += 1;
        continue;
      }
      const key = `${from[i]} ${type[i]}`;
      if (!exact.has(key)) exact.set(key, [from[i], type[i], 0]);
      exact.get(key)[2] += 1;
    }
    const rows = [...exact.values()];
    const [day, kind, count] = [0, 1, 2].map((column) => rows.map((row) => row[column]));
    of = mask;
    found = {
      days: { day, kind, count },
      spans: [...rough.values()].map(([first, last]) => [first, last]),
      weeks: [...rough.values()].filter(([first, last]) => last - first <= WEEK),
      begun: [...begun].sort((a, b) => a - b),
    };
    return found;
  };
}
