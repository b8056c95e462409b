// The page of those who follow: the single file, moved by what a briefer shows. Whoever looks around
// by hand stays there until they want back; what the briefer shows meanwhile is kept for then.
//
// The server tells { here, params, version }: whether the briefer is there, the address of what they
// show, and what the page must be made from (dashboard/server/follow.py).

import { button, el } from "../common/dom.js";
import { page, unpacked } from "../file/main.js";

const AGAIN = 5000; // milliseconds until a lost server is asked again
const RELOADED = "followed-version"; // kept for the tab: a page is loaded once for a version
const WORDS = {
  waiting: "Waiting for the briefer",
  following: "You see what the briefer shows",
  strayed: "Looking around",
  away: "The briefer is away",
  lost: "No connection; trying again",
  ended: "The briefing has ended",
};

export async function open(packed) {
  const content = await unpacked(packed);
  const words = el("span", { role: "status" });
  const back = button("Back to the briefer", () => follow(), { hidden: "" });
  const home = el("a", { href: location.pathname.replace(/\/follow\/[^/]*$/, "") || "/", hidden: "" }, "Open the map");
  const strip = el("div", { class: "follow-strip" }, words, back, home);

  let shown = null; // what the briefer shows, as the server last told it
  let there = null; // the page's state there
  let strayed = false;
  let moving = false; // by the briefer, not by hand
  let trouble = null; // "lost" or "ended"
  const { go } = page(content, (state) => {
    if (moving || there === null) there = state;
    else if (strayed !== (state !== there)) {
      strayed = state !== there;
      say();
    }
  });
  document.body.prepend(strip);

  function say() {
    const base = trouble ?? (shown === null ? "waiting" : shown.here ? null : "away");
    const state = base ?? (strayed ? "strayed" : "following");
    strip.dataset.state = state;
    words.textContent = WORDS[state];
    home.hidden = trouble !== "ended";
    back.hidden = !strayed || shown === null || trouble === "ended";
  }
  function follow() {
    strayed = false;
    moving = true;
    go(new URLSearchParams(shown.params).toString());
    moving = false;
    say();
  }

  // Messages may come faster than frames: only the newest is drawn.
  let waiting = null;
  function hear(told) {
    if (waiting === null) requestAnimationFrame(take);
    waiting = told;
  }
  function take() {
    const told = waiting;
    waiting = null;
    if (told.version !== content.version && sessionStorage.getItem(RELOADED) !== told.version) {
      sessionStorage.setItem(RELOADED, told.version);
      location.reload();
      return;
    }
    const news = JSON.stringify(told.params) !== JSON.stringify(shown?.params);
    shown = told;
    if (news && !strayed) follow();
    else say();
  }

  function listen() {
    const source = new EventSource(`${location.pathname}/events`);
    source.addEventListener("open", () => settle(null));
    source.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
    source.addEventListener("ended", () => {
      source.close();
      settle("ended");
    });
    source.addEventListener("error", () => {
      settle("lost");
      if (source.readyState === EventSource.CLOSED) ask(); // an answer that was no stream
    });
  }
  function settle(what) {
    trouble = what;
    say();
  }
  // Whether the briefing is over, or the server only out of reach.
  async function ask() {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if ([404, 410].includes(answer?.status)) settle("ended");
    else setTimeout(listen, AGAIN);
  }
  say();
  listen();
}
