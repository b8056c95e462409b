// The time bar: a slider of days with a lane for each place, events a day, and a player.
//
//   new Bar(root, { map, time_bar }, { onLive, onCommit })
//
// While the reader drags, types or plays, `onLive({ day, window })` is called each time the day or
// the window changes, for what follows in the browser. Once they let go, `onCommit({ day, window,
// first, last, seq })` is called, once. `update(state)` takes over what was decided elsewhere; a
// state that answers an older commit than the last (state.seq) is late and ignored.

import { el, setColours, svg } from "../common/dom.js";
import { defineFills } from "../common/fills.js";
import { keysDialog } from "../common/keys_dialog.js";
import { MONTHS, chainOf, parts, spoken, written } from "../common/moment.js";
import { BARS, LANE, TOP, chart, textWidth } from "./chart.js";
import { buttons } from "./buttons.js";
import { Gestures } from "./gestures.js";
import { Player } from "./player.js";
import { scale as makeScale, shifted, zoomed } from "./scale.js";

const RETRY = 2500; // milliseconds after which a commit without an answer is made again
const SETTLE = 350; // milliseconds after the last key or wheel turn until it counts as let go

export class Bar {
  constructor(root, { map, time_bar: own }, { onLive, onCommit }) {
    const data = { ...map, ...own, places: map.places.filter(({ id }) => own.lanes.includes(id)) };
    Object.assign(this, { data, onLive, onCommit, state: null, seq: 0, answered: 0, settling: null });
    this.player = new Player((day) => this.#live({ day }), () => this.#pause());
    this.controls = buttons(this, data);
    this.head = svg("g", { class: "head" },
      svg("line", { y1: TOP - 4, y2: 0 }), svg("rect", { height: TOP - 2, rx: 8 }), svg("text", { y: 12 }));
    this.ghost = svg("line", { class: "ghost", y1: TOP - 4, y2: 0 });
    this.openDay = svg("title");
    this.open = svg("g", { class: "open" }, this.openDay, svg("path", { d: `M0 ${TOP + 3}L-5 ${TOP - 5}H5Z` }), svg("rect", { x: -6, y: TOP - 7, width: 12, height: 12 }));
    this.band = svg("rect", { class: "band", y: TOP });
    this.handle = el("div", {
      class: "handle", role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-label": "Keep events from here on",
      title: "Drag to keep only the events of the last days; double click keeps all", "aria-valuemin": 1,
    });
    this.layer = svg("g");
    this.picture = svg("svg", { class: "picture", "aria-hidden": "true" },
      this.band, this.layer, this.ghost, this.head, this.open);
    this.stage = el("div", {
      class: "stage", role: "slider", tabindex: "0", "aria-label": "Day", "aria-orientation": "horizontal",
    }, this.picture);
    this.rail = el("div", { class: "rail" }, this.stage, this.handle);
    this.names = data.places.map((place) => el("span", { class: "lane-name", title: place.name }, place.name));
    const more = data.left_out ? `${data.places.length} of ${data.places.length + data.left_out} places` : "";
    this.root = el("div", { class: "timebar" }, this.controls.element,
      el("div", { class: "body" },
        el("div", { class: "names", "aria-hidden": "true" }, el("span", { class: "events-name", title: "Events a day" }, "Events"), ...this.names, el("span", { class: "more" }, more)),
        this.rail),
      defineFills(data));
    root.append(this.root);
    this.keys = keysDialog(this.root, this.root);
    this.height = TOP + BARS + 6 + data.places.length * LANE;
    this.picture.setAttribute("height", this.height);
    for (const line of [this.ghost, this.head.firstChild]) line.setAttribute("y2", this.height);
    this.band.setAttribute("height", this.height - TOP);
    this.gestures = new Gestures(this);
    this.stage.addEventListener("keydown", (event) => this.#key(event));
    this.handle.addEventListener("keydown", (event) => this.#keyOfWindow(event));
    this.observer = new ResizeObserver(() => this.#redraw());
    this.observer.observe(this.stage);
  }

  // The pointer, a key or the player is moving the day, and no commit has been made of it yet.
  get busy() {
    return this.gestures.holding || this.player.playing || this.settling !== null;
  }

  focus() {
    this.stage.focus();
  }

  close() {
    this.player.stop();
    clearTimeout(this.settling);
    clearTimeout(this.waiting);
    this.observer.disconnect();
    this.keys.close();
    this.root.remove();
  }

  update(state) {
    this.answered = state.seq;
    if (state.seq < this.seq || this.busy) return;
    this.seq = state.seq;
    const other = this.state?.according_to !== state.according_to; // another account
    const redraw = other || this.state.theme !== state.theme || this.state.density !== state.density
      || this.view[0] !== state.first || this.view[1] !== state.last + 1;
    this.state = { ...state };
    this.view = [state.first, state.last + 1];
    if (other) this.#takeControl();
    setColours(this.root, this.data.ink[state.theme]);
    if (redraw) this.#redraw();
    else this.#place();
  }

  // Who held what, as the perspective has it: a chain for each lane, and the days of any change.
  #takeControl() {
    this.chains = this.data.places.map((place) => chainOf(place, this.state));
    const own = Object.values(this.state.control ?? {}).flat();
    const begun = own.filter(([, , , , , , , , , change]) => change).map(([start]) => start);
    this.changes = this.state.control ? [...new Set(begun)].sort((a, b) => a - b) : this.data.changes;
  }

  // The day, the window and the view, as the reader moves them. The map follows at once.

  day(day) {
    this.#live({ day: Math.min(this.data.last, Math.max(this.data.first, day)) });
  }

  window(window) {
    this.#live({ window });
  }

  zoom(about, factor) {
    this.#see(zoomed(this.view, about, factor, [this.data.first, this.data.last + 1]));
  }

  pan(days) {
    this.#see(shifted(this.view, days, [this.data.first, this.data.last + 1]));
  }

  show(first, last) {
    this.#see([first, last + 1]);
    if (this.state.day < first || this.state.day > last) this.day(Math.min(last, Math.max(first, this.state.day)));
    this.commit();
  }

  step(which, direction) {
    const to = this.next(which, direction);
    if (to !== null) this.#live({ day: to });
    this.commit();
  }

  // The nearest day before (-1) or after (1), of all days or of those with an event or a change of
  // control; null where there is none.
  next(which, direction, from = this.state.day) {
    if (which === "day") {
      const to = Math.min(this.data.last, Math.max(this.data.first, from + direction));
      return (to - from) * direction > 0 ? to : null;
    }
    const days = which === "change" ? this.changes : this.state.density.begun;
    const found = direction > 0 ? days.find((day) => day > from) : days.findLast((day) => day < from);
    return found ?? null;
  }

  toggle() {
    if (this.player.playing) {
      this.#pause();
      return;
    }
    const [first, last] = [Math.ceil(this.view[0]), Math.floor(this.view[1]) - 1];
    if (this.state.day >= last || this.state.day < first) this.#live({ day: first });
    const busy = (day) => [this.next("event", 1, day), this.next("change", 1, day)]
      .filter((one) => one !== null).reduce((a, b) => (a === null ? b : Math.min(a, b)), null);
    this.player.play(this.state.day, last, busy);
    this.controls.playing(true);
  }

  // Released: sent to the page once, now or when keys and wheel have been quiet for a while.
  commit() {
    this.#settled();
    this.seq += 1;
    const { day, window } = this.state;
    // The days in view hold the day, here as in a link.
    if (day < this.view[0] || day >= this.view[1]) this.#see([Math.min(this.view[0], day), Math.max(this.view[1], day + 1)]);
    const first = Math.round(this.view[0]);
    this.#send({ day, window, first, last: Math.max(first, Math.round(this.view[1]) - 1), seq: this.seq });
  }

  #settled() {
    clearTimeout(this.settling);
    this.settling = null;
  }

  // A message may be lost where two meet on their way: it is sent until it is answered.
  #send(moment) {
    clearTimeout(this.waiting);
    this.onCommit(moment);
    this.waiting = setTimeout(() => this.answered < moment.seq && this.#send(moment), RETRY);
  }

  settle() {
    this.#settled();
    this.settling = setTimeout(() => this.commit(), SETTLE);
  }

  // Someone else has taken over: a drag or playing that is under way is dropped.
  halt() {
    this.player.stop();
    this.controls.playing(false);
    this.#settled();
    clearTimeout(this.waiting);
  }

  #pause() {
    this.player.stop();
    this.controls.playing(false);
    this.commit();
  }

  #live(change) {
    const before = this.state;
    this.state = { ...before, ...change };
    if (before.day === this.state.day && before.window === this.state.window) return;
    this.#place();
    this.onLive({ day: this.state.day, window: this.state.window });
  }

