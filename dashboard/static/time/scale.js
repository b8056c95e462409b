// From days to pixels and back, with long quiet stretches folded to a narrow gap, so that they
// do not squeeze the days that matter.

const FOLD = 26; // pixels that a folded stretch takes
const QUIET = 30; // days: shorter stretches are never folded
const SHARE = 0.05; // of the days in view: shorter stretches are never folded

// A scale for the days [from, to) over `width` pixels. `busy` is the sorted days on which
// anything begins; a stretch without any, long enough, is folded. Returns
//   x(day)       pixels, for fractional days too
//   day(x)       the inverse
//   folds        [{ from, to, x0, x1 }]
export function scale(from, to, width, busy) {
  const folds = quiet(from, to, busy);
  const folded = folds.reduce((sum, fold) => sum + fold.to - fold.from, 0);
  const perDay = Math.max(0, width - folds.length * FOLD) / (to - from - folded || 1);
  const pieces = []; // { from, to, x0, x1 }: days and pixels, both rising
  let day = from;
  let x = 0;
  const add = (until, pixels) => {
    if (until > day) pieces.push({ from: day, to: until, x0: x, x1: x + pixels });
    [day, x] = [until, x + pixels];
  };
  for (const fold of folds) {
    add(fold.from, (fold.from - day) * perDay);
    [fold.x0, fold.x1] = [x, x + FOLD];
    add(fold.to, FOLD);
  }
  add(to, (to - day) * perDay);
  return {
    from, to, width, folds, perDay,
    x: (at) => along(pieces, at, "from", "to", "x0", "x1"),
    day: (at) => along(pieces, at, "x0", "x1", "from", "to"),
  };
}

// Linear within each piece, and beyond the ends as the nearest piece goes on.
function along(pieces, at, a0, a1, b0, b1) {
  const piece = pieces.find((one) => at < one[a1]) ?? pieces[pieces.length - 1];
  const share = (at - piece[a0]) / (piece[a1] - piece[a0] || 1);
  return piece[b0] + share * (piece[b1] - piece[b0]);
}

function quiet(from, to, busy) {
  const least = Math.max(QUIET, (to - from) * SHARE);
  const inside = busy.filter((day) => day >= from && day < to);
  const marks = [from, ...inside, to];
  const folds = [];
  for (let i = 1; i < marks.length; i += 1) {
    // A little air stays around what is there.
    const air = Math.min(5, least / 6);
    const [start, end] = [i === 1 ? from : marks[i - 1] + air, i === marks.length - 1 ? to : marks[i] - air];
    if (end - start > least && inside.length > 0) folds.push({ from: Math.round(start), to: Math.round(end) });
  }
  return folds;
}

// The view [from, to) zoomed by `factor` about a day that stays where it is, inside `whole`, and
// never narrower than a week.
export function zoomed([from, to], about, factor, [first, last]) {
  const length = Math.min(last - first, Math.max(7, (to - from) * factor));
  const share = (about - from) / (to - from || 1);
  return shifted([about - share * length, about + (1 - share) * length], 0, [first, last]);
}

// The view moved by so many days, stopped at the ends of `whole`.
export function shifted([from, to], by, [first, last]) {
  const length = Math.min(to - from, last - first);
  const start = Math.min(Math.max(from + by, first), last - length);
  return [start, start + length];
}
