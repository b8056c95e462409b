// The invitation in the page's toolbar, where it stands open as long as anyone may follow. Its
// popover comes and goes, and the count of followers must not be heard of for ever: unlike the
// other components it is closed when it goes.

import { el, setColours } from "../common/dom.js";
import { invitation } from "./invitation.js";

const mounted = new WeakMap(); // root of the component -> { home, card, trigger }

export function component({ parentElement, data, setTriggerValue }) {
  let here = mounted.get(parentElement);
  if (!here) {
    const home = el("div");
    here = { home, card: invitation(home, { onBegin: () => {}, onEnd: () => here.trigger("follow", "end") }) };
    parentElement.append(home);
    mounted.set(parentElement, here);
    here.card.show(data.room);
    here.card.toggle();
  }
  here.trigger = setTriggerValue;
  setColours(here.home, data.ink);
  here.card.show(data.room);
  return () => {
    here.card.close();
    here.home.remove();
    mounted.delete(parentElement);
  };
}
