// The map layer: drawn from columns sent once, moved by small messages on a channel.
//
//   page -> map   { type: "ready" }                   the data has come: say hello again
//                 { type: "dataset", dataset }        the answer to hello: everything, once
//                 { type: "state", state }            what to show now
//                 { type: "day", day, window }        the same on another day, during a drag
//                 { type: "fly", bounds, view, seconds }  look there: south, west, north, east; or,
//                                                     with `view`, as another map was left
//                 { type: "look", theme }             dark or light
//                 { type: "present", on }             a briefing: its keys are heard here too
//   map -> page   { type: "hello" }                   just loaded: what shall I show?
//                 { type: "drawn" }                   a first day is on the map
//                 { type: "pick", kind, id }          a place or an event was clicked
//                 { type: "close" }                   Escape was pressed while one was open
//                 { type: "view", latitude, longitude, zoom }
//                 { type: "key", action }             a key of the briefing, or for the list of keys
//
// What a message brings is shared with the page, not copied: nobody changes it.

/* global L */

import { el, setColours } from "../common/dom.js";
import { defineFills, spaceFills } from "../common/fills.js";
import { addControls } from "./controls.js";
import { ground } from "./ground.js";
import { addLand, tileSwitch } from "./land.js";
import { Events } from "./events.js";
import { Places } from "./places.js";
import { printing } from "./print.js";
import { between, spoken } from "../common/moment.js";
import { openChannel } from "../common/channel.js";
import { listen } from "../briefing/keys.js";

// Draws on the map whatever the channel brings; `home` is the window that the channel belongs to.
export function start(map, channelName, home = window.parent) {
  let layer = null;
  let large = 1; // how large signs and letters are: a room reads them from afar
  let stopKeys = null; // ends the hearing of a briefing's keys
  const hello = () => layer === null && channel.tell({ type: "hello" });
  const answers = {
    ready: hello,
    dataset({ dataset }) {
      if (layer !== null) return;
      layer = conflictLayer(map, dataset, channel.tell, home.location.origin + home.location.pathname);
      layer.enlarge(large);
    },
    state: ({ state }) => layer?.show(state),
    day: ({ day, window: kept }) => layer?.follow({ day, window: kept }),
    fly: ({ bounds, view, seconds }) => layer?.fly(bounds, seconds, view),
    look: ({ theme }) => layer?.look(theme),
    present,
  };
  const channel = openChannel(home, channelName, (message) => answers[message.type]?.(message));
  // Where the map has a window of its own, the page does not hear what is pressed there.
  function present({ on }) {
    stopKeys?.();
    stopKeys = null;
    map.keyboard[on ? "disable" : "enable"]();
    large = on ? 1.4 : 1;
    layer?.enlarge(large);
    if (home !== window) stopKeys = listen(window, (action) => channel.tell({ type: "key", action }), on ? null : ["keys"]);
  }
  const stopPrinting = printing(home, window.frameElement ?? map.getContainer());
  window.addEventListener("pagehide", () => {
    channel.close();
    stopPrinting();
  });
  present({ on: false });
  hello();
}

const REST = 150; // milliseconds
const EDGE = 30; // pixels: what is open is in sight if it is no nearer to the map's edge

