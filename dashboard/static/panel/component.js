// The panel's end in the page: draws the view that Python sends, and tells it what was pressed.

import { mounted } from "../common/component.js";
import { panel } from "./panel.js";

const NARROW = 641; // pixels, as in page.css

export const component = mounted(begin);

function begin(root) {
  let trigger = null;
  let latest = null;
  let list = null;
  const home = document.createElement("div");
  root.append(home);
  const build = async () => {
    const { map } = await window.conflictMapData;
    list?.close();
    home.replaceChildren(); // other data than before
    list = panel(home, map, (message) => trigger("act", message), NARROW, () => location.href);
    draw();
  };
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
    close() {
      window.removeEventListener("conflict-map-data", build);
      list?.close();
    },
  };
}
