// What the briefer shows to those who shall follow: a QR code, its link, how many have come.

import { button, el } from "../common/dom.js";

// Where it `closes`, it has a button for that. Returns { show(room), toggle(), close() }, hidden at first. `room` is { link, path, code }, with
// the QR code as an image's address, or { refused } with the reason, or empty: nobody was invited.
export function invitation(root, { onBegin, onEnd, closes = false }) {
  const lead = el("p", {}, "Follow on your own screen");
  const image = el("img", { alt: "QR code of the link" });
  const link = el("a", { target: "_blank", rel: "noopener" });
  const count = el("output", { class: "count" });
  const copy = button("Copy link", () => {
    const said = (words) => () => (copy.textContent = words);
    navigator.clipboard.writeText(link.href).then(said("Copied"), said("Not allowed"));
  });
  const end = button("End", onEnd);
  end.title = "Nobody follows any more, and the link leads nowhere";
  const close = closes ? button("Close", () => toggle()) : null;
  const element = el("section", { class: "invitation", "aria-label": "Follow me", hidden: "" },
    lead, image, link, count, el("div", { class: "buttons" }, copy, close, end));
  root.append(element);
  let source = null;
  let now = {};
  let wanted = false;

  function draw() {
    element.hidden = !wanted || !(now.path || now.refused);
    root.classList.toggle("inviting", !element.hidden);
    copy.hidden = !now.path || !navigator.clipboard; // which browsers have on safe addresses alone
    for (const part of [lead, image, link, end]) part.hidden = !now.path;
    if (now.refused) count.textContent = now.refused;
  }
  function toggle() {
    wanted = element.hidden;
    if (wanted && !now.path) onBegin();
    draw();
  }
  return {
    toggle,
    show(room) {
      const path = now.path;
      now = room ?? {};
      if (path !== now.path) {
        source?.close();
        source = null;
        copy.textContent = "Copy link";
        if (path) wanted = false; // it was ended
        if (now.path) {
          image.src = now.code;
          link.href = now.link;
          link.textContent = now.link.replace(/^https?:\/\//, "");
          count.textContent = "";
          source = new EventSource(`${now.path}/events?count`);
          source.addEventListener("message", ({ data }) => (count.textContent = data === "1" ? "1 follower" : `${data} followers`));
          source.addEventListener("error", () => (count.textContent = ""));
        }
      }
      draw();
    },
    close() {
      source?.close();
      element.remove();
    },
  };
}
