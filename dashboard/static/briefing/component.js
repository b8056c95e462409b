// The briefing's end in the page: mounts the presenter and tells Python which scene is shown.
//
// Python answers with `seq`, the number of the last move that it has seen; what it says of an older
// one is late. A move is sent until it is answered: two messages may meet on their way.

import { openChannel } from "../common/channel.js";
import { mounted } from "../common/component.js";
import { setColours } from "../common/dom.js";
import { invitation } from "../follow/invitation.js";
import { presenter } from "./presenter.js";

const SETTLE = 250; // milliseconds after the last key until Python hears where it has come to
const RETRY = 2500; // milliseconds until a move without an answer is sent again

export const component = mounted(begin, ({ mark }) => mark);

function begin(root, { channel: name, script, follow }) {
  let trigger = null;
  let seq = 0;
  let answered = 0;
  let timer = null;
  let first = true;
  let theme = null; // as Python last had it
  const channel = openChannel(window, name, ({ type, ...rest }) => {
    if (type === "key") talk.act(rest.action);
    if (type === "view" || type === "day") talk.off();
    if (type === "dataset") queueMicrotask(begun); // a new frame knows of no scene
    if (type === "state") channel.tell({ type: "look", theme: talk.theme }); // the presenter's own
  });
  const begun = () => {
    channel.tell({ type: "present", on: true });
    talk.go(talk.at, false);
  };
  const talk = presenter(root, script, {
    tell: channel.tell,
    onLeave: () => trigger("leave", true),
    onFollow: follow && (() => card.toggle()),
    onScene: () => {
      if (!first) send(SETTLE);
    },
    onExplore: (on) => document.body.toggleAttribute("data-exploring", on),
    onLook: (name) => {
      document.body.dataset.look = name;
      setColours(document.body, script.ink[name], "presenter-");
    },
  });
  const card = invitation(talk.element, {
    closes: true,
    onBegin: () => trigger("follow", "begin"),
    onEnd: () => trigger("follow", "end"),
  });
  function send(wait) {
    clearTimeout(timer);
    if (wait === SETTLE) seq += 1;
    timer = setTimeout(() => {
      if (answered >= seq) return;
      trigger("scene", { scene: talk.at, seq });
      send(RETRY);
    }, wait);
  }

  return {
    take(data, setTriggerValue) {
      trigger = setTriggerValue;
      answered = data.seq;
      card.show(data.follow);
      talk.tiles(data.basemap);
      if (theme !== data.theme) talk.look(data.theme);
      theme = data.theme;
      if (data.seq < seq) return; // a newer move is on its way
      if (data.off) {
        talk.stand(data.scene);
        talk.off(data.off);
        channel.tell({ type: "ask" }); // the time bar's end knows what is shown
      } else if (first || data.scene !== talk.at) talk.go(data.scene, !first);
      seq = data.seq;
      first = false;
    },
    close() {
      clearTimeout(timer);
      delete document.body.dataset.look;
      document.body.removeAttribute("data-exploring");
      card.close();
      talk.close();
      channel.close();
    },
  };
}
