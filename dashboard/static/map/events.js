// Events as small symbols on one canvas, fanned out around their place, fainter with age.

/* global L */

import { eventsOn, maskReader, newestFirst, roomFor } from "../common/moment.js";
import { SIZES } from "../common/sizes.js";
import { dots } from "./dots.js";
import { RADIUS, Taken, spread } from "./declutter.js";

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
  }

  // Chooses the state's events; drawing waits for `draw`, when labels have found their sides.
  choose(state) {
    this.state = state;
    if (this.mask !== state.mask) [this.mask, this.passes] = [state.mask, maskReader(state.mask)];
    eventsOn(this.data.events, this.order, state, this.passes, this.data.fade, this.shown);
  }

  // `reach` says how far an item's sign reaches.
  draw(items, boxes, reach) {
    const size = this.map.getSize();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = size.x * ratio;
    this.canvas.height = size.y * ratio;
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
    const pen = this.canvas.getContext("2d");
    // Larger symbols on a frame are the usual ones on a smaller frame.
    const { large } = this;
    pen.scale(ratio * large, ratio * large);
    pen.lineCap = "round";
    pen.lineJoin = "round";
    const look = getComputedStyle(this.map.getContainer());
    const ink = Object.fromEntries(["panel", "text", "accent"].map((name) => [name, look.getPropertyValue(`--${name}`)]));
    this.hidden = 0;
    const spots = items.map((item) => ({ index: item.index, reach: reach(item), ...this.map.latLngToContainerPoint(item.at).divideBy(large) }));
    const { shown, data } = this;
    if (shown.count > CROWD) {
      const at = new Array(data.places.length);
      for (const spot of spots) at[spot.index] = spot;
      dots(pen, ink.text, shown, data.events.place, at, size.divideBy(large), ratio * large);
    } else {
      this.#symbols(pen, ink, spots, new Taken(boxes));
    }
  }

  #symbols(pen, ink, spots, taken) {
    const { shown } = this;
    const atPlace = new Map(); // place number -> the events shown there, newest first
    for (let k = 0; k < shown.count; k += 1) {
      const place = this.data.events.place[shown.index[k]];
      if (!atPlace.has(place)) atPlace.set(place, []);
      atPlace.get(place).push(k);
    }
    // Places with few events are served first: they have no other room to go to.
    const busy = spots.filter(({ index }) => atPlace.has(index));
    busy.sort((a, b) => atPlace.get(a.index).length - atPlace.get(b.index).length);
    const plans = busy.map(({ index, x, y, reach }) => {
      const events = atPlace.get(index);
      return { x, y, events, at: spread(x, y, events.length, awayFrom(x, y, spots), taken, reach) };
    });
    shown.x.fill(NaN, 0, shown.count);
    for (const { x, y, at } of plans) for (const spot of at) leader(pen, ink, x, y, spot);
    for (const { x, y, events, at } of plans) {
      at.forEach((spot, i) => {
        [shown.x[events[i]], shown.y[events[i]]] = spot;
        this.#symbol(pen, ink, { index: shown.index[events[i]], alpha: shown.alpha[events[i]], x: spot[0], y: spot[1] });
      });
      this.hidden += events.length - at.length;
      if (events.length > at.length) more(pen, ink, events.length - at.length, x, y);
    }
  }

  #symbol(pen, ink, spot) {
    const { x, y, index, alpha } = spot;
    const { events } = this.data;
    const line = this.lines[events.status[index]];
    const chosen = events.id[index] === this.state.event;
    pen.globalAlpha = chosen ? 1 : alpha;
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
    if (events.differs[index]) differs(pen, ink, x + RADIUS * 0.8, y - RADIUS * 0.8);
    if (line.struck) {
      pen.lineWidth = 1.8;
      pen.beginPath();
      pen.moveTo(x - RADIUS, y + RADIUS);
      pen.lineTo(x + RADIUS, y - RADIUS);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  // The event under a point of the map's frame, or null; of several the nearest.
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
    return best;
  }
}

// The direction in which there is most room: away from the neighbours, else to the left.
function awayFrom(x, y, spots) {
  let [east, south] = [-0.01, 0];
  for (const other of spots) {
    const [dx, dy] = [x - other.x, y - other.y];
    const far = Math.hypot(dx, dy);
    if (far > 0 && far < NEAR) [east, south] = [east + dx / far ** 2, south + dy / far ** 2];
  }
  return Math.atan2(south, east);
}

// A hair from the place to a symbol: whose event it is.
function leader(pen, ink, x, y, spot) {
  pen.globalAlpha = 0.5;
  pen.strokeStyle = ink.text;
  pen.lineWidth = 0.8;
  const far = Math.hypot(spot[0] - x, spot[1] - y);
  const [dx, dy] = [(spot[0] - x) / far, (spot[1] - y) / far];
  pen.beginPath();
  pen.moveTo(x + dx * SIZES.hair_from, y + dy * SIZES.hair_from);
  pen.lineTo(spot[0] - dx * RADIUS, spot[1] - dy * RADIUS);
  pen.stroke();
  pen.globalAlpha = 1;
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

// "+12": so many more than fit around the place.
function more(pen, ink, count, x, y) {
  pen.font = "600 11px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.fillStyle = ink.text;
  pen.strokeStyle = ink.panel;
  pen.lineWidth = 3;
  pen.strokeText(`+${count}`, x, y + 24);
  pen.fillText(`+${count}`, x, y + 24);
}
