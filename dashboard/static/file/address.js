// The file's address: what is asked for stands after the "#", by the names that the page's address
// has for it (dashboard/model/address.py), so that a copied link opens on the same view.

import { fromIso, iso } from "../common/moment.js";

const LISTS = ["types", "actors", "places", "sources"];
const DEGREES = { latitude: ["lat", -90, 90], longitude: ["lng", -180, 180], zoom: ["zoom", 0, 22] };
const KNOWN = new Set([...LISTS, "date", "from", "to", "window", "according_to", "place", "event", "source", "q", "compare", "basemap", "lat", "lng", "zoom", "mode", "scene", "lang"]);
const FOREIGN = /^(embed|utm_|fbclid|gclid|msclkid)/; // of others, as in dashboard/model/address.py
const MOST_TEXT = 200; // characters that may be searched for
const LONGEST = 80; // characters of a refused value that a note repeats

// Returns { compose(asked, view, scene), parse(text) }. `view` is where the reader has moved the map,
// or null; `scene` counts from 0, or is null.
export function addresses({ usual, record: { choices, perspectives, details }, briefing }) {
  const scenes = briefing?.scenes.length ?? 0;

  function compose({ day, first, last, window, filters, according_to: who, place, event, source }, view, scene) {
    if (scene !== null) return new URLSearchParams({ mode: "briefing", scene: scene + 1 }).toString();
    const usually = first === usual.first && last === usual.last;
    const values = {
      date: iso(day), from: usually ? null : iso(first), to: usually ? null : iso(last), window,
      ...Object.fromEntries(LISTS.map((field) => [field, filters[field].join(",")])),
      q: filters.text, place, event, source, according_to: who === usual.according_to ? null : who,
      ...(view && { lat: view.latitude.toFixed(4), lng: view.longitude.toFixed(4), zoom: String(view.zoom) }),
    };
    return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== "")).toString();
  }

  // What is not understood is left out, with a note.
  function parse(text) {
    const params = new URLSearchParams(text);
    const notes = [];
    const refuse = (name) => {
      const value = [...params.get(name)];
      notes.push(`The address says ${name}=${value.slice(0, LONGEST).join("")}${value.length > LONGEST ? "…" : ""}, which this file does not have; it was ignored.`);
    };
    const get = (name, read, otherwise) => {
      const value = params.has(name) ? read(params.get(name)) : null;
      if (value === null && params.has(name)) refuse(name);
      return value ?? otherwise;
    };
    const known = (table) => (value) => (Object.hasOwn(table, value) ? value : null);
    const whole = (from, to) => (value) => (/^\d{1,5}$/.test(value) && from <= value && value <= to ? Number(value) : null);

    const day = get("date", fromIso, usual.day);
    let [first, last] = [get("from", fromIso, usual.first), get("to", fromIso, usual.last)];
    if (first > last) {
      refuse(params.has("to") ? "to" : "from");
      [first, last] = [usual.first, usual.last];
    }
    if (!params.has("from") && !params.has("to")) [first, last] = [Math.min(first, day), Math.max(last, day)];
    const lists = LISTS.map((field) => {
      const ids = new Set(choices[field].map(([id]) => id));
      const wanted = (params.get(field) ?? "").split(",").filter(Boolean);
      if (!wanted.every((id) => ids.has(id))) refuse(field);
      return [field, [...new Set(wanted.filter((id) => ids.has(id)))]];
    });
    const words = (value) => ([...value].length > MOST_TEXT ? null : value);
    const degrees = ([name, least, most]) => get(name, (value) => (value.trim() && least <= value && value <= most ? Number(value) : null), null);
    const view = Object.fromEntries(Object.entries(DEGREES).map(([part, row]) => [part, degrees(row)]));
    if (params.has("compare")) refuse("compare"); // the page's alone
    const mode = get("mode", known({ briefing: 1, explore: 1 }), "explore");
    if (params.has("scene") && mode !== "briefing") refuse("scene");
    const strange = [...new Set(params.keys())].filter((name) => !KNOWN.has(name) && !FOREIGN.test(name));
    if (strange.length) notes.push(`The address asks for what this page does not know: ${strange.map((name) => [...name].slice(0, LONGEST).join("")).join(", ")}.`);
    return {
      asked: {
        day, first, last, window: get("window", whole(1, 36500), null),
        filters: { ...Object.fromEntries(lists), text: get("q", words, "") },
        according_to: get("according_to", known(perspectives), usual.according_to),
        ...Object.fromEntries(["place", "event", "source"].map((kind) => [kind, get(kind, known(details[kind]), null)])),
      },
      view: Object.values(view).includes(null) ? null : view,
      scene: mode === "briefing" && scenes ? get("scene", whole(1, scenes), 1) - 1 : null,
      notes,
    };
  }

  return { compose, parse };
}
