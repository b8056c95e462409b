// The view of a day, in the form that dashboard/view/day_view.py describes, put together from what
// the file carries: the same answers that the page gets from Python.
//
// asked: { day, first, last, window, filters, according_to, place, event, source }

import { heading, inFull as written, maskReader, written as short } from "../common/moment.js";
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
    const found = { shown: [], today: [], exact: [], total: 0, latest: null };
    for (const i of newest) {
      if (from[i] > day || to[i] <= oldest) continue;
      found.total += 1;
      if (!passes(i)) continue;
      found.shown.push(i);
      if (day <= to[i] && to[i] - from[i] <= WEEK) found.today.push(i);
      if (day === from[i] && day === to[i]) found.exact.push(i);
      if (to[i] < day && (found.latest === null || to[i] > to[found.latest])) found.latest = i;
    }
    return found;
  }

  // Day, sentence, figures and what the perspective did: all that follows every move.
  function headline(asked) {
    const found = count(asked);
    const changes = account(asked.according_to, "changes", asked.day) ?? { clauses: null, items: [] };
    const differences = differing(asked);
    const numbers = [tally(found).replace(/ events?$/, ""), ...[found.exact, changes.items, differences].map((list) => figure(list.length))];
    const roughly = found.today.length - found.exact.length;
    const today = roughly ? fill(words.roughly, { count: figure(roughly) }) : words.today;
    return {
      found, differences, changes: changes.items,
      day: heading(asked.day),
      sentence: changes.clauses === null ? quiet(found, asked) : `${changes.clauses}.`,
      perspective: perspectives[asked.according_to].effect.findLast(([start]) => start <= asked.day)[1],
      figures: words.figures.map((label, i) => [label === words.today ? today : label, numbers[i]]),
    };
  }

  // On what accounts differ: filters choose events, never places, and no perspective hides one.
  function differing({ day, filters }) {
    const passes = maskReader(mask({ filters, according_to: ALL }));
    const { places: held, events: told } = record.differences;
    return [
      ...held.filter(([first, last]) => first <= day && day <= last).map(([, , item]) => item),
      ...told.filter(([about]) => about.some((i) => from[i] <= day && day <= to[i] && passes(i))).map(([, item]) => item),
    ];
  }

  // A day without a change of control, as quiet of dashboard/view/phrases.py has it.
  function quiet({ shown, today, exact, total, latest }, asked) {
    const { quiet: says } = words;
    const lasting = today.find((i) => to[i] - from[i] <= words.lasting);
    if (exact.length) {
      const first = exact.reduce((a, b) => (type[b] < type[a] ? b : a));
      const more = counted(exact.length - 1, "more event");
      return fill(exact.length > 1 ? says.several : says.one, { title: entries[first].text, more });
    }
    if (lasting !== undefined) return fill(says.lasting, { title: entries[lasting].text, when: entries[lasting].when });
    const before = lastChange(asked);
    if (!total && before === null) return says.nothing;
    const over = record.last !== null && record.last < asked.day;
    const lead = over ? says.ended : shown.length < total ? says.filtered : says.none;
    const sentences = [fill(lead, { last: over && short(record.last) })];
    if (before !== null) {
      sentences.push(fill(says.changed, { when: short(before), clauses: account(asked.according_to, "changes", before).clauses }));
    } else if (latest !== null) sentences.push(fill(says.later, { title: entries[latest].text }));
    return sentences.join(" ");
  }

  // The last day before on which a place changed hands, by this account.
  function lastChange({ day, according_to: who }) {
    const known = { ...perspectives[ALL].changes, ...perspectives[who].changes };
    const before = Object.keys(known).map(Number).filter((one) => one < day && known[one] !== null);
    return before.length ? Math.max(...before) : null;
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

  function holding({ start, end, text, lines, source, change, outcome, ...row }, day) {
    return { ...row, outcome: day === end - 1 ? outcome : "", changed: change === true && start === day };
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
