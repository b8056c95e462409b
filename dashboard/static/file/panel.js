// The single file's panel: puts together the view of the day from what the file carries, in the
// form that Python gives the page, and has the same module draw it.

import { eventsOn, maskReader, roomFor } from "../common/moment.js";
import { panel as drawn } from "../panel/panel.js";

const FIRST = 15; // events shown before the reader asks for more
const STEP = 75;

// `open(kind, id)` opens a detail, `open(null)` closes it; `say(state)` has the day's figures.
export function panel(root, content, open, say) {
  const { map: data, holdings, changes, entries, details, about } = content;
  const newest = data.events.from.map((_, i) => i).sort((a, b) => data.events.from[b] - data.events.from[a] || data.events.to[a] - data.events.to[b] || a - b);
  const room = roomFor(data.events);
  let most = FIRST;
  let latest = null;
  const list = drawn(root, data, ({ do: what, kind, id }) => {
    if (what === "open") open(kind, id);
    else if (what === "back") open(null);
    else {
      most += STEP;
      show(latest);
    }
  });

  function show(state) {
    latest = state;
    const kind = ["event", "place", "source"].find((one) => state[one]);
    list.show({ ...day(state), detail: kind ? opened(kind, state[kind], state) : null }, state.theme);
  }
  function day(state) {
    return {
      figures: Object.entries(say(state).figures),
      comparison: null,
      holdings: data.places.map((place) => holding(holdings[place.id], state.day)),
      holdings_more: 0,
      changes: section("Changed on this day", { items: changes[state.day] ?? [], note: changes[state.day] ? "" : "No place changed hands." }),
      differences: { items: [] },
      feed: feed("What happened", state, () => true),
      about: [section("About this file", { note: about.join(" ") })],
    };
  }
  function holding(intervals, day) {
    const held = intervals.find(({ start, end }) => start === null || (start <= day && day < end));
    return { ...held, changed: held.change === true && held.start === day };
  }
  function feed(heading, state, wanted) {
    eventsOn(data.events, newest, state, maskReader(state.mask), data.fade, room);
    const found = [...room.index.slice(0, room.count)].filter(wanted);
    return section(heading, {
      items: found.slice(0, most).map((index) => entries[index]), more: Math.max(0, found.length - most),
      note: found.length ? "" : "No event so far.",
    });
  }
  // The events of a place are those of the day that is shown.
  function opened(kind, id, state) {
    const detail = details[kind][id];
    if (kind !== "place") return detail;
    const place = data.places.findIndex((one) => one.id === id);
    const there = feed("What happened there", state, (index) => data.events.place[index] === place);
    return { ...detail, sections: detail.sections.map((one) => (one.heading === there.heading ? there : one.chart ? { ...one, chart: { ...one.chart, day: state.day } } : one)) };
  }
  return { show };
}

function section(heading, parts) {
  return { heading, note: "", items: [], facts: [], table: null, chart: null, more: 0, ...parts };
}
