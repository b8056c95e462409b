// The panel's end in the page: draws the view that Python sends, and tells it what was pressed.

import { panel } from "./panel.js";

const NARROW = 900; // pixels, as in page.css
const mounted = new WeakMap(); // root of the component -> what lives there

export function component({ parentElement, data, setTriggerValue }) {
  let here = mounted.get(parentElement);
  if (!here) mounted.set(parentElement, (here = begin(parentElement)));
  here.take(data, setTriggerValue);
}

function begin(root) {
  let trigger = null;
  let latest = null;
  let list = null;
  const home = document.createElement("div");
  root.append(home);
  const build = async () => {
    const { map } = await window.conflictMapData;
    home.replaceChildren(); // other data than before
    list = panel(home, map, (message) => trigger("act", message));
    draw();
  };
  // On a narrow page the detail opens beneath the map: bring it into sight.
  root.addEventListener("opened", ({ detail }) => {
    const page = root.getRootNode().host ?? root;
    if (detail !== null && window.innerWidth < NARROW) requestAnimationFrame(() => page.scrollIntoView({ behavior: "smooth" }));
    page.closest?.('[class*="st-key-side"]')?.scrollTo(0, 0);
  });
  function draw() {
    if (list && latest) list.show(JSON.parse(latest.view), latest.theme);
  }
  window.addEventListener("conflict-map-data", build);
  if (window.conflictMapData) build();
  return {
    take(data, setTriggerValue) {
      trigger = setTriggerValue;
      if (latest?.view === data.view && latest.theme === data.theme) return;
      latest = data;
      draw();
    },
  };
}
