// Tells Python where the map stands. Apart from the time bar, so that panning reruns no page.

import { openChannel } from "./common/channel.js";

const listening = new WeakMap(); // root of the component -> its channel

export function component({ parentElement, data, setTriggerValue }) {
  if (listening.get(parentElement)?.name === data.channel) return;
  listening.get(parentElement)?.close();
  listening.set(parentElement, openChannel(window, data.channel, ({ type, latitude, longitude, zoom }) => {
    if (type === "view") setTriggerValue("view", { latitude, longitude, zoom });
  }));
}
