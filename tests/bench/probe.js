// Runs in every frame before its own scripts, and notes when what happened: all times are
// milliseconds on the clock that the frames of one browser share.
//
// Input is when the browser received it (the event's own time stamp), not when a script came to
// see it. Painted is when the frame that shows it is done on the main thread: a message posted
// inside an animation frame is delivered after that frame's style, layout, paint and commit. What
// the compositor's threads do after that (raster, display) is not in it, for no page.

(() => {
  const bench = { inputs: {}, painted: [], drew: false };
  window.bench = bench;
  const clock = (stamp) => performance.timeOrigin + stamp;

  let inFrame = false;
  const afterTask = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      then();
    };
    channel.port2.postMessage(null);
  };
  const nativeFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => nativeFrame((time) => {
    inFrame = true;
    afterTask(() => (inFrame = false));
    callback(time);
  });
  const whenPainted = (then) => {
    if (inFrame) afterTask(() => then(clock(performance.now())));
    else nativeFrame(() => afterTask(() => then(clock(performance.now()))));
  };

  // What this frame shows has changed; changes within one frame are painted once.
  let pending = false;
  let waiting = null;
  const changed = () => {
    if (pending) return;
    pending = true;
    whenPainted((at) => {
      pending = false;
      bench.painted.push(at);
      if (waiting && bench.painted.length >= waiting.count) waiting.resolve(at);
    });
  };
  // The time of the `count`-th painted change, once it has come.
  bench.until = (count) => new Promise((resolve, reject) => {
    if (bench.painted.length >= count) resolve(bench.painted[count - 1]);
    else waiting = { count, resolve };
    setTimeout(() => reject(new Error("nothing new was painted for a minute")), 60000);
  });
  // The frame of the page that draws the map: a component's, or the page itself.
  bench.map = () => [...document.querySelectorAll("iframe")]
    .map((frame) => frame.contentWindow?.bench)
    .find((inside) => inside?.painted.length) ?? (bench.painted.length ? bench : null);

  for (const type of ["pointermove", "pointerup", "keydown"]) {
    window.addEventListener(type, (event) => (bench.inputs[type] = clock(event.timeStamp)), true);
  }

  // streamlit-folium keeps its map as window.map: it is there, and layers are added to it. (Its
  // frame begins as about:blank, so there is no other document to watch until then.) The
  // dashboard's own map, known by its style sheet, counts only once it shows a day's places.
  let map;
  Object.defineProperty(window, "map", {
    configurable: true,
    get: () => map,
    set: (made) => {
      map = made;
      if (!made?.on) return;
      if (document.querySelector("link[href$='map/map.css']")) return awaitDay();
      changed();
      made.on("layeradd", changed);
    },
  });

  // The dashboard's map writes its day in the same turn in which it draws it.
  function awaitDay() {
    const each = { childList: true, characterData: true, subtree: true };
    const first = new MutationObserver(() => {
      const date = document.querySelector("output.date");
      if (!date?.textContent) return;
      first.disconnect();
      changed();
      new MutationObserver(changed).observe(date, each);
    });
    first.observe(document, each);
  }

  // deck.gl: so many points drawn as were not drawn before.
  const { prototype } = window.WebGL2RenderingContext ?? { prototype: {} };
  let points = null;
  for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
    const native = prototype[name];
    if (!native) continue;
    prototype[name] = function (...args) {
      native.apply(this, args);
      const count = args[args.length - 1];
      if (count !== points) changed();
      points = count;
    };
  }

  // From now on: when the day's heading and the panel's figures have both changed, and when the
  // script that changed them has ended.
  bench.release = () => {
    const host = [...document.querySelectorAll('[class*="st-key-side-"] *')].find((element) => element.shadowRoot);
    const read = () => [document.querySelector("h1"), host?.shadowRoot.querySelector(".figures")].map((element) => element?.textContent);
    const before = read();
    const found = { panels: null, settled: null };
    return (bench.released = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (found.panels === null) {
          const now = read();
          if (now.some((text, i) => !text || text === before[i])) return;
          found.panels = true;
          whenPainted((at) => (found.panels = at));
        }
        const running = document.querySelector("[data-test-script-state]")?.dataset.testScriptState;
        if (running !== "notRunning") return;
        observer.disconnect();
        whenPainted((at) => resolve({ ...found, settled: at }));
      });
      if (host) observer.observe(host.shadowRoot, { subtree: true, childList: true, characterData: true });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-test-script-state"] });
    }));
  };
})();
