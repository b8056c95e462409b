// Which events perspective and filters leave, as the mask that the page's Python sends.

import { maskReader } from "../common/moment.js";
import { folder } from "./fold.js";

// Returns mask(asked); null where every event passes. `events` are the map's columns.
export function matcher({ columns, choices, perspectives, words: { letters } }, events) {
  const folded = folder(letters);
  const position = Object.fromEntries(Object.entries(choices).map(([field, known]) =>
    [field, new Map(known.map(([id], at) => [id, at]))]));
  const has = {
    types: (i, wanted) => wanted.has(events.type[i]),
    places: (i, wanted) => wanted.has(events.place[i]),
    sources: (i, wanted) => wanted.has(columns.source[i]),
    actors: (i, wanted) => columns.actors[i].some((one) => wanted.has(one)),
  };
  let [latest, found] = [null, null];
  return ({ filters, according_to: who }) => {
    const key = JSON.stringify([who, filters]);
    if (key === latest) return found;
    const heard = maskReader(perspectives[who].mask);
    const wanted = Object.keys(has).filter((field) => filters[field].length)
      .map((field) => [has[field], new Set(filters[field].map((id) => position[field].get(id)))]);
    const words = (text) => text.split(/\s+/).filter(Boolean);
    const sought = words(folded(filters.text));
    if (!sought.length) sought.push(...words(filters.text)); // signs alone: they stand in no text
    const passes = (i) => heard(i) && wanted.every(([passing, these]) => passing(i, these))
      && sought.every((word) => columns.words[i].includes(word));
    [latest, found] = [key, packed(events.from.length, passes)];
    return found;
  };
}

function packed(count, passes) {
  const bits = new Uint8Array(Math.ceil(count / 8));
  let left = 0;
  for (let i = 0; i < count; i += 1) {
    if (!passes(i)) continue;
    bits[i >> 3] |= 1 << (i & 7);
    left += 1;
  }
  return left === count ? null : btoa(Array.from(bits, (byte) => String.fromCharCode(byte)).join(""));
}
