// Making elements. Text is only ever set as text, so what a table says cannot act.

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// A figure; of "12 of 27" the whole is smaller.
export function figure(text) {
  const [count, ...whole] = text.split(" ");
  return el("dd", {}, count, whole.length ? el("small", {}, ` ${whole.join(" ")}`) : null);
}

// A button with words, or with whatever else stands for them.
export function button(content, press, attributes = {}) {
  const element = el("button", { type: "button", ...attributes }, ...[content].flat());
  element.addEventListener("click", press);
  return element;
}

// A button with a drawing of 16 units in lines; its label is read aloud, and shown under the pointer.
export function iconButton(label, path, press, { size = 16, ...attributes } = {}) {
  return button(icon(path, size), press, { title: label, "aria-label": label, ...attributes });
}

export function icon(path, size = 16) {
  return svg("svg", { viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" }, svg("path", { d: path }));
}

// A link that takes the place of the page's first stop, and leads past the map's.
export function skipLink(past) {
  const link = el("a", { class: "skip-map", href: "#" }, "Skip the map");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    past();
  });
  document.body.prepend(link);
  return link;
}

// What has the focus, also within shadows.
export function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

export const FULL_SCREEN = "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10";

export function toggleFullScreen(element) {
  if (document.fullscreenElement) document.exitFullscreen();
  else element.requestFullscreen?.();
}

// Gives an element the colours of a theme, as custom properties.
export function setColours({ style }, colours, prefix = "") {
  for (const [name, colour] of Object.entries(colours)) style.setProperty(`--${prefix}${name}`, colour);
}
