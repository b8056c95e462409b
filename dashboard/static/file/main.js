// The single file: map, time bar, details and briefing in one page that needs no server and no
// network. It is its own Python: what the page asks of Streamlit is answered from what it carries.
//
// content: { title, look: "" for the look of the reader's system, map, time_bar, briefing | null, asked, usual, record, credit }, where `asked`
// is what the file opens on and `usual` what the data open on.

/* global L */

import { el, setColours, skipLink } from "../common/dom.js";
import { fromIso } from "../common/moment.js";
import { openChannel } from "../common/channel.js";
import { SECONDS, glide, still } from "../briefing/glide.js";
import { listen } from "../briefing/keys.js";
import { presenter } from "../briefing/presenter.js";
import { start as startMap } from "../map/main.js";
import { panel } from "../panel/panel.js";
import { Bar } from "../time/bar.js";
import { densities } from "../time/density.js";
import { addresses } from "./address.js";
import { days } from "./day.js";
import { header } from "./header.js";

const CHANNEL = "conflict-map";
const NARROW = 641; // pixels, as in file.css
const STEP = 75; // events or places that "Show more" adds
const FRAME = [800, 500]; // pixels of the map that a view is taken to fill, as in dashboard/model/scenes.py

export async function open(packed) {
  page(await unpacked(packed));
}

