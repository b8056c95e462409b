// The list of all keys, which "?" opens.

import { listen } from "../briefing/keys.js";
import { button, el } from "./dom.js";

const KEYS = {
  "Everywhere": [["?", "This list"], ["Esc", "Close what is open"], ["Tab", "Go on; the first stop skips the map"]],
  "Time bar": [
    ["← →", "A day"], ["Shift ← →", "A week"], ["Page keys", "From event to event"],
    ["Home, End", "The ends of the days shown"], ["Space", "Play or pause"], ["+ −", "Zoom"],
    ["← →", "On the edge of the band: keep more days, or fewer"],
  ],
  "Map": [["← ↑ → ↓", "Move the map"], ["+ −", "Zoom"], ["Enter", "Open a place"]],
  "Briefing": [
    ["→ ↓ Space", "Next scene"], ["← ↑", "Previous scene"], ["Home, End", "First, last scene"],
    ["E", "Explore with the time bar"], ["Esc, S", "Back to the scene"], ["N", "Speaker's notes"],
    ["D", "Dark or light"], ["F", "Full screen"], ["Q", "Follow me"], ["X", "Leave"],
  ],
};

// Lives in `root`; "?" is heard while `beside` can be seen. Returns { open, close }.
export function keysDialog(root, beside) {
  const groups = Object.entries(KEYS).map(([name, rows]) => el("section", {}, el("h3", {}, name),
    el("dl", {}, ...rows.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]))));
  const dialog = el("dialog", { class: "keys", "aria-label": "Keys" },
    el("header", {}, el("p", {}, "Keys"), button("Close", () => dialog.close(), { autofocus: "" })),
    el("div", { class: "groups" }, ...groups));
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close()); // beside it
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // they mean nothing beneath
  root.append(dialog);
  const open = () => dialog.open || dialog.showModal();
  const stop = listen(window, open, ["keys"], () => beside.checkVisibility());
  return {
    open,
    close() {
      stop();
      dialog.remove();
    },
  };
}
