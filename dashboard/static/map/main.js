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
//                 { type: "view", latitude, longitude, zoom }
//                 { type: "key", action }             a key of the briefing
//
// What a message brings is shared with the page, not copied: nobody changes it.

/* global L */

import { el, setColours } from "../common/dom.js";
import { defineFills } from "../common/fills.js";
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
    if (on && home !== window) stopKeys = listen(window, (action) => channel.tell({ type: "key", action }));
  }
  const stopPrinting = printing(home, window.frameElement ?? map.getContainer());
  window.addEventListener("pagehide", () => {
    channel.close();
    stopPrinting();
  });
  hello();
}

const REST = 150; // milliseconds

// The layer itself: `tell` hears of picks and views; `show` and `follow` move it; `page` is an address.
function conflictLayer(map, data, tell, page) {
  const container = map.getContainer();
  // Room for what stands around the outermost places: labels and symbols.
  const room = ({ x, y }) => ({
    paddingTopLeft: [Math.min(50, x / 6), Math.min(24, y / 6)],
    paddingBottomRight: [Math.min(50, x / 6), Math.min(30, y / 6)],
    animate: false,
  });
  let untouched = true; // nobody has moved the map yet, so a new size may fit it anew
  let automatic = false; // on the way there, which the reader did not ask for
  let aim = data.view; // what is in sight until the reader moves the map
  const home = (bounds = data.view) => fly(bounds, 0);
  function fly(bounds, seconds, view = null) {
    aim = bounds;
    untouched = !view;
    const size = map.getSize();
    if (!size.x || !size.y) return; // its frame is not laid out yet: the first size brings it here
    automatic = true;
    const how = { ...room(size), animate: Boolean(seconds), duration: seconds };
    const arrived = () => (automatic = false);
    if (seconds) map.once("moveend", arrived);
    if (view) map.flyTo([view.latitude, view.longitude], view.zoom, how);
    else if (seconds) map.flyToBounds(corners(bounds), how);
    else map.fitBounds(corners(bounds), how);
    if (!seconds) arrived();
  }
  setColours(container, data.ink.light, "print-");
  const tip = el("div", { class: "tip", hidden: "" });
  container.classList.add("conflict-map");
  const date = el("output", { class: "date" });
  container.append(defineFills(data), tip, date);
  Object.assign(map.options, { minZoom: 2, maxZoom: 20 });
  map.attributionControl.setPrefix(false).addAttribution("Outlines: Natural Earth");
  addLand(map, data);
  const showTiles = tileSwitch(map, data.tiles);
  const local = ground(map, () => data.ink[container.dataset.theme], page);

  const pick = (kind, id) => tell({ type: "pick", kind, id });
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
  let lastHit = null; // the event under the pointer
  let state = null;

  home();
  addControls(map, data, () => {
    home();
    tellView();
  });

  // Labels find their places anew when a name, a note or the view changes, not on every day.
  let boxes = null;
  let controls = null; // what they cover; measuring it is slow, and it changes with the size only
  function draw() {
    controls ??= edges(container);
    boxes ??= places.arrange(controls);
    events.draw(places.byPosition, boxes, (item) => places.reach(item));
  }
  function show(next) {
    const first = state === null;
    const moved = next.view && next.token !== state?.token; // a new address, not an echo
    state = next;
    look(next.theme);
    const own = next.basemap === "local";
    local.show(own);
    showTiles(own ? "none" : next.basemap);
    container.classList.toggle("tiled", next.basemap !== "none");
    if (moved) {
      automatic = true;
      map.setView([next.view.latitude, next.view.longitude], next.view.zoom, { animate: false });
      automatic = untouched = false;
    }
    turn();
    if (first) tell({ type: "drawn" });
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
    boxes = null;
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
    if (hit !== null) hover(event, summary(data, hit));
    else if (lastHit !== null) hover(null);
    lastHit = hit;
    container.classList.toggle("pointing", hit !== null);
  });
  map.on("preclick", (event) => (lastHit = events.at(event.containerPoint)));
  map.on("click", () => {
    if (lastHit !== null) pick("event", data.events.id[lastHit]);
  });
  map.on("mouseout", () => hover(null));
  new ResizeObserver(() => {
    const [still, before] = [untouched, automatic]; // it may be on its way
    controls = null;
    automatic = true; // the reader did not
    map.invalidateSize({ animate: false });
    automatic = before;
    if (still) home(aim);
  }).observe(container);

  window.conflictMap = { map, places, events, state: () => state }; // tests look at it
  return { show, follow, fly, look, enlarge };
}

function summary({ events, places }, index) {
  const when = between(events.from[index], events.to[index]);
  return [events.title[index], `${places[events.place[index]].name}, ${when}, ${events.status[index]}`];
}

// What the controls on the map's edge cover, so that labels keep clear of it.
function edges(container) {
  const frame = container.getBoundingClientRect();
  return [...container.querySelectorAll(".leaflet-control")].map((control) => {
    const { x, y, width, height } = control.getBoundingClientRect();
    return { x: x - frame.x, y: y - frame.y, width, height };
  });
}

function corners([south, west, north, east]) {
  return [[south, west], [north, east]];
}
