// The view of a day, in the form that dashboard/view/day_view.py describes, put together from what
// the file carries: the same answers that the page gets from Python.
//
// asked: { day, first, last, window, filters, according_to, place, event, source }

import { heading, inFull as written, maskReader } from "../common/moment.js";
import { SIZES } from "../common/sizes.js";
import { matcher } from "./matching.js";
import { counted, figure, fill, listed } from "./words.js";

const WEEK = SIZES.week_days; // days: an event dated no better than this is not one of a day
const ALL = "all";
const KIND_OF_DETAIL = ["event", "place", "source"]; // what is open, the topmost first

export function days({ title, record, map: { events, places } }) {
  const { words, choices, perspectives, entries, details } = record;
  const { from, to, type } = events;
  const mask = matcher(record, events);
  const newest = from.map((_, i) => i).sort((a, b) => from[b] - from[a] || to[a] - to[b] || a - b);
  const at = new Map(events.id.map((id, i) => [id, i]));
  const said = Object.fromEntries(Object.entries(choices).map(([field, known]) => [field, new Map(known.map(([id, , short]) => [id, short]))]));

  // What a perspective has of its own, else what all accounts have.
  const account = (who, part, key) => {
    const own = perspectives[who][part];
    return Object.hasOwn(own, key) ? own[key] : perspectives[ALL][part][key];
  };
  const held = (place, { day, according_to: who }) =>
    account(who, "held", place).find(({ start, end }) => start === null || (start <= day && day < end));

  // The events up to the day and within the window, newest first, and which is over last.
  function count(asked) {
    const { day, window } = asked;
    const passes = maskReader(mask(asked));
    const oldest = window === null ? -Infinity : day - window;
    const found = { shown: [], today: [], total: 0, latest: null };
    for (const i of newest) {
      if (from[i] > day || to[i] <= oldest) continue;
      found.total += 1;
      if (!passes(i)) continue;
      found.shown.push(i);
      if (day <= to[i] && to[i] - from[i] <= WEEK) found.today.push(i);
      if (to[i] < day && (found.latest === null || to[i] > to[found.latest])) found.latest = i;
    }
    return found;
  }

  // Day, sentence, figures and what the perspective did: all that follows every move.
  function headline(asked) {
    const found = count(asked);
    const changes = account(asked.according_to, "changes", asked.day) ?? { sentence: null, items: [] };
    const differences = record.differences.filter(([first, last]) => first <= asked.day && asked.day <= last).map(([, , item]) => item);
    const numbers = [tally(found).replace(/ events?$/, ""), ...[found.today, changes.items, differences].map((list) => figure(list.length))];
    return {
      found, differences, changes: changes.items,
      day: heading(asked.day),
      sentence: changes.sentence ?? quiet(found),
      perspective: perspectives[asked.according_to].effect.findLast(([start]) => start <= asked.day)[1],
      figures: words.figures.map((label, i) => [label, numbers[i]]),
    };
  }

  function quiet({ shown, today, total, latest }) {
    const exact = today.filter((i) => from[i] === to[i]);
    const first = exact.length ? exact.reduce((a, b) => (type[b] < type[a] ? b : a)) : (today[0] ?? latest);
    const which = exact.length ? (exact.length > 1 ? "several" : "one")
      : today.length ? "rough"
        : shown.length < total ? "filtered"
          : !shown.length ? "nothing"
            : latest === null ? "first" : "later";
    const entry = entries[first];
    return fill(words.quiet[which], { title: entry?.text, when: entry?.when, more: counted(exact.length - 1, "more event") });
  }

  function tally({ shown, total }) {
    return shown.length === total ? counted(total, "event") : `${figure(shown.length)} of ${counted(total, "event")}`;
  }

  // What is asked for: "up to 20 October 2017, Battles, Kirkuk".
  function describe({ day, window, filters, according_to: who }) {
    return [
      fill(words.asked[{ null: "all", 1: "day" }[window] ?? "days"], { day: written(day), window }),
      who === ALL ? "" : perspectives[who].asked,
      ...Object.keys(said).map((field) => listed(filters[field].map((id) => said[field].get(id)))),
      filters.text && `“${filters.text}”`,
    ].filter(Boolean).join(", ");
  }

  // `paging`: how many events and places are shown; null: all of them.
  function view(asked, paging) {
    const { found, differences, changes, ...head } = headline(asked);
    const [first, ...rest] = describe(asked);
    const everyone = asked.according_to === ALL ? `, ${perspectives[ALL].asked}` : "";
    const holdings = calmLast(places.map(({ id }) => holding(held(id, asked), asked.day)), paging.places);
    return {
      dataset: title, ...head,
      shown: `${first.toUpperCase()}${rest.join("")}${everyone}; ${tally(found)}`,
      holdings: holdings.slice(0, paging.places ?? undefined),
      holdings_more: paging.places === null ? 0 : Math.max(0, holdings.length - paging.places),
      comparison: null,
      changes: { ...words.changes, note: changes.length ? "" : words.no_change, items: changes },
      differences: { ...words.differences, items: differences },
      feed: feed(words.feed, found.shown, asked, paging.events),
      detail: opened(asked, found, paging.events),
    };
  }

  function holding({ start, end, text, lines, source, change, ...row }, day) {
    return { ...row, changed: change === true && start === day };
  }

  function feed(section, found, { filters }, most) {
    const items = found.slice(0, most ?? undefined).map((i) => entries[i]);
    const empty = Object.values(filters).some((wanted) => wanted.length) ? words.none_left : words.no_event;
    return { ...section, note: items.length ? "" : empty, items, more: found.length - items.length };
  }

  function opened(asked, found, most) {
    const kind = KIND_OF_DETAIL.find((one) => asked[one] !== null);
    if (!kind) return null;
    const detail = details[kind][asked[kind]];
    if (kind === "place") return place(detail, asked, found, most);
    const late = kind === "event" && from[at.get(asked.event)] > asked.day;
    return late ? { ...detail, lines: [words.later, ...detail.lines] } : detail;
  }

  // The history, and the events, are those of the perspective, the day and the filters.
  function place(detail, asked, found, most) {
    const index = places.findIndex(({ id }) => id === asked.place);
    const spans = account(asked.according_to, "held", asked.place).filter(({ start }) => start !== null)
      .map(({ start, end, controller, challenger, text }) => ({ start, end, controller, challenger, text }));
    const [history, , ...rest] = detail.sections;
    const chart = { first: asked.first, last: asked.last, day: asked.day, spans, type: "control" };
    const there = found.shown.filter((i) => events.place[i] === index);
    return {
      ...detail,
      lines: [...detail.lines, ...held(asked.place, asked).lines],
      sections: [
        spans.length ? { ...history, chart } : { ...history, chart: null, items: [], note: words.no_record },
        feed(words.there, there, asked, most), ...rest,
      ],
    };
  }

  // On what the day rests: the sources of all that is shown.
  function sources(asked) {
    const used = new Set(count(asked).shown.map((i) => choices.sources[record.columns.source[i]][0]));
    for (const { id } of places) used.add(held(id, asked).source);
    return choices.sources.filter(([id]) => used.has(id)).map(([, name]) => name);
  }

  // Who held what by this account, as the map and the time bar have it; null: as all accounts do.
  const chains = new Map([[ALL, null]]);
  function control(who) {
    if (!chains.has(who)) {
      const own = perspectives[who].control;
      chains.set(who, Object.fromEntries(places.map((one) => [one.id, Object.hasOwn(own, one.id) ? own[one.id] ?? [] : one.control])));
    }
    return chains.get(who);
  }

  // What map and time bar are sent, but for the theme.
  function state(asked) {
    const { day, window, according_to, place: open, event } = asked;
    return { day, window, according_to, place: open, event, compare: null, mask: mask(asked), control: control(according_to) };
  }

  return { headline, view, describe, sources, state, tally: (asked) => tally(count(asked)) };
}

// Of many places first those that changed or are uncertain, else the gazetteer's order.
function calmLast(rows, most) {
  if (most === null || rows.length <= most) return rows;
  const calm = (row) => !(row.changed || row.differs || row.status === "contested");
  return [...rows].sort((a, b) => calm(a) - calm(b));
}