  #see(view) {
    this.view = view;
    this.#redraw();
  }

  #key(event) {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || !this.state) return;
    const far = shiftKey ? 7 : 1;
    const moves = {
      ArrowLeft: () => this.day(this.state.day - far), ArrowDown: () => this.day(this.state.day - far),
      ArrowRight: () => this.day(this.state.day + far), ArrowUp: () => this.day(this.state.day + far),
      PageUp: () => this.day(this.next("event", -1) ?? this.state.day),
      PageDown: () => this.day(this.next("event", 1) ?? this.state.day),
      Home: () => this.day(Math.ceil(this.view[0])), End: () => this.day(Math.floor(this.view[1]) - 1),
    };
    if (key === " ") this.toggle();
    else if (key === "+" || key === "=") this.zoom(this.state.day, 0.7);
    else if (key === "-") this.zoom(this.state.day, 1.4);
    else if (moves[key]) moves[key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (key !== " ") this.settle();
  }

  // On the edge of the band: a day more or fewer is kept, or all.
  #keyOfWindow(event) {
    const { day, window } = this.state;
    const now = window ?? Math.max(1, day + 1 - Math.ceil(this.view[0]));
    const to = { ArrowLeft: now + 1, ArrowUp: now + 1, ArrowRight: now - 1, ArrowDown: now - 1, End: 1, Home: null }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.window(to === null ? null : Math.max(1, to));
    this.settle();
  }

  #redraw() {
    const width = this.stage.clientWidth;
    if (!this.state || !width) return;
    this.scale = makeScale(...this.view, width, this.data.busy);
    this.picture.setAttribute("width", width);
    this.layer.replaceChildren(chart(this.data, this.chains, this.state.density, this.scale));
    this.#place();
  }

  #place() {
    if (!this.scale) return;
    const { day, window, compare } = this.state;
    const middle = this.scale.x(day + 0.5);
    this.#placeHead(day, Math.min(this.scale.width, Math.max(0, middle)));
    this.head.classList.toggle("outside", day < this.view[0] || day >= this.view[1]);
    const left = window === null ? 0 : Math.max(0, this.scale.x(day + 1 - window));
    const right = Math.min(this.scale.width, Math.max(left, this.scale.x(day + 1)));
    this.band.setAttribute("x", left);
    this.band.setAttribute("width", right - left);
    this.handle.style.left = `${left}px`;
    this.handle.setAttribute("aria-valuenow", window ?? day + 1 - this.data.first);
    this.handle.setAttribute("aria-valuemax", day + 1 - this.data.first);
    this.handle.setAttribute("aria-valuetext", window === null ? "all events up to the day" : window === 1 ? "the day only" : `the last ${window} days`);
    this.ghost.style.display = compare === null ? "none" : "";
    if (compare !== null) this.ghost.setAttribute("transform", `translate(${this.scale.x(compare + 0.5)} 0)`);
    this.#markOpen();
    this.stage.setAttribute("aria-valuemin", this.data.first);
    this.stage.setAttribute("aria-valuemax", this.data.last);
    this.stage.setAttribute("aria-valuenow", day);
    this.stage.setAttribute("aria-valuetext", this.#said(day));
    this.controls.show(this.state, this.view);
  }

  // The handle of the day bears its date: a tick's label beneath it would say the same, or be covered.
  #placeHead(day, x) {
    const { date, month, year } = parts(day);
    const words = this.view[1] - this.view[0] > 366 ? `${date} ${MONTHS[month - 1]} ${year}` : `${date} ${MONTHS[month - 1]}`;
    const wide = textWidth(words) + 14;
    const from = Math.min(Math.max(0, x - wide / 2), this.scale.width - wide);
    const [line, plate, text] = this.head.children;
    for (const name of ["x1", "x2"]) line.setAttribute(name, x);
    plate.setAttribute("x", from);
    plate.setAttribute("width", wide);
    text.setAttribute("x", from + wide / 2);
    text.textContent = words;
    for (const label of this.layer.querySelectorAll(".dates text")) {
      const start = Number(label.getAttribute("x"));
      const covered = start < from + wide + 3 && start + textWidth(label.textContent) > from - 3;
      label.classList.toggle("covered", covered);
    }
  }

  // The lane of the place, and the day of the event, that is open.
  #markOpen() {
    this.names.forEach((name, i) => name.classList.toggle("opened", this.data.places[i].id === this.state.place));
    const { events } = this.data;
    if (this.marked !== this.state.event) [this.marked, this.at] = [this.state.event, events.id.indexOf(this.state.event)];
    const day = events.from[this.at];
    const seen = day !== undefined && day >= this.view[0] && day < this.view[1];
    this.open.style.display = seen ? "" : "none";
    if (!seen) return;
    this.open.setAttribute("transform", `translate(${this.scale.x(day + 0.5)} 0)`);
    this.openDay.textContent = `${events.title[this.at]}: ${written(day)}`;
  }

  #said(day) {
    const { days, weeks } = this.state.density;
    const exact = days.day.reduce((sum, one, i) => (one === day ? sum + days.count[i] : sum), 0);
    const events = weeks.reduce((sum, [first, last, count]) => (first <= day && day <= last ? sum + count : sum), exact);
    const changes = this.data.places.filter((_, i) =>
      this.chains[i].some(([start, , , , , , , , , change]) => start === day && change));
    const said = [spoken(day), events === 1 ? "1 event" : `${events} events`];
    if (changes.length) said.push(`control changes in ${changes.map((place) => place.name).join(", ")}`);
    return said.join(", ");
  }
}
