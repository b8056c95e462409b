// The single file: map, time bar, details and briefing in one page that needs no server and no
// network. It is its own Python: what the page asks of Streamlit is answered from what it carries.
//
// content: { title, theme, map, time_bar, briefing | null, state, bar, told, sentences, cards, about }

/* global L */

import { el } from "../common/dom.js";
import { fromIso } from "../common/moment.js";
import { openChannel } from "../common/channel.js";
import { listen } from "../briefing/keys.js";
import { presenter } from "../briefing/presenter.js";
import { start as startMap } from "../map/main.js";
import { mount } from "../time/bar.js";
import { densities } from "../time/density.js";
import { panel } from "./panel.js";
import { sayer } from "./sentences.js";

const CHANNEL = "conflict-map";

export async function open(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  page(await new Response(stream).json());
}

function page(content) {
  const { map: data, briefing } = content;
  const density = densities(data.events);
  let now = { ...content.state }; // what map and panel show
  let seen = { ...content.bar }; // what the time bar shows
  let talk = null; // the presenter, while presenting
  let silence = () => {}; // ends the hearing of keys

  const heading = el("h1");
  const told = el("p", { class: "told" }, content.told);
  told.hidden = !content.told;
  const frame = el("div", { id: "map_div", class: "conflict-map" });
  const lanes = el("div", { class: "lanes" });
  const side = el("aside", { class: "side" });
  const stage = el("section", { class: "stage-of-deck" });
  document.body.append(
    el("header", {}, el("p", { class: "dataset" }, content.title), tools(), heading, told),
    el("main", {}, el("div", { class: "left" }, frame, lanes), side, stage));

  const map = L.map(frame, { center: [0, 0], zoom: 1, zoomSnap: 0.25, zoomDelta: 0.5 });
  const channel = openChannel(window, CHANNEL, (message) => answers[message.type]?.(message));
  const answers = {
    hello: () => {
      channel.tell({ type: "dataset", dataset: data });
      paint();
    },
    pick: ({ kind, id }) => show(kind, id),
    view: () => talk?.off(),
    halt: () => bar.halt(),
  };
  const bar = mount(lanes, content.time_bar, {
    onLive: (moment) => {
      now = { ...now, ...moment };
      channel.tell({ type: "day", ...moment });
      speak();
      talk?.off(said());
    },
    onCommit: ({ day, window: kept, first, last, seq }) => {
      now = { ...now, day, window: kept };
      seen = { ...seen, first, last, seq };
      paint();
    },
  });
  const say = sayer(content);
  const list = panel(side, content, show, (state) => say(state, null));
  startMap(map, CHANNEL, window); // which asks for everything at once

  function said() {
    return { day: now.day, ...say(now, talk?.at ?? null) };
  }
  function speak() {
    const { heading: day, title } = said();
    heading.textContent = `${day}: ${title}`;
  }
  function show(kind, id) {
    if (kind === "day") now = { ...now, day: fromIso(id) ?? now.day };
    else now = { ...now, place: kind === "event" ? now.place : null, event: null, source: null, ...(kind && { [kind]: id }) };
    if (kind === null) now = { ...now, place: null };
    paint();
  }
  function paint() {
    dress();
    if (talk === null) channel.tell({ type: "state", state: now });
    else channel.tell({ type: "day", day: now.day, window: now.window });
    turn();
    list.show(now);
    speak();
  }
  function turn() {
    bar.update({ ...seen, day: now.day, window: now.window, theme: now.theme, density: density(now.mask), according_to: now.according_to, control: now.control });
  }
  function dress() {
    document.documentElement.dataset.theme = now.theme;
    for (const [name, colour] of Object.entries(data.ink[now.theme])) document.documentElement.style.setProperty(`--${name}`, colour);
  }

  // The keys that move on in a briefing also begin it.
  function invite() {
    if (briefing === null) return;
    silence = listen(window, (action) => action === "next" && present(0), ["next"]);
  }
  function present(at) {
    silence(); // the presenter listens itself
    document.body.classList.add("presenting");
    talk = presenter(stage, briefing, {
      tell: channel.tell,
      onScene: (to) => {
        const { state } = briefing.scenes[to];
        now = { ...state, theme: now.theme, basemap: now.basemap };
        seen = { ...seen, first: Math.min(content.bar.first, now.day), last: Math.max(content.bar.last, now.day) };
        turn();
      },
      onExplore: (on) => document.body.classList.toggle("exploring", on),
      onLook: (theme) => {
        now = { ...now, theme };
        dress();
        turn();
      },
      onLeave: leave,
    });
    talk.tiles(now.basemap);
    talk.look(now.theme);
    channel.tell({ type: "present", on: true });
    talk.go(at, false);
  }
  function leave() {
    talk.close();
    talk = null;
    document.body.classList.remove("presenting", "exploring");
    channel.tell({ type: "present", on: false });
    const { theme, basemap, day } = now;
    now = { ...content.state, theme, basemap, day }; // the file's own question, on the day come to
    invite();
    paint();
  }

  function tools() {
    const begin = el("button", { type: "button", class: "present" }, `Present: ${briefing?.scenes.length ?? 0} scenes (→ or Space)`);
    begin.hidden = briefing === null;
    begin.addEventListener("click", () => present(0));
    const look = el("button", { type: "button" }, "Dark or light");
    look.addEventListener("click", () => {
      now = { ...now, theme: now.theme === "dark" ? "light" : "dark" };
      paint();
    });
    const tiles = el("select", { "aria-label": "Base map" },
      ...Object.entries(data.tiles).map(([key, { label, host }]) => el("option", { value: key }, host ? `${label}, from ${host}` : label)));
    tiles.value = now.basemap;
    tiles.addEventListener("change", () => {
      now = { ...now, basemap: tiles.value };
      paint();
    });
    return el("div", { class: "buttons-of-page" }, begin, tiles, look);
  }
  invite();
}
