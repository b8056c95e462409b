// The briefing: one scene at a time, its words beside the map, moved by keys and buttons.
//
//   presenter(root, script, { tell, onScene, onExplore, onLook, onFollow, onLeave }) -> { go(at), off(words), ... }
//
// `script` is { title, ink, scenes: [{ state, view, day, title, text, perspective, notes, figures }] }.
// `tell` is the channel to the map; `onScene(at)` hears which scene is shown, at once;
// `onExplore(on)` whether what is shown has left the script, which never changes the scene;
// `onLook(theme)` in which look; `onLeave()` that the briefing is over; `onFollow()`,
// where it can be followed, that others want to.

import { FULL_SCREEN, el, figure, iconButton, setColours, toggleFullScreen } from "../common/dom.js";
import { keysDialog } from "../common/keys_dialog.js";
import { fitting } from "./fit.js";
import { SECONDS, glide, still } from "./glide.js";
import { listen } from "./keys.js";
import { notes } from "./notes.js";

const BUTTONS = {
  first: ["First scene (Home)", "M3.5 3V13M13 3L6 8L13 13Z"],
  previous: ["Previous scene (←)", "M10 3L5 8L10 13"],
  next: ["Next scene (→ or Space)", "M6 3L11 8L6 13"],
  back: ["Back to the scene (Esc or S)", "M3 7.5A5 5 0 1 1 4.2 11M3 3.5V7.5H7"],
  explore: ["Explore with the time bar (E)", "M8 2A6 6 0 1 0 8.01 2M10.6 5.4L9 9L5.4 10.6L7 7Z"],
  notes: ["Speaker's notes (N)", "M3.5 2.5H12.5V13.5H3.5ZM5.5 5.5H10.5M5.5 8H10.5M5.5 10.5H8.5"],
  look: ["Dark or light (D)", "M8 2.5A5.5 5.5 0 1 0 8.01 2.5M8 2.5V13.5"],
  full: ["Full screen (F)", FULL_SCREEN],
  follow: ["Follow me: link and QR code (Q)", "M2.5 2.5H6.5V6.5H2.5ZM9.5 2.5H13.5V6.5H9.5ZM2.5 9.5H6.5V13.5H2.5ZM9.5 9.5V11.5M13.5 9.5H11.5V13.5M9.5 13.5H9.6M13.5 13.5V12.5"],
  keys: ["Keys (?)", "M6 6A2.2 2.2 0 1 1 8 8.2V9.6M8 12.4V12.6"],
  leave: ["Leave the briefing (X)", "M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5"],
};

export function presenter(root, script, { tell, onScene, onExplore, onLook, onLeave, onFollow = null }) {
  const { scenes } = script;
  let at = 0;
  let day = null; // the day on the map
  let exploring = false;
  let theme = "light";
  let basemap = "none";
  let stop = () => {};

  const button = (action) => iconButton(...BUTTONS[action], () => act(action), { size: 20, class: action });
  const [date, title] = [el("p", { class: "day" }), el("h2", {})];
  const [text, perspective] = [el("p", { class: "text" }), el("p", { class: "perspective" })];
  const words = el("div", { class: "words" }, date, title, text, perspective);
  const figures = el("dl", { class: "figures" });
  const progress = el("output", { class: "progress", "aria-label": "Scene" });
  const toScene = button("back");
  toScene.append("Back to the scene");
  const track = el("div", { class: "track", "aria-hidden": "true" }, el("span"));
  const element = el("section", { class: "presenter", "aria-label": script.title, "aria-live": "polite" },
    el("p", { class: "dataset" }, script.title),
    words, figures, toScene,
    el("nav", { "aria-label": "Scenes" }, track,
      el("div", { class: "steps" }, button("previous"), progress, button("next")),
      el("div", { class: "tools" }, ...["first", "explore", "notes", ...(onFollow ? ["follow"] : []), "look", "full", "keys", "leave"].map(button))));
  root.append(element);
  tell({ type: "present", on: true });

  const sizes = fitting(words);
  const keys = keysDialog(element, element);
  const notesWindow = notes(element, script.title, (action) => act(action));
  const stopKeys = listen(window, (action) => act(action));

  function say({ heading, title: named, text: more, perspective: account, figures: counts }) {
    date.textContent = heading;
    title.textContent = named;
    title.classList.toggle("long", named.length > 40);
    for (const [line, words] of [[text, more], [perspective, account]]) {
      line.textContent = words;
      line.hidden = !words;
    }
    figures.replaceChildren(...Object.entries(counts).map(([label, count]) =>
      el("div", {}, figure(count), el("dt", {}, label))));
    words.scrollTop = 0;
    sizes.fit();
  }

  // Which scene it is, whatever the map shows.
  function stand(to) {
    at = Math.min(scenes.length - 1, Math.max(0, to));
    progress.textContent = `${at + 1} / ${scenes.length}`;
    track.firstChild.style.width = `${(100 * (at + 1)) / scenes.length}%`;
    element.querySelector(".previous").disabled = element.querySelector(".first").disabled = at === 0;
    element.querySelector(".next").disabled = at === scenes.length - 1;
    notesWindow.show({ at, total: scenes.length, scene: scenes[at], next: scenes[at + 1] });
  }

  // Shows a scene: what is counted and by whose account changes at once, day and view glide.
  function go(to, glides = true) {
    stand(to);
    const scene = scenes[at];
    stop();
    tell({ type: "halt" });
    explore(false);
    const moving = glides && !still() && day !== null;
    const state = { ...scene.state, theme, basemap, view: null };
    tell({ type: "state", state: { ...state, day: moving ? day : state.day } });
    tell({ type: "fly", bounds: scene.view, seconds: moving ? SECONDS : 0 });
    stop = glide(moving ? day : state.day, state.day, (now) => {
      day = now;
      tell({ type: "day", day, window: state.window });
    }, moving ? SECONDS : 0);
    say(scene);
    onScene(at);
  }

  function explore(on) {
    if (exploring === on) return;
    exploring = on;
    element.classList.toggle("exploring", on);
    onExplore(on);
  }

  function look(name) {
    theme = name;
    element.dataset.theme = name;
    setColours(element, script.ink[name]);
    onLook(name);
  }

  function act(action) {
    const moves = {
      next: () => at < scenes.length - 1 && go(at + 1), previous: () => at > 0 && go(at - 1),
      first: () => go(0), last: () => go(scenes.length - 1), back,
      explore: () => (exploring ? go(at) : explore(true)), notes: () => notesWindow.toggle(),
      look: () => {
        look(theme === "dark" ? "light" : "dark");
        tell({ type: "look", theme });
      },
      leave: onLeave, keys: keys.open, follow: () => onFollow?.(),
      full: () => toggleFullScreen(document.documentElement),
    };
    moves[action]();
  }

  // Escape closes what stands over the scene first.
  function back() {
    if (element.classList.contains("inviting")) onFollow();
    else if (exploring) go(at);
  }

  return {
    act, go, look, stand, element,
    get at() {
      return at;
    },
    get theme() {
      return theme;
    },
    tiles: (name) => (basemap = name),
    // The presenter has moved the map or the day: the words are those of what is shown now, if known.
    off(words = null) {
      explore(true);
      if (words) {
        day = words.day;
        say(words);
      }
    },
    close() {
      stop();
      stopKeys();
      sizes.close();
      notesWindow.close();
      keys.close();
      element.remove();
      tell({ type: "present", on: false });
    },
  };
}
