// What is so on a day, from the columns that were sent once. Days are whole numbers since 1970.

// The interval [start, end) of a place's chain that holds the day, or null: nobody said.
export function heldOn(chain, day) {
  for (const [start, end, status, controller, challenger, confidence, differs, since, precision, change, still] of chain) {
    if (start <= day && day < end) {
      return { status, controller, challenger, confidence, differs, since, precision, still, changed: change && start === day };
    }
  }
  return null;
}

// A place's chain as the state tells it: the perspective's own, else the one sent with the place.
export function chainOf(place, state) {
  return state.control ? state.control[place.id] ?? [] : place.control;
}

// Whether a place is held otherwise in these two states.
export function differ(one, other) {
  return ["status", "controller", "challenger"].some((part) => (one?.[part] ?? null) !== (other?.[part] ?? null));
}

// Room for a day's events, as flat arrays: a frame may hold a hundred thousand. The first `count`
// entries count; x and y are for who draws them.
export function roomFor(events) {
  const size = events.from.length;
  return {
    count: 0, index: new Int32Array(size), alpha: new Float32Array(size),
    x: new Float32Array(size), y: new Float32Array(size),
  };
}

// Event indexes with a place, newest first, and of one day in the order of the table, as in the feed:
// made once, so that a day's events need no sorting.
export function newestFirst(events) {
  const placed = events.from.map((_, index) => index).filter((index) => events.place[index] >= 0);
  return Int32Array.from(placed.sort((a, b) => events.from[b] - events.from[a] || a - b));
}

// The events to draw: begun by the day, not older than the window, and let through by `passes`;
// written into `shown` in the given order. Strength falls with age from 1 to `fade.least`.
export function eventsOn(events, order, state, passes, fade, shown) {
  const { day, window } = state;
  const oldest = window === null ? -Infinity : day - window;
  const fades = window === null ? fade.days : Math.max(1, window);
  shown.count = 0;
  for (const index of order) {
    if (events.from[index] > day || events.to[index] <= oldest || !passes(index)) continue;
    const age = Math.max(0, day - events.to[index]);
    shown.index[shown.count] = index;
    shown.alpha[shown.count] = 1 - (1 - fade.least) * Math.min(1, age / fades);
    shown.count += 1;
  }
}

// A base64 bit mask, first event in the lowest bit; null lets every event pass.
export function maskReader(mask) {
  if (mask === null) return () => true;
  const bits = Uint8Array.from(atob(mask), (char) => char.charCodeAt(0));
  return (index) => ((bits[index >> 3] >> (index & 7)) & 1) === 1;
}

// Days and dates, with no clock and no zone involved: UTC only does the arithmetic.
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export function parts(day) {
  const date = new Date(day * 86400000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate(), weekday: date.getUTCDay() };
}

export function number(year, month, date) {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date); // unlike Date.UTC, takes years below 100 as they are
  return at.getTime() / 86400000;
}

// "16 Oct 2017", "Mon 16 Oct 2017"
export function written(day) {
  const { year, month, date } = parts(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

const [DATE, WEEKDAY] = [{ day: "numeric", month: "long", year: "numeric" }, { weekday: "long" }]
  .map((shown) => new Intl.DateTimeFormat("en-GB", { ...shown, timeZone: "UTC" }));

// "20 October 2017", as `written` of dashboard/view/phrases.py
export function inFull(day) {
  return DATE.format(day * 86400000);
}

// "Friday 20 October 2017", as its `heading`
export function heading(day) {
  return `${WEEKDAY.format(day * 86400000)} ${inFull(day)}`;
}

// "16–18 Oct 2017", "25 Sep – 20 Oct 2017"
export function between(first, last) {
  const [from, to] = [parts(first), parts(last)];
  if (from.year !== to.year) return `${written(first)} – ${written(last)}`;
  if (from.month !== to.month) return `${from.date} ${MONTHS[from.month - 1]} – ${written(last)}`;
  return first === last ? written(last) : `${from.date}–${written(last)}`;
}

// A day that may be known only to its month or year: "16 Oct 2017", "Jun 2014", "2014".
export function roughly(day, precision) {
  const { year, month } = parts(day);
  return { year: `${year}`, month: `${MONTHS[month - 1]} ${year}` }[precision] ?? written(day);
}

// The last day that a date of this precision may mean: as last_of_span of dashboard/model/days.py.
export function lastOfSpan(first, precision) {
  const { year, month } = parts(first);
  const last = { week: first + 6, month: number(year, month + 1, 0), year: number(year, 12, 31) };
  return last[precision] ?? first;
}

export function spoken(day) {
  return `${WEEKDAYS[parts(day).weekday]} ${written(day)}`;
}

// "2017-10-16" and back; null for what is no date.
export function iso(day) {
  const { year, month, date } = parts(day);
  return [String(year).padStart(4, "0"), ...[month, date].map((part) => String(part).padStart(2, "0"))].join("-");
}

export function fromIso(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const day = number(...found.slice(1).map(Number));
  return iso(day) === text ? day : null;
}
