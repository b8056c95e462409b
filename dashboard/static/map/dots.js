// A crowd of events: dots around their places, the newest nearest and strongest. Everything is
// numbers in flat arrays: a frame may hold a hundred thousand.

import { SIZES } from "../common/sizes.js";

const TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle: dots spread evenly as a sunflower's
const { dot: SIZE, dot_gap: GAP, first_dot: FIRST } = SIZES;

const offsets = [[], []]; // of the i-th dot of a place, made as they are needed
function reach(count) {
  for (let i = offsets[0].length; i < count; i += 1) {
    const far = FIRST + GAP * Math.sqrt(i);
    offsets[0].push(far * Math.cos(i * TURN));
    offsets[1].push(far * Math.sin(i * TURN));
  }
  return offsets;
}

let image = null; // of the last frame's size: a new one each frame would be megabytes of litter

// Draws `shown` ({ index, alpha } as arrays, `count` of them, newest first) around `at`, the
// places' positions { x, y } by place number; writes where each dot stands into shown.x and .y
// (NaN where it is out of the frame). `colour` is #rrggbb, `ratio` device pixels a pixel. Written
// pixel by pixel: with a path of a hundred thousand squares a frame took twice as long.
export function dots(pen, colour, shown, placeOf, at, frame, ratio) {
  const [dx, dy] = reach(shown.count);
  const { width, height } = pen.canvas;
  if (image?.width !== width || image.height !== height) image = pen.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer); // alpha, blue, green, red
  pixels.fill(0);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const tone = (blue << 16) | (green << 8) | red;
  const side = Math.max(1, Math.round(SIZE * ratio));
  const [east, south] = [frame.x + SIZE, frame.y + SIZE];
  const there = new Uint32Array(at.length); // dots drawn so far, by place
  for (let k = 0; k < shown.count; k += 1) {
    const place = placeOf[shown.index[k]];
    const centre = at[place];
    const nth = there[place];
    there[place] += 1;
    const x = centre ? centre.x + dx[nth] : NaN;
    const y = centre ? centre.y + dy[nth] : NaN;
    const inside = x > -SIZE && y > -SIZE && x < east && y < south;
    shown.x[k] = inside ? x : NaN;
    shown.y[k] = inside ? y : NaN;
    if (!inside) continue;
    // Newest first means strongest first: what is there already stays.
    const pixel = ((Math.round(shown.alpha[k] * 255) << 24) | tone) >>> 0;
    const left = Math.max(0, Math.round((x - SIZE / 2) * ratio));
    const right = Math.min(width, left + side);
    const top = Math.max(0, Math.round((y - SIZE / 2) * ratio));
    const bottom = Math.min(height, top + side);
    for (let row = top; row < bottom; row += 1) {
      for (let i = row * width + left, end = row * width + right; i < end; i += 1) {
        if (pixels[i] === 0) pixels[i] = pixel;
      }
    }
  }
  pen.putImageData(image, 0, 0);
}
