// The channel between the page and its map's frame: events on the page's window, which both can
// reach. They are heard at once, so that a drag on the page is drawn in the same frame;
// the name belongs to one session, so that two maps on one page would not hear each other.

export function openChannel(home, name, hear) {
  const mine = Symbol(name);
  const listen = ({ detail: { from, message } }) => from !== mine && hear(message);
  home.addEventListener(name, listen);
  return {
    tell: (message) => home.dispatchEvent(new CustomEvent(name, { detail: { from: mine, message } })),
    close: () => home.removeEventListener(name, listen),
  };
}
