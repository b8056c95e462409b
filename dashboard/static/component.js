// The page's end: mounts the time bar, and ties it to the map's frame and to Python.
//
// The protocol with the map stands in map/main.js. To Python go three triggers: "moved" (the day,
// window and span a hand has let go of), "pick" (what was clicked on the map), "view" (where the
// map stands).

const mounted = new WeakMap(); // root of the component -> what lives there

export default function ({ parentElement, data, setTriggerValue }) {
  let here = mounted.get(parentElement);
  if (here?.channel.name !== data.channel) {
    here?.close();
    here = begin(parentElement, data.channel);
    mounted.set(parentElement, here);
  }
  here.take(data, setTriggerValue);
}

// On a narrow page the detail opens beneath the map: bring it into sight.
let open = null;
function reveal(what) {
  const opened = what !== null && what !== open;
  open = what;
  if (!opened || window.innerWidth >= NARROW) return;
  requestAnimationFrame(() => document.querySelector('[class*="st-key-side-"]')?.scrollIntoView({ behavior: "smooth" }));
}

const NARROW = 900; // pixels, as in page.css

function begin(root, name) {
  const channel = new BroadcastChannel(name);
  let bar = null;
  let trigger = null;
  let latest = null;

  const tell = async () => {
    // A hand may be ahead of Python: what it shows stays until Python has answered it.
    const ahead = bar && (bar.busy || bar.seq > latest.bar.seq);
    const moment = ahead ? { day: bar.state.day, window: bar.state.window } : {};
    channel.postMessage({ type: "state", state: { ...latest.state, ...moment } });
  };
  const answers = {
    hello: async () => {
      channel.postMessage({ type: "dataset", dataset: (await window.conflictMapData).map });
      tell();
    },
    pick: ({ kind, id }) => trigger("pick", { kind, id }),
    view: ({ latitude, longitude, zoom }) => trigger("view", { latitude, longitude, zoom }),
  };
  channel.onmessage = ({ data: message }) => answers[message.type]?.(message);

  const build = async () => {
    const { mount } = await import(new URL("app/static/time/bar.js", document.baseURI));
    const { time_bar: lanes } = await window.conflictMapData;
    bar?.close();
    bar = mount(root, lanes, {
      onLive: (moment) => channel.postMessage({ type: "day", ...moment }),
      onCommit: (moment) => trigger("moved", moment),
    });
    bar.update(latest.bar);
    document.body.dataset.timeBar = "ready"; // the plain slider steps aside
    channel.postMessage({ type: "ready" });
  };
  window.addEventListener("conflict-map-data", build);

  return {
    channel,
    take(data, setTriggerValue) {
      const first = latest === null;
      latest = data;
      trigger = setTriggerValue;
      if (first && window.conflictMapData) build();
      bar?.update(data.bar);
      tell();
      reveal(data.state.event ?? data.state.place);
    },
    close() {
      window.removeEventListener("conflict-map-data", build);
      channel.close();
      bar?.close();
    },
  };
}
