// What stands on the map's edge: the legend, the way home, full screen.

/* global L */

import { FULL_SCREEN, el, iconButton, svg, toggleFullScreen } from "../common/dom.js";
import { disc } from "../common/fills.js";

const ROOMY = 760; // pixels: a map that is wider shows its legend

// Returns { fit() }, to be called when the map has another size.
export function addControls(map, data, home) {
  L.control.scale({ imperial: true, position: "bottomleft" }).addTo(map);
  add(map, "topleft", buttons(map, home));
  const signs = legend(data);
  let own = false; // the reader has opened or closed it
  signs.querySelector("summary").addEventListener("click", () => (own = true));
  const fit = () => (own ? null : signs.toggleAttribute("open", map.getSize().x > ROOMY));
  fit();
  add(map, "topright", signs);
  return { fit };
}

function add(map, position, element) {
  const control = L.control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(element).disableScrollPropagation(element);
    return element;
  };
  control.addTo(map);
}

function buttons(map, home) {
  return el("div", { class: "leaflet-bar buttons" },
    iconButton("Opening view", "M2.5 8L8 3L13.5 8M4.5 7V13H11.5V7", home),
    iconButton("Full screen", FULL_SCREEN, () => toggleFullScreen(map.getContainer())));
}

function legend(data) {
  const { actors } = data;
  const held = (controller, more = {}) => ({ status: "held", controller, challenger: null, ...more });
  const rows = actors.map((actor, i) => row(disc(held(i), actors, { radius: 9 }), actor.label));
  if (actors.length > 1) rows.push(row(disc({ status: "contested", controller: 0, challenger: 1 }, actors, { radius: 9 }), "Contested"));
  rows.push(row(disc(null, actors, { radius: 9 }), "Holder not known"));
  const kinds = [...new Set(data.events.kind)].map((key) => row(symbol(data.symbols[key].path), data.symbols[key].label));
  const lines = [...new Set(data.events.status)].map((key) => {
    const line = data.status.find((status) => status.key === key);
    return row(symbol("", line), line.label);
  });
  const sure = Object.keys(actors.length ? data.strength : {}).map((confidence) =>
    row(disc(held(0, { confidence }), actors, { radius: 9, strength: data.strength }), `Held, confidence ${confidence}`));
  const marks = [
    row(mark("changed"), "Changed on this day"),
    row(mark("differs"), "Accounts differ"),
    row(group(), "Several events, counted: press to see them"),
    row(fading(), "Fading: the day is not exactly known"),
    data.places.some((place) => place.ring) ? row(mark("vague"), "Known only roughly") : null,
  ];
  return el("details", { class: "legend" },
    el("summary", {}, "Legend"),
    el("ul", {}, ...rows),
    el("details", { class: "more" }, el("summary", {}, "All signs"),
      el("ul", {}, ...kinds), el("ul", {}, ...lines), el("ul", {}, ...sure), el("ul", {}, ...marks)));
}

function row(sign, label) {
  return el("li", {}, sign, el("span", {}, label));
}

function symbol(path, line = { dash: "", struck: false }) {
  const sign = svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true" },
    svg("circle", {
      cx: 12, cy: 12, r: 9.5, class: "plate", "stroke-dasharray": line.dash,
      "stroke-width": line.key === "confirmed" ? 2.2 : 1.2,
    }),
    svg("path", { d: path, class: "stroke", transform: "translate(4.8 4.8) scale(.9)" }));
  if (line.struck) sign.append(svg("path", { d: "M3 21L21 3", class: "stroke" }));
  return sign;
}

function group() {
  return svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true" },
    svg("rect", { x: 1, y: 4, width: 22, height: 16, rx: 8, class: "plate" }),
    svg("text", { x: 12, y: 16, class: "count" }, "12"));
}

// As the time bar draws it.
function fading() {
  const stop = (offset, opacity) => svg("stop", { offset, style: `stop-color: var(--text); stop-opacity: ${opacity}` });
  return svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true" },
    svg("defs", {}, svg("linearGradient", { id: "fading" }, stop(0, 0), stop(0.3, 0.75), stop(0.7, 0.75), stop(1, 0))),
    svg("rect", { x: 1, y: 9, width: 22, height: 6, rx: 3, fill: "url(#fading)" }));
}

function mark(kind) {
  return svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true", class: `mark ${kind}` },
    svg("circle", { cx: 12, cy: 12, r: 9 }),
    kind === "differs" ? svg("path", { d: "M7 10H17M7 14H17M9 17.5L15 6.5", class: "unlike" }) : null);
}
