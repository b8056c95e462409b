// All scripts of the page, sent once: Streamlit repeats a component's own script whenever its data
// change. The components themselves are stubs that wait for these; map's frame asks for its layer.

import { component as briefing } from "./briefing/component.js";
import { component as dataset } from "./dataset_transport.js";
import { component as follow } from "./follow/component.js";
import { component as panel } from "./panel/component.js";
import { component as scenes } from "./scenes/component.js";
import { component as share } from "./share/component.js";
import { component as time_bar } from "./time_bar_component.js";
import { component as view } from "./map_view_component.js";

const COMPONENTS = { briefing, follow, panel, scenes, share, time_bar, view };

export function install({ waiting, styles, layer }) {
  const dressed = Object.entries(COMPONENTS).map(([name, component]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles[name] ?? "");
    return [name, (here) => {
      const root = here.parentElement.getRootNode();
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
      return component(here);
    }];
  });
  waiting.resolve({ ...Object.fromEntries(dressed), layer });
  return dataset;
}
