// How many events begin on each day, from the columns that were sent once.

import { maskReader } from "../common/moment.js";

// Returns a function of the filters' mask, which answers with
//   days   { day, kind, count } as parallel arrays: events whose day is known, by kind
//   spans  [first, last] of those whose day is not exactly known, each span once
//   begun  the days on which any begins, sorted
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
      begun.add(from[i]);
      if (from[i] < to[i]) {
        rough.set(`${from[i]} ${to[i]}`, [from[i], to[i]]);
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
      spans: [...rough.values()],
      begun: [...begun].sort((a, b) => a - b),
    };
    return found;
  };
}
