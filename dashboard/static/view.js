// Tells Python where the map stands. Apart from the time bar, so that panning reruns no page.

import { thread } from "./common/thread.js";

const listening = new WeakMap(); // root of the component -> its thread

export function component({ parentElement, data, setTriggerValue }) {
  if (listening.get(parentElement)?.name === data.channel) return;
  listening.get(parentElement)?.close();
  listening.set(parentElement, thread(window, data.channel, ({ type, latitude, longitude, zoom }) => {
    if (type === "view") setTriggerValue("view", { latitude, longitude, zoom });
  }));
}
