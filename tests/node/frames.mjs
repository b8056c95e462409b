// A browser's frames, one after the other when a test asks for them.

export function frames() {
  let [now, id] = [0, 0];
  const waiting = new Map();
  globalThis.performance = { now: () => now };
  globalThis.requestAnimationFrame = (step) => {
    id += 1;
    waiting.set(id, step);
    return id;
  };
  globalThis.cancelAnimationFrame = (which) => waiting.delete(which);
  return {
    // Goes on for so long, a frame every 20 ms.
    pass(milliseconds) {
      for (const end = now + milliseconds; now < end;) {
        now += 20;
        const steps = [...waiting.values()];
        waiting.clear();
        for (const step of steps) step(now);
      }
    },
    get waiting() {
      return waiting.size;
    },
  };
}
