// The field of the day: it shows "20 Oct 2017", and takes a day in any of the forms people type.

import { EXAMPLES, readDay } from "../common/day_forms.js";
import { el, iconButton } from "../common/dom.js";
import { fromIso, iso, written } from "../common/moment.js";

const CALENDAR = "M2.5 4H13.5V13.5H2.5ZM2.5 7H13.5M5.5 2V5M10.5 2V5";

// `take(day)` hears of a day between `first` and `last`. Returns { element, show(day) }.
export function dayField(first, last, take) {
  let shown = null; // the day that the field shows
  const said = el("output", { class: "said", id: "day-said" });
  const field = el("input", {
    type: "text", class: "day", "aria-label": "Exact date", "aria-describedby": "day-said",
    autocomplete: "off", spellcheck: "false", title: `Type a day: ${EXAMPLES}`,
  });
  // The browser's own calendar, which needs a field of its own.
  const picker = el("input", { type: "date", tabindex: "-1", "aria-hidden": "true", min: iso(first), max: iso(last) });
  const open = iconButton("Calendar", CALENDAR, () => {
    picker.value = iso(shown);
    picker.showPicker();
  }, { class: "calendar" });

  function say(words, wrong = false) {
    said.textContent = words;
    field.setAttribute("aria-invalid", wrong);
  }
  function restore() {
    field.value = written(shown);
    say("");
  }
  function enter() {
    const text = field.value.trim();
    if (text === written(shown)) return;
    const typed = readDay(text);
    if (typed === null) {
      say(`“${text}” is not a day: write it as ${EXAMPLES}.`, true);
    } else if (typed.day < first || typed.day > last) {
      say(`The record runs from ${written(first)} to ${written(last)}.`, true);
    } else {
      take(typed.day);
      shown = typed.day;
      restore();
      if (typed.ambiguous) say(`${text} is read day first: ${written(typed.day)}.`);
    }
  }
  field.addEventListener("change", enter);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") enter();
    else if (event.key === "Escape") restore();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("focus", () => field.select());
  picker.addEventListener("change", () => fromIso(picker.value) !== null && take(fromIso(picker.value)));

  return {
    element: el("div", { class: "day-choice" }, field, open, picker, said),
    show(day) {
      if (day === shown) return;
      shown = day;
      restore();
    },
  };
}