export async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// Returns { go(text) }, which moves the page to an address. `moved(state)` hears of every change: a
// text that is the same where the same is shown. Without it the page's own address keeps what is shown.
export function page(content, moved = null) {
  const { map: data, briefing, record, usual } = content;
  const density = densities(data.events);
  const day = days(content);
  const address = addresses(content);
  let asked = content.asked;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const systemTheme = () => (dark.matches ? "dark" : "light");
  let chosen = content.look !== ""; // the look, by the file or by the reader
  let look = { theme: content.look || systemTheme(), basemap: "none", view: null, token: 0 };
  let paging = { ...record.words.paging };
  let seq = 0; // of the time bar's last commit
  let notes = []; // what of the address could not be used
  let talk = null; // the presenter, while presenting
  let before = null; // what was asked before the briefing
  let stopKeys = () => {}; // ends the hearing of keys
  let stopGlide = () => {};

  const head = header(content, {
    change: (part) => ask(part),
    look: (part) => {
      const wanted = part(look);
      chosen ||= "theme" in wanted;
      look = { ...look, ...wanted };
      paint();
    },
    present: () => present(0),
    noted: () => {
      notes = [];
      paint();
    },
  });
  const frame = el("div", { id: "map_div", class: "conflict-map" });
  const lanes = el("div", { class: "lanes" });
  const side = el("aside", { class: "side" });
  const stage = el("section", { class: "briefing" });
  document.body.append(head.element, el("main", {}, el("div", { class: "left" }, frame, lanes), side, stage));

  const map = L.map(frame, { center: [0, 0], zoom: 1, zoomSnap: 0.25, zoomDelta: 0.5, trackResize: false });
  const channel = openChannel(window, CHANNEL, (message) => answers[message.type]?.(message));
  const answers = {
    hello: () => channel.tell({ type: "dataset", dataset: data }),
    pick: ({ kind, id }) => show(kind, id),
    close: () => show(null),
    view: ({ latitude, longitude, zoom }) => {
      talk?.off();
      look = { ...look, view: { latitude, longitude, zoom } };
      writeAddress();
    },
    halt: () => bar.halt(),
  };
  const bar = new Bar(lanes, content, {
    onLive: (moment) => {
      stopGlide();
      asked = { ...asked, ...moment };
      if (moved) writeAddress(); // else not for each day that goes by
      channel.tell({ type: "day", ...moment });
      showHeadline();
    },
    onCommit: ({ seq: last, ...moment }) => {
      asked = { ...asked, ...moment };
      seq = last;
      paint();
    },
  });
  const list = panel(side, data, ({ do: what, kind, id, list: which }) => {
    if (what === "open") show(kind, id);
    else if (what === "back") show(null);
    else {
      paging = { ...paging, [which]: paging[which] + STEP };
      paint();
    }
  }, NARROW);
  skipLink(() => bar.focus());
  startMap(map, CHANNEL, window); // which asks for its data at once
  arrive();
  dark.addEventListener("change", () => {
    if (chosen || talk !== null) return;
    look = { ...look, theme: systemTheme() };
    paint();
  });
  window.addEventListener("hashchange", () => {
    leave();
    arrive();
  });

  // As the address says; without one, as the file opens.
  function arrive() {
    const text = location.hash.slice(1);
    const { scene, view, ...found } = text ? address.parse(text) : { asked: content.asked, scene: null, view: null, notes: [] };
    ({ asked, notes } = found);
    look = { ...look, view, token: look.token + 1 };
    stopKeys();
    if (scene === null) invite();
    paint();
    if (scene !== null) present(scene);
  }
  function addressOf(what, view = null) {
    return address.compose(what, view, null);
  }
  function writeAddress() {
    if (moved) {
      moved(`${addressOf(asked, look.view)} ${talk?.at}`);
      return;
    }
    const now = address.compose(asked, look.view, talk?.at ?? null);
    if (!location.hash && now === address.compose(content.asked, null, null)) return;
    try {
      history.replaceState(null, "", `#${now}`);
    } catch {
      // A browser may refuse it where the file is shown in a frame, or too often: the address waits.
    }
  }
  function ask(part) {
    asked = { ...asked, ...part };
    paint();
  }
  function show(kind, id) {
    if (kind === "day") ask({ day: fromIso(id) ?? asked.day });
    else ask({ place: kind === "event" ? asked.place : null, event: null, source: null, ...(kind && { [kind]: id }) });
  }
  // The heading follows every move at once.
  function showHeadline() {
    const { day: date, sentence, figures, perspective } = day.headline(asked);
    head.speak(date, sentence);
    const title = sentence.replace(/\.$/, "");
    talk?.off({ day: asked.day, heading: date, title, text: "", perspective, figures: Object.fromEntries(figures) });
  }
  function paint() {
    stopGlide();
    applyTheme();
    if (talk === null) channel.tell({ type: "state", state: { ...day.state(asked), ...look } });
    else channel.tell({ type: "day", day: asked.day, window: asked.window });
    paintRest();
  }
  // All but the map.
  function paintRest() {
    updateBar();
    const view = day.view(asked, paging);
    const [words, sources] = [record.words, day.sources(asked)];
    const about = [`${view.shown}.`, sources.length ? `${words.sources}: ${sources.join("; ")}.` : words.no_sources, content.credit];
    list.show({ ...view, about: [{ ...words.about, note: about.join(" ") }] }, look.theme);
    head.show(asked, { view, tally: day.tally(asked), described: day.describe(asked), notes, look });
    showHeadline();
    writeAddress();
  }
  function updateBar() {
    const { mask, control } = day.state(asked);
    bar.update({ ...asked, compare: null, seq, theme: look.theme, density: density(mask), control });
  }
  function applyTheme() {
    document.documentElement.dataset.theme = look.theme;
    setColours(document.documentElement, data.ink[look.theme]);
  }

  // The keys that move on in a briefing also begin it.
  function invite() {
    if (briefing === null) return;
    stopKeys = listen(window, (action) => action === "next" && present(0), ["next"]);
  }
  function askedIn(at) {
    const { asked: one } = briefing.scenes[at];
    return { ...one, first: Math.min(usual.first, one.day), last: Math.max(usual.last, one.day) };
  }
  function present(at) {
    stopKeys(); // the presenter listens itself
    before = asked;
    document.body.classList.add("presenting");
    const scenes = briefing.scenes.map((scene) => ({ ...scene, state: day.state(scene.asked) }));
    talk = presenter(stage, { ...briefing, scenes }, {
      tell: channel.tell,
      onScene: (to) => {
        asked = askedIn(to);
        look = { ...look, view: null };
        updateBar();
        if (talk) writeAddress();
      },
      onExplore: (on) => document.body.classList.toggle("exploring", on),
      onLook: (theme) => {
        chosen = true;
        look = { ...look, theme };
        applyTheme();
        updateBar();
      },
      onLeave: () => {
        leave();
        invite();
        paint();
      },
    });
    talk.tiles(look.basemap);
    talk.look(look.theme);
    talk.go(at, false);
  }
  // Back to the reader's own question, on the day come to.
  function leave() {
    if (talk === null) return;
    talk.close();
    talk = null;
    document.body.classList.remove("presenting", "exploring");
    asked = { ...before, day: asked.day };
  }
  // Moves to what an address of the page asks for, without a jump.
  function go(text) {
    const { scene, view, asked: to } = address.parse(text);
    const scripted = scene !== null && !new URLSearchParams(text).has("date"); // it shows what its scene asks for
    const [from, detail] = [asked.day, opened(asked)];
    stopGlide();
    bar.halt();
    if (scene === null && talk !== null) {
      leave();
      invite();
    }
    const there = talk?.at === scene && scripted && addressOf(asked) === addressOf(askedIn(scene)) && view !== null;
    if (scene !== null && talk === null) present(scene);
    else if (scripted && !there) talk.go(scene);
    const seconds = still() ? 0 : SECONDS / 2;
    if (!scripted) {
      talk?.stand(scene);
      asked = to;
      applyTheme();
      channel.tell({ type: "state", state: { ...day.state(asked), ...look, day: from, view: null } });
      stopGlide = glide(from, to.day, (now) => channel.tell({ type: "day", day: now, window: to.window }), seconds);
      paintRest();
    } else if (view) talk.off();
    if (view || scene === null) channel.tell({ type: "fly", view: view && roomy(view), bounds: data.view, seconds });
    look = { ...look, view };
    writeAddress();
    if (detail && !opened(asked) && window.innerWidth < NARROW) window.scrollTo(0, 0);
  }
  // A view is taken to fill so much of a map: a smaller one stands further off to have it all in sight.
  function roomy({ latitude, longitude, zoom }) {
    const { x, y } = map.getSize();
    return { latitude, longitude, zoom: zoom + Math.min(0, Math.log2(Math.min(x / FRAME[0], y / FRAME[1]))) };
  }
  return { go };
}

function opened({ place, event, source }) {
  return place ?? event ?? source;
}
