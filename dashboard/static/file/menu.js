// A button with a box beneath it, which Escape, a press elsewhere and a Tab out of it close.

import { el } from "../common/dom.js";

// Returns { element, label(text) }; `opening` is called when the box opens.
export function menu(name, content, opening = () => {}) {
  const summary = el("summary", {});
  const element = el("details", { class: `menu ${name}` }, summary, el("div", { class: "box", role: "dialog" }, ...content));
  element.addEventListener("toggle", (event) => event.target === element && element.open && opening());
  element.addEventListener("keydown", (event) => {
    if (event.key === "Tab") requestAnimationFrame(() => element.contains(document.activeElement) || (element.open = false));
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    summary.focus();
    event.stopPropagation();
  });
  // Not before the press is over: on a narrow page what is beneath moves when the box closes.
  document.addEventListener("click", ({ target }) => element.contains(target) || (element.open = false), true);
  return {
    element,
    label: (text) => {
      summary.textContent = text;
      element.lastChild.setAttribute("aria-label", text);
    },
  };
}
