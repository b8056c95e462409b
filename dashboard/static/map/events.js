// Events as small symbols on one canvas, close around their place, fainter with age. Those that find
// no room there are one badge: the kinds of most of them, and their number.

/* global L */

import { eventsOn, maskReader, newestFirst, roomFor } from "../common/moment.js";
import { SIZES } from "../common/sizes.js";
import { dots } from "./dots.js";
import { RADIUS, Taken, groupWidth, ringsFor, spread } from "./declutter.js";

const CROWD = SIZES.crowd; // events: more of them are drawn as dots, whose kind shows when zoomed or filtered
const UNEQUAL = new Path2D("M-2 -1H2M-2 1H2M-1.2 2.2L1.2 -2.2");
const NEAR = SIZES.near; // pixels: places this close push each other's symbols away

export class Events {
  constructor(map, data) {
    Object.assign(this, { map, data });
    this.shapes = Object.fromEntries(
      Object.entries(data.symbols).map(([key, symbol]) => [key, new Path2D(symbol.path)]),
    );
    this.lines = Object.fromEntries(data.status.map((status) => [status.key, status]));
    const pane = map.createPane("events");
    pane.style.zIndex = 620; // above the places' discs, below tooltips
    pane.style.pointerEvents = "none";
    this.canvas = L.DomUtil.create("canvas", "events", pane);
    this.order = newestFirst(data.events);
    this.shown = roomFor(data.events);
    this.passes = maskReader(null);
    this.mask = null;
    this.large = 1; // how many times as large as usual symbols are
    this.groups = []; // { place, events, kinds, box }: events are positions in `shown`
  }

  // Chooses the state's events; drawing waits for `draw`, when labels have found their sides.
  choose(state) {
    this.state = state;
    if (this.mask !== state.mask) [this.mask, this.passes] = [state.mask, maskReader(state.mask)];
    eventsOn(this.data.events, this.order, state, this.passes, this.data.fade, this.shown);
  }

  // `spots` are what events stand around, `boxes` what is taken.
  draw(spots, boxes) {
    const size = this.map.getSize();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = size.x * ratio;
    this.canvas.height = size.y * ratio;
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
    const pen = this.canvas.getContext("2d");
    // Larger symbols on a frame are the usual ones on a smaller frame.
    const { large, shown, data } = this;
    pen.scale(ratio * large, ratio * large);
    pen.lineCap = "round";
    pen.lineJoin = "round";
    const look = getComputedStyle(this.map.getContainer());
    const ink = Object.fromEntries(["panel", "text", "accent"].map((name) => [name, look.getPropertyValue(`--${name}`)]));
    this.hidden = 0;
    this.groups = [];
    if (shown.count > CROWD) {
      const at = new Array(data.places.length);
      for (const spot of spots) at[spot.index] = spot;
      dots(pen, ink.text, shown, data.events.place, at, size.divideBy(large), ratio * large);
    } else {
      this.#symbols(pen, ink, spots, new Taken(boxes, size.divideBy(large)));
    }
  }