// The layer itself: `tell` hears of picks and views; `show` and `follow` move it; `page` is an address.
function conflictLayer(map, data, tell, page) {
  const container = map.getContainer();
  // Room for what stands around the outermost places, labels and symbols, and for the map's foot.
  const room = ({ x, y }) => ({
    paddingTopLeft: [Math.min(50, x / 6), Math.min(24, y / 6)],
    paddingBottomRight: [Math.min(50, x / 6), Math.min(30, y / 6) + foot.offsetHeight],
    animate: false,
  });
  let untouched = true; // nobody has moved the map yet, so a new size may fit it anew
  let automatic = false; // on the way there, which the reader did not ask for
  let journeys = 0; // moves that were begun so: only the last one's end counts
  let aim = data.view; // what is in sight until the reader moves the map
  const home = (bounds = data.view) => fly(bounds, 0);
  function fly(bounds, seconds, view = null) {
    aim = bounds;
    untouched = !view;
    const size = map.getSize();
    if (!size.x || !size.y) return; // its frame is not laid out yet: the first size brings it here
    const how = { ...room(size), animate: Boolean(seconds), duration: seconds };
    const arrived = begin();
    if (seconds) map.once("moveend", arrived);
    if (view) map.flyTo([view.latitude, view.longitude], view.zoom, how);
    else if (seconds) map.flyToBounds(corners(bounds), how);
    else map.fitBounds(corners(bounds), how);
    if (!seconds) arrived();
  }
  setColours(container, data.ink.light, "print-");
  // A move that the reader did not make; returns what is to be called at its end.
  function begin() {
    automatic = true;
    const mine = (journeys += 1);
    return () => (automatic = automatic && mine !== journeys);
  }
  const tip = el("div", { class: "tip", hidden: "" });
  container.classList.add("conflict-map");
  const date = el("output", { class: "date" });
  Object.assign(map.options, { minZoom: 2, maxZoom: 20 });
  map.attributionControl.setPrefix(false).addAttribution("Outlines: Natural Earth");
  // The day stands beneath the map, not on it, so that it covers nothing.
  const foot = el("div", { class: "foot" }, date, map.attributionControl.getContainer());
  L.DomEvent.disableClickPropagation(foot);
  container.append(defineFills(data), tip, foot);
  addLand(map, data);
  const showTiles = tileSwitch(map, data.tiles);
  const local = ground(map, () => data.ink[container.dataset.theme], page);

  let before = null; // what had the focus when the detail was opened
  const pick = (kind, id) => {
    before = document.activeElement;
    tell({ type: "pick", kind, id });
  };
  container.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || opened(state) === null) return;
    event.preventDefault();
    event.stopPropagation();
    tell({ type: "close" });
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  const hover = (event, lines = []) => {
    tip.hidden = event === null;
    if (event === null) return;
    tip.replaceChildren(...lines.map((line) => el("div", {}, line)));
    const size = map.getSize();
    const { x, y } = event.containerPoint ?? map.latLngToContainerPoint(event.latlng);
    tip.style.left = `${Math.max(4, Math.min(x + 14, size.x - tip.offsetWidth - 4))}px`;
    tip.style.top = `${Math.max(4, Math.min(y + 14, size.y - tip.offsetHeight - 4))}px`;
  };
  const events = new Events(map, data);
  const places = new Places(map, data, {
    // An event's symbol may lie over an area or a disc: the symbol was meant.
    onPick: (kind, id) => lastHit === null && pick(kind, id),
    onHover: hover,
  });
  let lastHit = null; // the event or the group under the pointer
  let state = null;

  home();
  const furniture = addControls(map, data, () => {
    home();
    tellView();
  });

  // Labels find their places anew when a name, a note or the view changes, not on every day.
  let boxes = null;
  let controls = null; // what they cover; measuring it is slow, and it changes with the size only
  function draw() {
    controls ??= edges(container, foot);
    boxes ??= places.arrange(controls);
    events.draw(places.spots(), boxes);
  }
  function show(next) {
    const first = state === null;
    const moved = next.view && next.token !== state?.token; // a new address, not an echo
    const other = opened(next) !== opened(state);
    state = next;
    look(next.theme);
    const own = next.basemap === "local";
    local.show(own);
    showTiles(own ? "none" : next.basemap);
    container.classList.toggle("tiled", next.basemap !== "none");
    if (moved) {
      const arrived = begin();
      map.setView([next.view.latitude, next.view.longitude], next.view.zoom, { animate: false });
      arrived();
      untouched = false;
    } else if (other) reveal(!first);
    turn();
    if (first) tell({ type: "drawn" });
  }
  // Brings what is open into sight; the zoom stays, and the address does not hear of it.
  function reveal(animate) {
    const at = whereIs(state, data, places);
    const size = map.getSize();
    if (!at || !size.x || !size.y) return;
    const inner = L.bounds([EDGE, EDGE], [size.x - EDGE, size.y - foot.offsetHeight - EDGE]);
    if (inner.contains(map.latLngToContainerPoint(at))) return;
    const arrived = begin();
    map.once("moveend", arrived);
    const lower = map.project(at).add([0, foot.offsetHeight / 2]);
    map.panTo(map.unproject(lower), { animate });
  }
  function look(theme) {
    if (container.dataset.theme === theme) return;
    container.dataset.theme = theme;
    setColours(container, data.ink[theme]);
    local.look();
    if (state === null || state.theme === theme) return;
    state = { ...state, theme };
    draw(); // the symbols are painted in the ink
  }
  function enlarge(times) {
    if (places.large === times) return;
    places.large = events.large = times;
    container.style.setProperty("--large", times);
    container.classList.toggle("large", times > 1);
    places.redress();
    controls = boxes = null;
    if (state !== null) turn();
  }
  // Everything that depends on the day.
  function turn() {
    date.textContent = spoken(state.day);
    events.choose(state);
    if (places.show(state)) {
      if (places.many) rearrange();
      else boxes = null;
    }
    draw();
  }
  // Of many places some change on nearly every day: their labels wait until it rests.
  let rearranging = null;
  function rearrange() {
    clearTimeout(rearranging);
    rearranging = setTimeout(() => {
      boxes = null;
      draw();
    }, REST);
  }

  // Days may come faster than frames: only the last one of a frame is drawn.
  let waiting = null;
  function follow(moment) {
    if (state === null) return;
    if (waiting === null) {
      requestAnimationFrame(() => {
        state = { ...state, ...waiting };
        waiting = null;
        turn();
      });
    }
    waiting = moment;
  }
  map.on("zoomstart", () => (events.canvas.style.opacity = 0));
  map.on("moveend zoomend resize viewreset", () => {
    events.canvas.style.opacity = 1;
    boxes = null;
    if (state === null) return;
    places.zoomed();
    draw();
  });
  map.on("zoomend", () => spaceFills(container, map.getZoom()));
  // Only moves of the reader are sent: the opening view needs no address.
  map.on("dragstart zoomstart", () => (untouched = untouched && automatic));
  map.on("moveend", () => untouched || automatic || tellView());
  function tellView() {
    const { lat, lng } = map.getCenter().wrap();
    if (state !== null) tell({ type: "view", latitude: lat, longitude: lng, zoom: map.getZoom() });
  }
  container.addEventListener("toggle", () => {
    controls = boxes = null;
    if (state !== null) draw();
  }, true);
  map.on("mousemove", (event) => {
    const hit = events.at(event.containerPoint);
    if (hit !== null) hover(event, hit.events ? groupSummary(data, hit) : summary(data, hit));
    else if (lastHit !== null) hover(null);
    lastHit = hit;
    container.classList.toggle("pointing", hit !== null);
  });
  map.on("preclick", (event) => (lastHit = events.at(event.containerPoint)));
  map.on("click", () => {
    if (lastHit === null) return;
    // A group opens its place, whose events then stand around it and in its detail.
    if (lastHit.events) pick("place", data.places[lastHit.place].id);
    else pick("event", data.events.id[lastHit]);
  });
  map.on("mouseout", () => hover(null));
  new ResizeObserver(() => {
    const [still, before] = [untouched, automatic]; // it may be on its way
    controls = null;
    automatic = true; // the reader did not
    map.invalidateSize({ animate: false });
    furniture.fit();
    automatic = before;
    if (still) home(aim);
    if (still && state !== null) reveal(false);
  }).observe(container);

  window.conflictMap = { map, places, events, follow, state: () => state }; // tests look at it
  return { show, follow, fly, look, enlarge };
}

