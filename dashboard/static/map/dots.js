// A crowd of events: dots around their places, the newest nearest, in as many strengths as the
// eye can tell apart. Everything is numbers in flat arrays: a frame may hold a hundred thousand.

const TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle: dots spread evenly as a sunflower's
const STRENGTHS = 6;
const GAP = 3.4; // pixels between dots
const SIZE = 2.6;
const FIRST = 14; // pixels from the place to its first dot

const offsets = [[], []]; // of the i-th dot of a place, made as they are needed
function reach(count) {
  for (let i = offsets[0].length; i < count; i += 1) {
    const far = FIRST + GAP * Math.sqrt(i);
    offsets[0].push(far * Math.cos(i * TURN));
    offsets[1].push(far * Math.sin(i * TURN));
  }
  return offsets;
}

// Draws `shown` ({ index, alpha } as arrays, `count` of them, newest first) around `at`, the
// places' positions { x, y } by place number; writes where each dot stands into shown.x and .y
// (NaN where it is out of the frame).
export function dots(pen, colour, shown, placeOf, at, frame) {
  const [dx, dy] = reach(shown.count);
  const [right, below] = [frame.x + SIZE, frame.y + SIZE];
  const there = new Uint32Array(at.length); // dots drawn so far, by place
  let strength = -1;
  pen.fillStyle = colour;
  pen.beginPath();
  for (let k = 0; k < shown.count; k += 1) {
    const place = placeOf[shown.index[k]];
    const centre = at[place];
    const i = there[place];
    there[place] += 1;
    const x = centre ? centre.x + dx[i] : NaN;
    const y = centre ? centre.y + dy[i] : NaN;
    const inside = x > -SIZE && y > -SIZE && x < right && y < below;
    shown.x[k] = inside ? x : NaN;
    shown.y[k] = inside ? y : NaN;
    if (!inside) continue;
    // Newest first means strongest first, so dots of one strength come in long runs.
    const level = Math.min(STRENGTHS, Math.ceil(shown.alpha[k] * STRENGTHS));
    if (level !== strength) {
      pen.fill();
      pen.beginPath();
      pen.globalAlpha = level / STRENGTHS;
      strength = level;
    }
    pen.rect(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE);
  }
  pen.fill();
  pen.globalAlpha = 1;
}