  // Place number -> the events shown there, the open one first, then the newest.
  #byPlace() {
    const { shown, data: { events } } = this;
    const atPlace = new Map();
    for (let k = 0; k < shown.count; k += 1) {
      const place = events.place[shown.index[k]];
      if (!atPlace.has(place)) atPlace.set(place, []);
      if (events.id[shown.index[k]] === this.state.event) atPlace.get(place).unshift(k);
      else atPlace.get(place).push(k);
    }
    return atPlace;
  }

  #symbols(pen, ink, spots, taken) {
    const { shown } = this;
    const atPlace = this.#byPlace();
    // What is open is served first, then places with few events: they have no other room to go to.
    const busy = spots.filter(({ index, hidden }) => atPlace.has(index) && !hidden);
    const open = (spot) => Number(!spot.selected && !this.#isOpen(atPlace.get(spot.index)[0]));
    busy.sort((a, b) => open(a) - open(b) || atPlace.get(a.index).length - atPlace.get(b.index).length);
    const plans = busy.map((spot) => {
      const events = atPlace.get(spot.index);
      const { away, nearest } = neighbours(spot, spots);
      const rings = spot.selected ? SIZES.rings : ringsFor(nearest, spot.reach);
      const fresh = events.filter((k) => shown.alpha[k] === 1 || this.#isOpen(k)).length;
      const placed = spread({ ...spot, away, rings }, events.length, fresh, this.#kinds(events).length, taken);
      return { ...placed, spot, single: events.slice(0, placed.spots.length), rest: events.slice(placed.spots.length) };
    });
    shown.x.fill(NaN, 0, shown.count);
    for (const { spot, spots: at } of plans) for (const one of at) leader(pen, ink, spot, one);
    for (const { spots: at, single } of plans) {
      at.forEach(([x, y], i) => {
        [shown.x[single[i]], shown.y[single[i]]] = [x, y];
        this.#symbol(pen, ink, { index: shown.index[single[i]], alpha: shown.alpha[single[i]], x, y });
      });
    }
    for (const k of plans.flatMap(({ single }) => single)) this.#marks(pen, ink, k); // on top of neighbours
    for (const { spot, rest, group } of plans) {
      if (group) this.#group(pen, ink, spot, rest, group);
      else this.hidden += rest.length;
    }
  }

  #isOpen(k) {
    return this.data.events.id[this.shown.index[k]] === this.state.event;
  }

  // The kinds that a badge has drawings of: those of most events, the newest first among equals.
  #kinds(events) {
    const counts = new Map();
    for (const k of events) {
      const kind = this.data.events.kind[this.shown.index[k]];
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const kinds = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
    return kinds.slice(0, SIZES.group_kinds);
  }

  #group(pen, ink, spot, events, room) {
    const kinds = room.brief ? [] : this.#kinds(events);
    const [width, height] = [groupWidth(events.length, kinds.length), room.height];
    const [middle, y] = [room.x + room.width / 2, room.y + height / 2];
    const box = { x: middle - width / 2, y: room.y, width, height };
    this.groups.push({ place: spot.index, events: events.map((k) => this.shown.index[k]), kinds, box });
    leader(pen, ink, spot, [middle, y], [width / 2, height / 2]);
    pen.fillStyle = ink.panel;
    pen.strokeStyle = ink.text;
    pen.lineWidth = 1.1;
    pen.beginPath();
    pen.roundRect(box.x, box.y, width, height, height / 2);
    pen.fill();
    pen.stroke();
    kinds.forEach((kind, i) => {
      const half = SIZES.group_kind / 2 - 1;
      pen.save();
      pen.translate(box.x + SIZES.group_pad + i * SIZES.group_kind, y - half);
      pen.scale(half / 8, half / 8);
      pen.lineWidth = 2;
      pen.stroke(this.shapes[kind]);
      pen.restore();
    });
    pen.font = "700 11px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = ink.text;
    const words = String(events.length);
    pen.fillText(words, box.x + width - SIZES.group_pad - (words.length * SIZES.digit) / 2, y + 0.5);
  }

  #symbol(pen, ink, spot) {
    const { x, y, index, alpha } = spot;
    const { events } = this.data;
    const line = this.lines[events.status[index]];
    const chosen = events.id[index] === this.state.event;
    pen.globalAlpha = chosen ? 1 : alpha;
    if (chosen) halo(pen, ink, x, y);
    pen.fillStyle = ink.panel;
    pen.strokeStyle = chosen ? ink.accent : ink.text;
    pen.lineWidth = chosen ? 2.5 : line.key === "confirmed" ? 2 : 1.1;
    pen.setLineDash(line.dash ? line.dash.split(" ").map(Number) : []);
    pen.beginPath();
    pen.arc(x, y, RADIUS, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    pen.save();
    pen.translate(x - RADIUS * SIZES.symbol_drawing, y - RADIUS * SIZES.symbol_drawing);
    pen.scale((RADIUS * SIZES.symbol_drawing) / 8, (RADIUS * SIZES.symbol_drawing) / 8);
    pen.lineWidth = 2;
    pen.strokeStyle = ink.text;
    pen.stroke(this.shapes[events.kind[index]]);
    pen.restore();
    pen.globalAlpha = 1;
  }

  // What is laid over a symbol: that accounts differ, that it is contradicted.
  #marks(pen, ink, k) {
    const { events } = this.data;
    const [index, x, y] = [this.shown.index[k], this.shown.x[k], this.shown.y[k]];
    pen.globalAlpha = this.#isOpen(k) ? 1 : this.shown.alpha[k];
    if (events.differs[index]) differs(pen, ink, x + RADIUS * 0.8, y - RADIUS * 0.8);
    if (this.lines[events.status[index]].struck) {
      pen.strokeStyle = ink.text;
      pen.lineWidth = 1.8;
      pen.beginPath();
      pen.moveTo(x - RADIUS, y + RADIUS);
      pen.lineTo(x + RADIUS, y - RADIUS);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  // What is under a point of the map's frame: the number of an event, of several the nearest; else a
  // group; else null.
  at(point) {
    const { shown } = this;
    const { x, y } = point.divideBy(this.large);
    const reach = shown.count > CROWD ? 4 : RADIUS + 2;
    let best = null;
    let near = reach;
    for (let k = 0; k < shown.count; k += 1) {
      const far = Math.hypot(shown.x[k] - x, shown.y[k] - y); // NaN is never near
      if (far <= near) [best, near] = [shown.index[k], far];
    }
    const touched = ({ box }) => Math.abs(box.x + box.width / 2 - x) <= box.width / 2 + 2 && Math.abs(box.y + box.height / 2 - y) <= box.height / 2 + 2;
    return best ?? this.groups.find(touched) ?? null;
  }
}

