// A day as people type it, as `dashboard/model/day_forms.py` reads it.

import { MONTHS, number, parts } from "./moment.js";

const WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?";
const FORMS = [
  "(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<date>[0-9]{1,2})",
  "(?<date>[0-9]{1,2})[./-] ?(?<month>[0-9]{1,2})[./-] ?(?<year>[0-9]{4})",
  `${WEEKDAY}(?<date>[0-9]{1,2})\\.? (?<name>[a-z]{3,9})\\.?,? (?<year>[0-9]{4})`,
  `${WEEKDAY}(?<name>[a-z]{3,9})\\.? (?<date>[0-9]{1,2}),? (?<year>[0-9]{4})`,
].map((form) => new RegExp(`^${form}$`));
const LONG = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
const NAMES = MONTHS.map((_, at) => LONG.format(Date.UTC(2000, at, 1)).toLowerCase());
export const EXAMPLES = "16 Oct 2017, 2017-10-16 or 16.10.2017";

// { day, ambiguous }: read day first where figures leave it open; null for what is no day.
export function readDay(text) {
  const plain = text.toLowerCase().trim().split(/\s+/).join(" ");
  const form = FORMS.find((one) => one.test(plain));
  if (!form) return null;
  const { name, ...figures } = form.exec(plain).groups;
  const [year, date] = [Number(figures.year), Number(figures.date)];
  const month = name ? NAMES.findIndex((one) => one.startsWith(name)) + 1 : Number(figures.month);
  const day = number(year, month, date);
  const found = parts(day);
  if (!year || found.year !== year || found.month !== month || found.date !== date) return null;
  return { day, ambiguous: form === FORMS[1] && date <= MONTHS.length && date !== month };
}
