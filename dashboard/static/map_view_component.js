// Tells Python where the map stands. Apart from the time bar, so that panning reruns no page.

import { openChannel } from "./common/channel.js";
import { mounted } from "./common/component.js";

export const component = mounted(begin, ({ channel }) => channel);

function begin(root, data) {
  let trigger = null;
  const channel = openChannel(window, data.channel, ({ type, latitude, longitude, zoom }) => {
    if (type === "view") trigger("view", { latitude, longitude, zoom });
  });
  return { take: (_, setTriggerValue) => (trigger = setTriggerValue), close: channel.close };
}
