// Beside the map: who holds what on the day, what had happened, and everything known of one place
// or event that was clicked.

import { el } from "../common/dom.js";
import { disc } from "../common/fills.js";
import { chainOf, eventsOn, heldOn, maskReader, roughly, roomFor, written } from "../common/moment.js";

const FIRST = 15; // events shown before the reader asks for more

// `open(kind, id)` opens a card, `open(null)` closes it.
export function panel(root, content, open) {
  const { map: data, cards, about } = content;
  const newest = data.events.from.map((_, i) => i).sort((a, b) => data.events.from[b] - data.events.from[a] || b - a);
  const room = roomFor(data.events);
  let most = FIRST;

  function show(state) {
    const card = state.event ? cards.events[state.event] : state.place ? cards.places[state.place] : null;
    root.replaceChildren(...(card ? opened(card) : day(state)));
  }
  function opened(card) {
    return [
      press("← Back", () => open(null), "back"),
      el("h2", {}, card.title),
      ...card.lines.map((line) => el("p", {}, line)),
      el("dl", {}, ...card.facts.flatMap(([name, fact]) => [el("dt", {}, name), el("dd", {}, fact)])),
      ...card.lists.flatMap(({ heading, items }) => [el("h3", {}, heading), el("ul", {}, ...items.map((item) => el("li", {}, item)))]),
      ...(card.link ? [el("a", { href: card.link, rel: "noopener noreferrer", target: "_blank" }, "Open the source")] : []),
    ];
  }
  function day(state) {
    const rows = data.places.map((place) => {
      const held = heldOn(chainOf(place, state), state.day);
      const sign = el("td", {}, disc(held, data.actors, { radius: 9, strength: data.strength }));
      const name = el("td", {}, press(place.name, () => open("place", place.id)));
      const since = held?.controller == null ? "" : `since ${roughly(held.since, held.precision)}${held.differs ? ", accounts differ" : ""}`;
      return el("tr", { class: held?.changed ? "changed" : null }, sign, name, el("td", {}, holder(held)), el("td", { class: "since" }, since));
    });
    eventsOn(data.events, newest, state, maskReader(state.mask), data.fade, room);
    const events = [...room.index.slice(0, Math.min(most, room.count))].map((index) =>
      el("li", {}, press(data.events.title[index], () => open("event", data.events.id[index])),
        el("small", {}, `${when(index)}, ${data.events.status[index]}`)));
    const more = room.count > most
      ? press(`Show more (${room.count - most} not shown)`, () => {
        most += 5 * FIRST;
        show(state);
      }) : null;
    return [
      el("h2", {}, "Who holds what"), el("table", {}, el("tbody", {}, ...rows)),
      el("h2", {}, `What happened: ${room.count}`), el("ul", { class: "events" }, ...events), more,
      el("h2", {}, "About this file"), ...about.map((line) => el("p", { class: "about" }, line)),
    ].filter(Boolean);
  }
  function holder(held) {
    if (!held || held.controller === null) return "Not known";
    const who = data.actors[held.controller].label;
    if (held.status === "contested") return `Contested: ${who}, ${held.challenger === null ? "" : data.actors[held.challenger].label}`;
    return held.status === "presence" ? `${who}, present` : who;
  }
  function when(index) {
    const [from, to] = [data.events.from[index], data.events.to[index]];
    return from === to ? written(from) : `${written(from)} to ${written(to)}`;
  }
  return { show };
}

function press(words, onClick, name = "link") {
  const element = el("button", { type: "button", class: name }, words);
  element.addEventListener("click", onClick);
  return element;
}
