// Beside the map: the view of a day, or the detail that is open, drawn from JSON that Python made.
//
// view: what dashboard/view/day_view.py describes. Text is only ever set as text. A part is drawn
// anew only when its own JSON has changed, so that focus and scrolling stay where they are.

import { copyOnPress } from "../common/clipboard.js";
import { button, el, figure, focused, setColours, svg } from "../common/dom.js";
import { defineFills, disc } from "../common/fills.js";
import { charts } from "./charts.js";

// `looks` has the style tables: { actors, patterns, tile, symbols, strength, ink, nobody }.
// `act(message)` hears of what is pressed: { do: "open", kind, id } | { do: "back" } |
// { do: "more", list: "events" | "places" }. On a page of fewer than `narrow` pixels a detail that
// opens is brought into sight. `link()` is the address of what is shown, "" where it has none. Escape
// closes what is open, wherever the focus is, and gives the focus back to what opened it. Returns
// { show, close }.
export function panel(root, looks, act, narrow, link = () => "") {
  const index = new Map(looks.actors.map((actor, i) => [actor.actor_id, i]));
  const chart = charts(looks, index);
  const body = el("div", { class: "panel" });
  root.append(defineFills(looks), body);
  const home = root.getRootNode().host ?? root;
  let drawn = new Map(); // key of a part -> { json, element }
  let opened = null;
  let opener = null; // what had the focus when a detail opened: { element, opens, nth }

  const KEEPS_ESCAPE = "input, textarea, select, dialog, details.menu[open], [role=dialog], [role=combobox]";
  const OPEN_ABOVE = '[data-testid="stPopoverBody"], dialog[open]';
  function hear(event) {
    const kept = event.composedPath().some((one) => one.matches?.(KEEPS_ESCAPE));
    if (event.key !== "Escape" || event.defaultPrevented || kept) return;
    if (opened === null || !home.checkVisibility() || document.querySelector(OPEN_ABOVE)) return;
    event.preventDefault();
    act({ do: "back" });
  }
  window.addEventListener("keydown", hear);

  // The list is drawn anew: the button that opens the same has taken the place of the one pressed.
  function openers(opens) {
    return [...body.querySelectorAll("[data-opens]")].filter(({ dataset }) => dataset.opens === opens);
  }
  function giveBack() {
    const { element, opens, nth } = opener;
    (opens ? openers(opens)[nth] : element.isConnected && element)?.focus?.();
    opener = null;
  }

  function show(view, theme) {
    setColours(body, looks.ink[theme]);
    const { detail } = view;
    const now = detail ? `${detail.kind} ${detail.title}` : null;
    const before = focused();
    const held = body.contains(before);
    if (now !== null && opened === null) {
      const { opens } = before?.dataset ?? {};
      opener = { element: before, opens, nth: openers(opens).indexOf(before) };
    }
    lay(detail ? detailParts(detail) : dayParts(view));
    if (now !== opened) {
      home.closest('.side, [class*="st-key-side"]')?.scrollTo(0, 0);
      // On a narrow page the detail opens beneath the map.
      if (now !== null && window.innerWidth < narrow) requestAnimationFrame(() => home.scrollIntoView({ behavior: "smooth" }));
      if (now === null) giveBack();
      else if (held) body.querySelector(".back")?.focus();
    }
    opened = now;
  }

  // Parts in order: those that are as they were keep their elements.
  function lay(parts) {
    const kept = new Map();
    for (const [key, value, draw] of parts) {
      const json = JSON.stringify(value);
      const known = drawn.get(key);
      kept.set(key, known?.json === json ? known : { json, element: draw(value) });
    }
    [...kept.values()].forEach(({ element }, at) => {
      if (body.children[at] !== element) body.insertBefore(element, body.children[at] ?? null);
    });
    while (body.children.length > kept.size) body.lastChild.remove();
    drawn = kept;
  }

  function dayParts(view) {
    return [
      ["figures", view.figures, figures],
      ...(view.comparison ? [["comparison", view.comparison, section]] : []),
      ["holdings", [view.holdings, view.holdings_more], ([rows, more]) => holdings(rows, more)],
      ["changes", view.changes, section],
      ...(view.differences.items.length ? [["differences", view.differences, section]] : []),
      ["feed", view.feed, section],
      ...(view.about ?? []).map((one, at) => [`about-${at}`, one, section]),
    ];
  }
  function detailParts(detail) {
    return [
      ["back", "back", () => press("Back", { do: "back" }, "back")],
      ["head", { ...detail, sections: null }, head],
      ...detail.sections.map((one, at) => [`section-${at}`, one, (part) => section(part, "h3")]),
    ];
  }

  function figures(list) {
    return el("dl", { class: "figures" }, ...list.map(([label, count]) =>
      el("div", {}, el("dt", {}, label), figure(count))));
  }
  function holdings(rows, more) {
    const lines = rows.map((row) => el("tr", { class: row.changed ? "changed" : null },
      el("td", { class: "sign" }, disc(heldIn(row), looks.actors, { radius: 9, strength: looks.strength })),
      el("th", { scope: "row" }, press(row.place, opening(["place", row.place_id]))),
      el("td", {}, row.holder, row.sides ? el("small", {}, row.sides) : null,
        row.outcome ? el("small", { class: "outcome" }, row.outcome) : null),
      el("td", { class: "since" }, row.since ? el("span", {}, row.since) : null,
        el("small", {}, row.by_whom === "no record" ? row.by_whom : `by ${row.by_whom}`),
        row.differs ? el("strong", {}, "accounts differ") : null)));
    return el("section", {}, el("h2", { class: "heading" }, "Who holds what"),
      el("table", { class: "holdings" }, el("tbody", {}, ...lines)),
      more ? press(["Show more", el("span", {}, ` (${counted(more)} places not shown)`)], { do: "more", list: "places" }, "more") : null);
  }
  function heldIn({ status, controller, challenger, confidence }) {
    return { status, confidence, controller: index.get(controller) ?? null, challenger: index.get(challenger) ?? null };
  }

  function head(detail) {
    return el("header", {}, el("h2", { class: "title" }, detail.title),
      detail.links.length ? el("p", { class: "links" }, ...detail.links.map((one) => press(one.text, opening(one.opens)))) : null,
      ...detail.lines.map((line) => el("p", {}, line)),
      facts(detail.facts),
      /^https?:/.test(detail.url) ? el("a", { href: detail.url, rel: "noopener noreferrer", target: "_blank" }, "Open the source") : null,
      detail.citation ? el("div", {}, cite(detail.citation, "Copy citation")) : null);
  }
  function section(one, level = "h2") {
    return el("section", {}, el(level, { class: "heading" }, one.heading),
      one.chart ? chart(one.chart) : null,
      one.note ? el("p", { class: "note" }, one.note) : null,
      facts(one.facts), table(one.table), list(one.items),
      one.more ? press(["Show more", el("span", {}, ` (${counted(one.more)} not shown)`)], { do: "more", list: "events" }, "more") : null);
  }
  function facts(pairs) {
    if (!pairs.length) return null;
    return el("dl", { class: "facts" }, ...pairs.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]));
  }
  function table(one) {
    if (!one) return null;
    const row = (texts, tag) => el("tr", {}, ...texts.map((text, at) => el(at ? tag : "th", { scope: at && tag === "td" ? null : tag === "th" ? "col" : "row" }, text)));
    return el("table", { class: "numbers" }, el("thead", {}, row(one.columns, "th")), el("tbody", {}, ...one.rows.map((texts) => row(texts, "td"))));
  }

  // Items under their days, where they have any.
  function list(items) {
    if (!items.length) return null;
    const lines = [];
    let when = "";
    for (const one of items) {
      if (one.when && one.when !== when) lines.push(el("li", { class: "when" }, one.when));
      when = one.when;
      lines.push(item(one));
    }
    return el("ul", { class: "items" }, ...lines);
  }
  function item(one) {
    const words = one.who ? [el("strong", {}, one.who), `: ${one.text}`] : [one.text];
    return el("li", { class: ["item", one.status && "sure", one.status, one.kind && "event"].filter(Boolean).join(" ") },
      one.kind ? symbol(one.kind) : null,
      one.opens ? press(words, opening(one.opens)) : el("span", {}, ...words),
      one.caption ? el("small", {}, one.source ? press(one.caption, opening(one.source)) : one.caption,
        ...(one.citation ? [" ", cite(one.citation, "Copy citation")] : [])) : null,
      one.items.length ? el("ul", {}, ...one.items.map(item)) : null);
  }
  function symbol(kind) {
    const path = { d: looks.symbols[kind].path, fill: "none", stroke: "currentColor", "stroke-width": 1.7, "stroke-linecap": "round", "stroke-linejoin": "round" };
    return svg("svg", { viewBox: "0 0 16 16", class: "symbol", "aria-hidden": "true" }, svg("path", path));
  }

  function cite(text, words) {
    return copyOnPress(el("button", { type: "button", class: "cite" }, words), () => [text, link()].filter(Boolean).join(" "));
  }
  function opening([kind, id]) {
    return { do: "open", kind, id };
  }
  function press(words, message, name = "link") {
    return button(words, () => act(message), { class: name, "data-opens": message.id ? `${message.kind} ${message.id}` : null });
  }
  return {
    show,
    close: () => window.removeEventListener("keydown", hear),
  };
}

function counted(count) {
  return count.toLocaleString("en");
}
