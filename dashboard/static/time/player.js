// Playing: the day goes on by itself, frame by frame, in the browser alone.

export const SPEEDS = [1, 2, 5, 10]; // days a second

// `tick(day)` is called with each new whole day; `done()` when the end is reached.
export class Player {
  #frame = null;

  constructor(tick, done) {
    Object.assign(this, { tick, done, speed: SPEEDS[1], skip: true });
  }

  get playing() {
    return this.#frame !== null;
  }

  // From `day` to `last`, both whole; `next(day)` is the next busy day after, for skipping.
  play(day, last, next) {
    this.stop();
    let at = day;
    let then = performance.now();
    const step = (now) => {
      at += ((now - then) / 1000) * this.speed;
      then = now;
      const whole = Math.min(last, Math.floor(at));
      if (whole > day) {
        // Stretches longer than a second of playing are jumped over.
        const busy = next(day);
        day = this.skip && busy !== null && busy - day > Math.max(2, this.speed) ? Math.min(busy, last) : whole;
        at = Math.max(at, day);
        this.tick(day);
      }
      if (day >= last) {
        this.#frame = null;
        this.done();
      } else {
        this.#frame = requestAnimationFrame(step);
      }
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }
}
