// Pointers on the time bar: drag to move the day, drag the band's edge to widen the window, wheel or
// pinch to zoom about the pointer, drag with Shift or two fingers to pan.

export class Gestures {
  constructor(bar) {
    this.bar = bar;
    this.pointers = new Map(); // pointer id -> x
    this.kind = null; // what the pointer is doing: "day", "window", "pan", "pinch"
    this.stage = bar.rail;
    this.stage.addEventListener("pointerdown", (event) => this.#down(event));
    this.stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) this.stage.addEventListener(name, (event) => this.#up(event));
    this.stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.stage.addEventListener("dblclick", (event) => {
      if (event.target === bar.handle) this.bar.window(null);
      else this.bar.zoom(this.#day(this.#x(event)), 0.5);
      this.bar.settle();
    });
  }

  get holding() {
    return this.kind !== null;
  }

  #x(event) {
    return event.clientX - this.bar.picture.getBoundingClientRect().left;
  }

  #day(x) {
    return this.bar.scale.day(x);
  }

  #down(event) {
    if (event.button !== 0 || !this.bar.scale) return;
    this.bar.player.stop();
    this.bar.controls.playing(false);
    this.stage.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.#x(event));
    if (this.pointers.size === 1) this.before = this.bar.state.day;
    if (this.pointers.size === 2) {
      this.kind = "pinch";
      this.bar.day(this.before); // the first finger was not meant to move it
    }
    else if (event.shiftKey) this.kind = "pan";
    else this.kind = event.target === this.bar.handle ? "window" : "day";
    this.#follow(this.#x(event), 0);
  }

  #move(event) {
    if (!this.pointers.has(event.pointerId)) return;
    const before = this.pointers.get(event.pointerId);
    const x = this.#x(event);
    const [one, two] = [...this.pointers.values()];
    this.pointers.set(event.pointerId, x);
    if (this.kind !== "pinch") {
      this.#follow(x, x - before);
    } else if (this.pointers.size === 2) {
      const [a, b] = [...this.pointers.values()];
      const about = this.#day((a + b) / 2);
      this.bar.pan(this.#day((one + two) / 2) - about);
      this.bar.zoom(about, Math.max(20, Math.abs(one - two)) / Math.max(20, Math.abs(a - b)));
    }
  }

  #follow(x, moved) {
    if (this.kind === "day") this.bar.day(Math.floor(this.#day(x)));
    if (this.kind === "pan") this.bar.pan(this.#day(x - moved) - this.#day(x));
    if (this.kind === "window") {
      const days = this.bar.state.day + 1 - Math.round(this.#day(x));
      this.bar.window(Math.max(1, days));
    }
  }

  #up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    if (this.pointers.size) return; // one finger of two is still down: it moves nothing
    this.kind = null;
    this.bar.commit();
  }

  #wheel(event) {
    if (!this.bar.scale) return;
    event.preventDefault();
    const step = event.deltaMode === 1 ? 16 : 1; // lines or pixels
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (sideways) this.bar.pan(((event.deltaX || event.deltaY) * step) / this.bar.scale.perDay / 2);
    else this.bar.zoom(this.#day(this.#x(event)), Math.exp(event.deltaY * step * 0.002));
    this.bar.settle();
  }
}
