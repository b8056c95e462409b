// Whose account is shown, which events are wanted, on which base map: the page's choices, as menus.

import { button, el } from "../common/dom.js";
import { menu } from "./menu.js";
import { listed } from "./words.js";

const FIELDS = { types: "Kinds", actors: "Actors", places: "Places", sources: "Sources" };
const MANY = 12; // choices: from so many on, a field of its own finds among them

// `choose(who)` hears whose account is wanted.
export function perspectiveMenu(perspectives, choose) {
  return oneOf("perspectives", "According to", perspectives, choose, (who) => who === "all" ? "According to" : `According to ${perspectives[who].short}`);
}

// `choose(name)` hears which base map is wanted; the menu says which of them asks another host.
export function baseMapMenu(tiles, choose) {
  const known = Object.entries(tiles).map(([name, { label, host }]) => [name, { label, explained: host && `from ${host}`, offered: true }]);
  return oneOf("basemaps", "Base map", Object.fromEntries(known), choose, () => "Base map");
}

// One choice of several: { id: { label, explained, offered } }; `labelled(id)` is what the button says.
function oneOf(name, legend, choices, choose, labelled) {
  const radios = Object.entries(choices).map(([id, { label, explained, offered }]) => {
    const input = el("input", { type: "radio", name, value: id });
    input.addEventListener("change", () => choose(id));
    return { id, input, offered, row: el("label", { class: "choice" }, input, el("span", {}, label, explained ? el("small", {}, explained) : null)) };
  });
  const { element, label } = menu(name, [el("fieldset", {}, el("legend", {}, legend), ...radios.map(({ row }) => row))]);
  return {
    element,
    show(now) {
      label(labelled(now));
      for (const { id, input, offered, row } of radios) {
        input.checked = id === now;
        row.hidden = !(offered || input.checked);
      }
    },
  };
}

// `change(filters)` hears of the filters as they shall be.
export function filterMenu(choices, none, change) {
  let filters = none;
  const tell = (part) => change({ ...filters, ...part });
  const text = el("input", { type: "search", maxlength: 200, placeholder: "in titles, places, actors" });
  text.addEventListener("input", () => tell({ text: text.value }));
  const fields = Object.entries(FIELDS).map(([name, words]) => field(words, choices[name], (ids) => tell({ [name]: ids }), name));
  const note = el("p", { class: "note" });
  const clear = button("Clear filters", () => change(none));
  const { element, label } = menu("filters", [el("label", { class: "words" }, "Words", text), ...fields.map((one) => one.element), note, clear]);
  return {
    element,
    show(wanted, tally, shown) {
      filters = wanted;
      label(`Filters · ${tally}`);
      note.textContent = `Shown: ${shown}. Filters choose events; who holds what is always shown.`;
      clear.disabled = wanted === none;
      if (text.value !== wanted.text) text.value = wanted.text;
      for (const one of fields) one.show(wanted[one.name]);
    },
  };
}

// One field: what is chosen, and when opened every choice; those that no event has are left out.
function field(words, known, choose, name) {
  const chosen = el("span", { class: "chosen" });
  const list = el("div", { class: "choices" });
  const element = el("details", { class: "field", name: "field" }, el("summary", {}, el("span", {}, words), chosen), list);
  let boxes = null; // made when the field is first opened
  let now = [];
  element.addEventListener("toggle", () => {
    if (boxes || !element.open) return;
    boxes = known.map(([id, label, , offered]) => {
      const input = el("input", { type: "checkbox" });
      input.addEventListener("change", () => choose(boxes.filter((one) => one.input.checked).map((one) => one.id)));
      return { id, label, offered, input, row: el("label", { class: "choice" }, input, el("span", {}, label)) };
    });
    const find = el("input", { type: "search", "aria-label": `Find among ${words.toLowerCase()}`, placeholder: "Find" });
    find.addEventListener("input", () => fit(find.value.toLowerCase()));
    list.append(...(known.length > MANY ? [find] : []), ...boxes.map(({ row }) => row));
    fit();
  });
  function fit(sought = "") {
    for (const { id, label, offered, input, row } of boxes ?? []) {
      input.checked = now.includes(id);
      row.hidden = !(input.checked || (offered && label.toLowerCase().includes(sought)));
    }
  }
  return {
    element, name,
    show(wanted) {
      now = wanted;
      chosen.textContent = wanted.length ? listed(known.filter(([id]) => wanted.includes(id)).map(([, label]) => label)) : "all";
      for (const { id, input } of boxes ?? []) input.checked = now.includes(id);
    },
  };
}
