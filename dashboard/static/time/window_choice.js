// How many of the last days keep their events: the usual choices, or any number.

import { el } from "../common/dom.js";

const ALL = "all";
const OWN = "own";
const MOST = 36500; // days, as LONGEST_WINDOW of dashboard/model/fields.py

// `windows` are [days or null, words]; `take(window)` hears of the choice. Returns { element, show(window) }.
export function windowChoice(windows, take) {
  let shown = null;
  const choice = el("select", { "aria-label": "Events kept", title: "Events kept" },
    ...windows.map(([days, words]) => el("option", { value: days ?? ALL }, words)),
    el("option", { value: OWN }, "Any number of days…"));
  const field = el("input", { type: "number", min: 1, max: MOST, "aria-label": "Days whose events are kept" });
  const own = el("label", { class: "own-window", hidden: "" }, "Last ", field, " days");

  function ask(on) {
    own.hidden = !on;
    choice.hidden = on;
    (on ? field : choice).focus();
    if (on) field.value = shown ?? "";
  }
  // A window of another width has an option of its own.
  function offer() {
    const value = String(shown ?? ALL);
    choice.querySelector("[data-own]")?.remove();
    if (![...choice.options].some((option) => option.value === value)) {
      choice.lastChild.before(el("option", { value, "data-own": "" }, `Last ${shown} days`));
    }
    choice.value = value;
  }
  function enter() {
    const days = Number(field.value);
    if (field.checkValidity() && Number.isInteger(days) && days > 0) take(days);
    leave();
  }
  function leave() {
    if (own.hidden) return;
    ask(false);
    offer();
  }
  choice.addEventListener("change", () => {
    if (choice.value === OWN) ask(true);
    else take(choice.value === ALL ? null : Number(choice.value));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") enter();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("change", () => own.hidden || enter());

  return {
    element: el("div", { class: "window-choice" }, choice, own),
    show(window) {
      shown = window;
      offer();
    },
  };
}
