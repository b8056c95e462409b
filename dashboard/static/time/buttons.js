// The row above the lanes: play, steps, the date, what is kept, and the days in view.

import { button, el, icon, iconButton } from "../common/dom.js";
import { dayField } from "./day_field.js";
import { SPEEDS } from "./player.js";
import { windowChoice } from "./window_choice.js";

const PLAY = "M4.5 2.5L13 8L4.5 13.5Z";
const PAUSE = "M4.5 3V13M11.5 3V13";
// The buttons around "play": to which day they lead, in which direction.
const STEPS = [
  ["change", -1, "Previous change of control", "M13.5 3L9.5 8L13.5 13M3 13.5V3H8L6.6 5.2L8 7.4H3"],
  ["event", -1, "Previous day with an event", "M12 3L7 8L12 13M4 3V13"],
  ["day", -1, "The day before", "M10 3L5 8L10 13"],
  ["day", 1, "The day after", "M6 3L11 8L6 13"],
  ["event", 1, "Next day with an event", "M4 3L9 8L4 13M12 3V13"],
  ["change", 1, "Next change of control", "M2.5 3L6.5 8L2.5 13M8 13.5V3H13L11.6 5.2L13 7.4H8"],
];

export function buttons(bar, data) {
  const play = iconButton("Play", PLAY, () => bar.toggle(), { class: "play" });
  const steps = STEPS.map(([which, direction, label, path]) => iconButton(label, path, () => bar.step(which, direction)));
  const date = dayField(data.first, data.last, (day) => {
    bar.day(day);
    bar.commit();
  });
  const speed = select("Speed", SPEEDS.map((days) => [days, days === 1 ? "1 day a second" : `${days} days a second`]), (value) => (bar.player.speed = Number(value)));
  speed.value = bar.player.speed;
  const skip = el("input", { type: "checkbox", id: "skip", checked: "" });
  skip.addEventListener("change", () => (bar.player.skip = skip.checked));
  const kept = windowChoice(data.windows, (window) => {
    bar.window(window);
    bar.commit();
  });
  const presets = data.presets.map(({ label, first, last }) => {
    const title = `Show ${label}`;
    return button(label, () => bar.show(first, last), { title, "aria-label": title, class: "preset" });
  });
  const keys = button("?", () => bar.keys.open(), { class: "keys-button", title: "Keys (?)", "aria-label": "Keys" });
  const element = el("div", { class: "controls" },
    el("div", { class: "steps", role: "group", "aria-label": "Move the day" }, ...steps.slice(0, 3), play, ...steps.slice(3)),
    date.element,
    el("details", { class: "play-options" }, el("summary", { title: "How it plays", "aria-label": "How it plays" }, "⋯"),
      el("div", {}, speed, el("label", { for: "skip" }, skip, " skip empty stretches"))),
    kept.element,
    el("div", { class: "ends" }, el("div", { class: "presets", role: "group", "aria-label": "Days in view" }, ...presets), keys));

  return {
    element,
    playing(on) {
      play.replaceChildren(icon(on ? PAUSE : PLAY));
      play.classList.toggle("play", !on);
      play.title = on ? "Pause" : "Play";
      play.setAttribute("aria-label", play.title);
    },
    show({ day, window }, [from, to]) {
      date.show(day);
      STEPS.forEach(([which, direction], i) => (steps[i].disabled = bar.next(which, direction) === null));
      kept.show(window);
      presets.forEach((preset, i) => {
        const { first, last } = data.presets[i];
        preset.setAttribute("aria-pressed", Math.round(from) === first && Math.round(to) - 1 === last);
      });
    },
  };
}

function select(label, options, onChange) {
  const element = el("select", { "aria-label": label, title: label },
    ...options.map(([value, words]) => el("option", { value }, words)));
  element.addEventListener("change", () => onChange(element.value));
  return element;
}
