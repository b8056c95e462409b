// Above the map: the file's buttons, the day in one sentence, and what was chosen.

import { button, el } from "../common/dom.js";
import { baseMapMenu, filterMenu, perspectiveMenu } from "./choosers.js";

// `change(part)` hears of what is asked anew, `look(part)` of another look, made from the one now;
// `present()` and `noted()` that a briefing shall begin, that the notes were read.
// Returns { element, speak(day, sentence), show(asked, { view, tally, described, notes, look }) }.
export function header({ title, usual, briefing, record, map: data }, { change, look, present, noted }) {
  const none = usual.filters;
  const perspectives = perspectiveMenu(record.perspectives, (who) => change({ according_to: who }));
  const filters = filterMenu(record.choices, none, (wanted) => change({ filters: empty(wanted) ? none : wanted }));
  const sources = button("Sources", () => change({ event: null, place: null, source: "all" }));
  const begin = button("Present", present, { class: "present" });
  begin.title = `${briefing?.scenes.length ?? 0} scenes: → or Space`;
  begin.hidden = briefing === null;
  const tiles = baseMapMenu(data.tiles, (basemap) => look(() => ({ basemap })));
  const theme = button("", () => look((now) => ({ theme: now.theme === "dark" ? "light" : "dark" })));
  const heading = el("h1");
  const perspective = line("perspective", "All accounts", () => change({ according_to: usual.according_to }));
  const narrowed = line("narrowed", "Clear filters", () => change({ filters: none }));
  const noticed = line("notes", "Dismiss", noted);

  return {
    element: el("header", {}, el("p", { class: "dataset" }, title),
      el("div", { class: "buttons-of-page" }, perspectives.element, filters.element, sources, begin, tiles.element, theme),
      noticed.element, heading, perspective.element, narrowed.element),
    speak: (day, sentence) => heading.replaceChildren(el("strong", {}, day), ` ${sentence}`),
    show(asked, { view, tally, described, notes, look: now }) {
      const wanted = empty(asked.filters) ? none : asked.filters;
      perspectives.show(asked.according_to);
      filters.show(wanted, tally, `${tally} ${described}`);
      perspective.show(view.perspective);
      narrowed.show(wanted === none ? "" : `${view.shown}.`);
      noticed.show(notes.join(" "));
      tiles.show(now.basemap);
      theme.textContent = now.theme === "dark" ? "Light" : "Dark";
    },
  };
}

function empty(filters) {
  return Object.values(filters).every((wanted) => !wanted.length);
}

// A line beneath the heading with what takes it away; without words it is not there.
function line(name, words, press) {
  const text = el("p");
  const element = el("div", { class: `line ${name}`, hidden: "" }, text, button(words, press));
  return {
    element,
    show(said) {
      text.textContent = said;
      element.hidden = !said;
    },
  };
}
