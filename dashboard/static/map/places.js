// Places with their holders: a disc or ring each, a label where there is room, areas shaded.

/* global L */

import { el } from "../common/dom.js";
import { areaFill, disc, pair } from "../common/fills.js";
import { chainOf, differ, heldOn, roughly } from "../common/moment.js";
import { SIZES } from "../common/sizes.js";
import { outOfSight, placeLabels } from "./labels.js";

const MANY = SIZES.many_places; // places: more of them have smaller discs

// Leaflet gives every marker a layer of its own on the graphics card, which hundreds of them make
// slow to put together: ours are moved in the plane.
const Flat = L.Marker.extend({
  _setPos(pos) {
    this._icon._leaflet_pos = pos;
    this._icon.style.transform = `translate(${pos.x}px, ${pos.y}px)`;
    this._zIndex = pos.y + this.options.zIndexOffset;
    this._resetZIndex();
  },
});

export class Places {
  constructor(map, data, { onPick, onHover }) {
    Object.assign(this, { map, data });
    this.items = data.places.map((place, index) => this.#make(place, index, onPick, onHover));
    this.many = data.places.length > MANY;
    this.large = 1; // how many times as large as usual signs and letters are
    this.byPosition = this.items.filter((item) => item.at);
  }

  // Of a disc, in pixels.
  get radius() {
    return (this.many ? SIZES.small_disc : SIZES.disc) * this.large;
  }

  // Everything is to be drawn anew by the next `show`.
  redress() {
    for (const item of this.items) item.key = null;
  }

  #make(place, index, onPick, onHover) {
    const item = { place, index, at: null, held: undefined, key: null, box: null };
    if (place.area) {
      item.shape = L.geoJSON(place.area, { style: { className: "area", weight: 1.5 } }).addTo(this.map);
      item.at = L.latLng(place.anchor[1], place.anchor[0]);
      item.shape.on("click", () => onPick("place", place.id));
      item.shape.on("mousemove", (event) => onHover(event, this.#summary(item)));
      item.shape.on("mouseout", () => onHover(null));
    } else if (place.point) {
      item.at = L.latLng(place.point);
    }
    if (!item.at) return item;
    if (place.ring) {
      item.ring = L.circle(item.at, {
        radius: place.ring * 1000, className: "ring", weight: 1.5, dashArray: "5 4", interactive: false,
      }).addTo(this.map);
    }
    item.sign = el("span", { class: "sign" });
    item.name = el("span", { class: "name" });
    item.note = el("span", { class: "note" });
    item.label = el("span", { class: place.area ? "label of-area" : "label" }, item.name, item.note);
    item.name.textContent = place.name;
    item.marker = new Flat(item.at, {
      icon: L.divIcon({ html: el("span", { class: "place" }, place.area ? null : item.sign, item.label), className: "", iconSize: [0, 0] }),
      keyboard: true, bubblingMouseEvents: true, riseOnHover: true, zIndexOffset: place.area ? -1000 : 0,
    }).addTo(this.map);
    const element = item.marker.getElement();
    element.setAttribute("aria-label", place.name);
    item.marker.on("click", () => onPick("place", place.id));
    item.marker.on("keydown", (event) => {
      if (event.originalEvent.key === "Enter") onPick("place", place.id);
    });
    item.marker.on("mouseover", (event) => onHover(event, this.#summary(item)));
    item.marker.on("mouseout", () => onHover(null));
    return item;
  }

  // Draws the state's day; only what changed since the last call is touched. True if any was.
  show(state) {
    let touched = false;
    for (const item of this.byPosition) {
      const held = heldOn(chainOf(item.place, state), state.day);
      // Held against another day, the earlier state comes first.
      const other = state.compare === null ? held : heldOn(chainOf(item.place, state), state.compare);
      const [before, after] = state.compare !== null && state.compare > state.day ? [held, other] : [other, held];
      const compared = state.compare !== null && differ(before, after);
      const key = JSON.stringify([before, after, compared, item.place.id === state.place]);
      if (key === item.key) continue;
      item.key = key;
      Object.assign(item, { held, before, after, compared });
      item.selected = item.place.id === state.place;
      this.#dress(item);
      touched = true;
    }
    return touched;
  }

  #dress(item) {
    const { held, place } = item;
    const { actors } = this.data;
    if (item.shape) {
      const fill = item.compared ? bothFills(item.before, item.after) : areaFill(held);
      item.fill = fill;
      item.shape.setStyle({ fillColor: fill ? `url(#${fill})` : "transparent", fillOpacity: this.data.strength[held?.confidence] ?? 1 });
      item.shape.eachLayer((layer) => {
        layer.getElement()?.classList.toggle("changed", Boolean(held?.changed));
        layer.getElement()?.classList.toggle("selected", item.selected);
      });
    } else {
      const contested = held?.status === "contested";
      item.vague = this.#vague(item);
      item.sign.replaceChildren(item.compared
        ? pair(item.before, item.after, actors)
        : disc(held, actors, { radius: this.radius + (contested ? SIZES.contested * this.large : 0), vague: item.vague, strength: this.data.strength }));
    }
    if (item.ring) {
      item.ring.setStyle({
        color: held?.controller != null ? actors[held.controller].colour : this.data.nobody,
        fillColor: held?.controller != null ? `url(#${areaFill(held)})` : "transparent",
        fillOpacity: 0.8 * (this.data.strength[held?.confidence] ?? 1),
      });
    }
    const classes = item.marker.getElement().classList;
    classes.toggle("changed", Boolean(held?.changed));
    classes.toggle("compared", item.compared);
    classes.toggle("differs", Boolean(held?.differs));
    classes.toggle("selected", item.selected);
    item.text = item.compared ? `${named(item.before, actors)} → ${named(item.after, actors)}` : noteOf(held);
    item.note.textContent = item.text;
    item.marker.getElement().setAttribute("aria-label", this.#summary(item).join(". "));
  }

  // A ring stands for a place once it is larger on the map than a disc would be.
  #vague(item) {
    if (!item.ring) return false;
    const edge = L.latLng(item.at.lat + item.place.ring / 111.2, item.at.lng); // km in a degree of latitude
    const radius = this.map.latLngToContainerPoint(item.at).y - this.map.latLngToContainerPoint(edge).y;
    return radius > this.radius + SIZES.name_gap;
  }

  // On another zoom some rings may have come to stand for their places, or ceased to.
  zoomed() {
    for (const item of this.byPosition) if (item.ring && item.vague !== this.#vague(item)) this.#dress(item);
  }

  // How far a place's sign reaches to each side, across and down, with the marks around it, in
  // pixels of the usual size.
  #reach(item) {
    const differs = item.held?.differs && !item.shape;
    if (item.compared) return [SIZES.compared_sign, differs ? 20 : 16];
    const radius = this.radius / this.large + (item.held?.status === "contested" ? SIZES.contested : 0);
    const rings = [item.selected, item.held?.changed].filter(Boolean).length * SIZES.sign_ring;
    const mark = differs ? radius * Math.SQRT1_2 + 3 + SIZES.place_differs : 0;
    const reach = Math.max(radius + rings + 1, mark, SIZES.least_sign);
    return [reach, reach];
  }

  // Puts every label where it is free of `edges` and the others; returns all that is taken then.
  arrange(edges) {
    const ordered = [...this.byPosition].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
    // Larger letters on a frame are the usual ones on a smaller frame.
    const { large } = this;
    const shrunk = edges.map((box) => ({ x: box.x / large, y: box.y / large, width: box.width / large, height: box.height / large }));
    const frame = this.map.getSize().divideBy(large);
    const spots = ordered.map((item) => {
      const { x, y } = this.#at(item);
      const half = this.#reach(item);
      return { x, y, name: item.place.name, note: item.text, half, reach: half[0] + SIZES.name_gap, area: Boolean(item.shape) };
    });
    const placed = placeLabels(spots, frame, shrunk);
    placed.labels.forEach((box, i) => {
      ordered[i].box = box;
      ordered[i].hidden = outOfSight(spots[i], frame, shrunk);
      const { style, dataset } = ordered[i].label;
      dataset.side = box ? box.side : "none";
      dataset.brief = Boolean(box?.brief);
      if (!box) return;
      style.left = `${(box.x - spots[i].x) * large}px`;
      style.top = `${(box.y - spots[i].y) * large}px`;
      style.width = `${box.width * large}px`;
    });
    return placed.boxes;
  }

  #at(item) {
    return this.map.latLngToContainerPoint(item.at).divideBy(this.large);
  }

  // What events stand around: the sign of each place, or the name of an area; `half` is its extent.
  spots() {
    return this.byPosition.map((item) => {
      const { index, hidden, selected } = item;
      if (item.shape && item.box) {
        const half = [item.box.width / 2, item.box.height / 2];
        return { index, hidden, selected, half, reach: half[1], x: item.box.x + half[0], y: item.box.y + half[1] };
      }
      const { x, y } = this.#at(item);
      const half = this.#reach(item);
      return { index, hidden, selected, half, reach: half[0], x, y };
    });
  }

  #summary({ place, held }) {
    const { actors } = this.data;
    if (!held || held.controller === null) return [place.name, "holder not known"];
    const who = actors[held.controller].label;
    const other = held.challenger === null ? null : actors[held.challenger].label;
    const lines = [place.name];
    if (held.status === "contested") lines.push(`contested: ${who}, ${other}`);
    else lines.push(held.status === "presence" ? `${who} present` : `held by ${who}`);
    lines[1] += `, ${held.still ? "still, as of" : "since"} ${roughly(held.since, held.precision)}`;
    if (held.confidence && held.confidence !== "high") lines.push(`confidence ${held.confidence}`);
    if (held.differs) lines.push("accounts differ");
    return lines;
  }
}

// The order in which names are placed: what is open, what changed, what is contested, towns, areas.
function rank({ selected, held, shape }) {
  if (selected) return 0;
  if (held?.changed) return 1;
  if (held?.status === "contested" || held?.differs) return 2;
  return shape ? 4 : 3;
}

// An area in two states: bands of the earlier holder and the later one.
function bothFills(before, after) {
  const [one, other] = [before?.controller ?? null, after?.controller ?? null];
  if (one !== null && other !== null && one !== other) return `area-${one}-${other}`;
  return areaFill(after) ?? areaFill(before);
}

function named(held, actors) {
  if (!held || held.controller === null) return "not known";
  return held.status === "contested" ? "contested" : actors[held.controller].label;
}

function noteOf(held) {
  if (!held) return "";
  const notes = [];
  if (held.changed) notes.push(held.status === "contested" ? "contested today" : "changed today");
  else if (held.status === "contested") notes.push("contested");
  if (held.differs) notes.push("accounts differ");
  return notes.join(" · ");
}
