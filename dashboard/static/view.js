// Tells Python where the map stands. Apart from the time bar, so that panning reruns no page.

const listening = new WeakMap(); // root of the component -> its channel

export function component({ parentElement, data, setTriggerValue }) {
  if (listening.get(parentElement)?.name === data.channel) return;
  listening.get(parentElement)?.close();
  const channel = new BroadcastChannel(data.channel);
  listening.set(parentElement, channel);
  channel.onmessage = ({ data: message }) => {
    if (message.type !== "view") return;
    const { latitude, longitude, zoom } = message;
    setTriggerValue("view", { latitude, longitude, zoom });
  };
}
