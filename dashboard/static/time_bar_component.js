// The page's end: mounts the time bar, and ties it to the map's frame and to Python.
//
// The protocol with the map stands in map/main.js. To Python go three triggers: "ready" (map and
// time bar stand, the rest of the page may come), "moved" (the day, window and span that the reader
// has come to) and "pick" (what was clicked on the map, or that it was left).

import { openChannel } from "./common/channel.js";
import { mounted } from "./common/component.js";
import { skipLink } from "./common/dom.js";
import { heading } from "./common/moment.js";
import { Bar } from "./time/bar.js";
import { densities } from "./time/density.js";
import { toolbar } from "./toolbar.js";

const TIMEOUT = 1500; // milliseconds that a time bar waits for its map before the page goes on

export const component = mounted(begin, ({ channel }) => channel);

function begin(root, { channel: name }) {
  let bar = null;
  let density = null; // of the events that a mask leaves
  let trigger = null;
  let latest = null;
  let drawn = null; // what to do when the map has been drawn
  const map = new Promise((resolve) => (drawn = resolve));

  const tell = () => {
    // A briefing shows its scenes itself, until the presenter strays.
    if (latest.quiet && !document.body.hasAttribute("data-exploring")) return;
    // The time bar may be ahead of Python: what it shows stays until Python has answered.
    const ahead = bar && (bar.busy || bar.seq > latest.bar.seq);
    const moment = ahead ? { day: bar.state.day, window: bar.state.window } : {};
    if (!ahead) delete document.body.dataset.ahead;
    channel.tell({ type: "state", state: { ...latest.state, ...moment } });
  };
  const answers = {
    hello: async () => {
      if (!window.conflictMapData) return; // it will be called when the data comes
      channel.tell({ type: "dataset", dataset: (await window.conflictMapData).map });
      tell();
    },
    drawn: () => drawn(),
    halt: () => bar?.halt(),
    key: ({ action }) => action === "keys" && !latest.quiet && bar?.keys.open(), // a presenter has its own
    ask: () => tell(),
    pick: ({ kind, id }) => trigger("pick", { do: "open", kind, id }),
    close: () => trigger("pick", { do: "back" }),
  };
  const channel = openChannel(window, name, (message) => answers[message.type]?.(message));

  const build = async () => {
    channel.tell({ type: "ready" }); // the map is not kept waiting for the bar
    const sent = await window.conflictMapData;
    density = densities(sent.map.events);
    bar?.close();
    bar = new Bar(root, sent, {
      onLive: (moment) => {
        document.body.dataset.ahead = "true"; // sentence and panel are of another day for now
        document.body.style.setProperty("--ahead", JSON.stringify(heading(moment.day)));
        channel.tell({ type: "day", ...moment });
      },
      onCommit: (moment) => trigger("moved", moment),
    });
    update();
    await Promise.race([map, new Promise((resolve) => setTimeout(resolve, TIMEOUT))]);
    stand();
  };
  const update = () => bar?.update({
    ...latest.bar, event: latest.state.event, place: latest.state.place, density: density(latest.state.mask),
    according_to: latest.state.according_to, control: latest.state.control,
  });
  const stand = () => latest.known || trigger("ready", true);
  window.addEventListener("conflict-map-data", build);
  const tools = toolbar();
  const skip = skipLink(() => bar?.focus());

  // After a lost connection the page may be at another server, which has to make it anew: now, and
  // not at the reader's next press, which would be lost in that.
  const app = document.querySelector('[data-testid="stApp"]');
  let connected = true;
  const connection = new MutationObserver(() => {
    const again = !connected;
    connected = app.dataset.testConnectionState === "CONNECTED";
    if (connected && again) trigger("ready", true);
  });
  connection.observe(app, { attributeFilter: ["data-test-connection-state"] });

  return {
    take(data, setTriggerValue) {
      const first = latest === null;
      latest = data;
      trigger = setTriggerValue;
      if (first && window.conflictMapData) build();
      else if (bar) stand(); // asked again: the answer was lost
      update();
      tell();
      tools.note(data.chosen);
    },
    close() {
      connection.disconnect();
      window.removeEventListener("conflict-map-data", build);
      channel.close();
      tools.close();
      skip.remove();
      bar?.close();
    },
  };
}