// How far the nearest neighbour is, and the direction in which there is most room: away from them
// all, else to the left.
function neighbours({ x, y, index }, spots) {
  let [east, south] = [-0.01, 0];
  let nearest = Infinity;
  for (const other of spots) {
    const [dx, dy] = [x - other.x, y - other.y];
    const far = Math.hypot(dx, dy);
    if (other.index !== index) nearest = Math.min(nearest, far);
    if (far >= 1 && far < NEAR) [east, south] = [east + dx / far ** 2, south + dy / far ** 2];
  }
  return { away: Math.atan2(south, east), nearest };
}

// A hair from the place to a symbol, or to a badge of that `half`: whose event it is.
function leader(pen, ink, place, spot, half = null) {
  const far = Math.hypot(spot[0] - place.x, spot[1] - place.y);
  const way = [(spot[0] - place.x) / far, (spot[1] - place.y) / far];
  const from = place.half[0] === place.half[1] ? place.reach - 1 : edgeOf(place.half, way);
  const to = far - (half ? edgeOf(half, way) : RADIUS);
  if (to <= from) return;
  pen.globalAlpha = 0.5;
  pen.strokeStyle = ink.text;
  pen.lineWidth = 0.8;
  pen.beginPath();
  pen.moveTo(place.x + way[0] * from, place.y + way[1] * from);
  pen.lineTo(place.x + way[0] * to, place.y + way[1] * to);
  pen.stroke();
  pen.globalAlpha = 1;
}

// How far it is from the middle of a box to its edge in that direction.
function edgeOf([across, down], [east, south]) {
  return Math.min(across / Math.abs(east || 1e-9), down / Math.abs(south || 1e-9));
}

// Around the symbol of the event that is open.
function halo(pen, ink, x, y) {
  pen.save();
  pen.strokeStyle = ink.accent;
  pen.globalAlpha = 0.35;
  pen.lineWidth = 5;
  pen.beginPath();
  pen.arc(x, y, RADIUS + 3.5, 0, 2 * Math.PI);
  pen.stroke();
  pen.restore();
}

// The sign that accounts differ, as places have it.
function differs(pen, ink, x, y) {
  pen.save();
  pen.translate(x, y);
  pen.fillStyle = ink.accent;
  pen.strokeStyle = ink.panel;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.arc(0, 0, SIZES.differs, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.stroke(UNEQUAL);
  pen.restore();
}