function summary({ events, places }, index) {
  const when = between(events.from[index], events.to[index]);
  return [events.title[index], `${places[events.place[index]].name}, ${when}, ${events.status[index]}`];
}

function groupSummary({ events, places, symbols }, { place, events: members }) {
  const counts = new Map();
  for (const index of members) counts.set(events.kind[index], (counts.get(events.kind[index]) ?? 0) + 1);
  const named = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${symbols[kind].words[count === 1 ? 0 : 1]}`);
  return [places[place].name, `${members.length} events: ${named.join(", ")}`];
}

// What is open, as one text; null where nothing is that a map has.
function opened(state) {
  if (state === null || (state.event === null && state.place === null)) return null;
  return state.event === null ? `place ${state.place}` : `event ${state.event}`;
}

// Where the open event or place is; null where it is nowhere on the map.
function whereIs({ event, place }, data, { items }) {
  const at = event === null
    ? data.places.findIndex(({ id }) => id === place)
    : data.events.place[data.events.id.indexOf(event)];
  return items[at]?.at ?? null;
}

// What stands on the map's edge, so that labels and symbols keep clear of it.
function edges(container, foot) {
  container.style.setProperty("--foot", `${foot.offsetHeight}px`);
  const frame = container.getBoundingClientRect();
  return [foot, ...container.querySelectorAll(".leaflet-control-container .leaflet-control")].map((control) => {
    const { x, y, width, height } = control.getBoundingClientRect();
    return { x: x - frame.x, y: y - frame.y, width, height };
  });
}

function corners([south, west, north, east]) {
  return [[south, west], [north, east]];
}
