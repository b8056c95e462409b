// The map on paper: black on white, and as large as the sheet is wide, whatever the screen.
//
// A browser lays the page out anew for the sheet and lets no script answer: so the map keeps its size
// and the style sheet makes it smaller as a whole, by custom properties of the page. Colours are the
// style sheet's work too: Chromium leaves out panes of the map that were changed just before.

const WIDTH = 680; // pixels that A4 and Letter both have between their margins
const HEIGHT = 480;

// `element` is the map, or the frame that it fills, in the window `home`. Returns what ends it.
export function printing(home, element) {
  function begin() {
    const { width, height } = element.getBoundingClientRect();
    const style = home.document.documentElement.style;
    style.setProperty("--map-width", `${width}px`);
    style.setProperty("--map-height", `${height}px`);
    style.setProperty("--map-scale", Math.min(1, WIDTH / width, HEIGHT / height));
  }
  home.addEventListener("beforeprint", begin);
  return () => home.removeEventListener("beforeprint", begin);
}
