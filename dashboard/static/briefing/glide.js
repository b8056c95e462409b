// Moving between scenes: the days go by while the map flies, or both jump where motion is unwanted.

export const SECONDS = 0.8;

export function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Calls `tell(day)` with whole days from one to the other, slow at both ends, never twice with the
// same; returns what breaks it off.
export function glide(from, to, tell, seconds = still() ? 0 : SECONDS) {
  let frame = null;
  if (!seconds || from === to) {
    tell(to);
    return () => {};
  }
  const begun = performance.now();
  let last = from;
  const step = (now) => {
    const share = Math.min(1, Math.max(0, (now - begun) / 1000 / seconds));
    const day = Math.round(from + (to - from) * share * share * (3 - 2 * share));
    if (day !== last) tell(day);
    last = day;
    frame = share < 1 ? requestAnimationFrame(step) : null;
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
