// The presenter's notes: a window of their own that follows the scene, or where the browser allows
// none, a panel on the page.

import { el } from "../common/dom.js";
import { listen } from "./keys.js";

const SHEET = `
  body { margin: 0; padding: 2rem; font: 22px/1.5 system-ui, sans-serif; background: #151c21; color: #f2f0ea; }
  .at { display: flex; justify-content: space-between; font-variant-numeric: tabular-nums; color: #b6bec4; }
  h1 { font-size: 28px; margin: 0.5em 0; }
  .say { white-space: pre-wrap; }
  .next { margin-top: 2em; padding-top: 0.7em; border-top: 1px solid #46535d; color: #b6bec4; }
`;

export function notes(root, title, act) {
  let apart = null; // the other window
  let panel = null;
  let shown = null;
  const begun = Date.now();

  function draw() {
    const home = apart && !apart.closed ? apart.document.body : panel;
    if (!home || !shown) return;
    const { at, total, scene, next } = shown;
    const minutes = Math.floor((Date.now() - begun) / 60000);
    home.replaceChildren(
      el("p", { class: "at" }, el("span", {}, `${at + 1} / ${total}`), el("span", {}, `${minutes} min`)),
      el("h1", {}, scene.title),
      el("p", { class: "say" }, scene.notes || "No notes to this scene."),
      el("p", { class: "next" }, next ? `Next: ${next.title}` : "This is the last scene."),
    );
  }
  function close() {
    apart?.close();
    panel?.remove();
    apart = panel = null;
  }
  const clock = setInterval(draw, 30000); // for the minutes
  return {
    get open() {
      return Boolean(panel || (apart && !apart.closed));
    },
    toggle() {
      if (this.open) {
        close();
        return;
      }
      apart = window.open("", "", "popup,width=720,height=560");
      if (apart) {
        apart.document.title = `Notes: ${title}`;
        apart.document.head.append(el("style", {}, SHEET));
        listen(apart, act);
      } else {
        panel = root.appendChild(el("aside", { class: "speakers-notes" }));
      }
      draw();
    },
    show(now) {
      shown = now;
      draw();
    },
    close() {
      clearInterval(clock);
      close();
    },
  };
}
