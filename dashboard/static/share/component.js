// The link of what is on screen: copied, sent, shown to a room, given to other sites.

import { copied } from "../common/clipboard.js";
import { el } from "../common/dom.js";

const SAID = 2500; // milliseconds for which a button says what it has done

const mounted = new WeakMap(); // root of the component -> what takes its data

export function component({ parentElement, data }) {
  if (!mounted.has(parentElement)) mounted.set(parentElement, begin(parentElement));
  mounted.get(parentElement)(data);
}

function begin(root) {
  let data = null;
  // The browser's own address is that of the view, even where Python's last word is on its way.
  const link = () => Object.assign(new URL(data.link, location.href), { search: location.search }).href;

  const status = el("output", { class: "status" });
  const said = (button, words, aloud) => {
    const usual = (button.dataset.usual ??= button.textContent);
    button.textContent = words;
    status.textContent = aloud;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      button.textContent = usual;
      status.textContent = "";
    }, SAID);
  };
  const copier = (words, box, text, what) => {
    const button = el("button", { type: "button" }, words);
    button.addEventListener("click", async () => {
      box.value = text();
      if (await copied(box.value, box)) said(button, "Copied", `${what} copied`);
      else said(button, "Selected", `${what} selected: copy it with your browser`);
    });
    return button;
  };

  const address = el("input", { readonly: "", "aria-label": "Link", class: "address" });
  const copy = copier("Copy link", address, link, "Link");
  const send = el("button", { type: "button" }, "Send…");
  send.hidden = !(navigator.share && matchMedia("(pointer: coarse)").matches);
  send.addEventListener("click", () => navigator.share({ title: document.title, url: link() }).catch(() => {})); // changed their mind

  const [small, large] = [el("img", { alt: "" }), el("img", { alt: "QR code of the link" })];
  const code = el("button", { type: "button", class: "code", "aria-label": "Show the QR code large" }, small);
  const close = el("button", { type: "button", "aria-label": "Close" }, large);
  const room = el("dialog", { "aria-label": "QR code" }, close);
  const hear = (event) => { // Esc closes this alone: before the popover around it hears the key
    if (event.key !== "Escape" || !room.open || !room.isConnected) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    room.close();
  };
  code.addEventListener("click", () => {
    room.showModal();
    window.addEventListener("keydown", hear, true);
  });
  room.addEventListener("click", () => room.close());
  room.addEventListener("close", () => window.removeEventListener("keydown", hear, true));

  const snippet = el("textarea", { readonly: "", rows: 4, "aria-label": "Code for another site", class: "snippet" });
  const embed = el("div", { class: "embed" }, el("p", { class: "name" }, "Embed"), snippet,
    copier("Copy code", snippet, () => data.snippet, "Code"));
  const embedders = el("p", { class: "note" });
  for (const box of [address, snippet]) box.addEventListener("focus", () => box.select());

  root.append(el("div", { class: "share" }, address, el("div", { class: "buttons" }, copy, send), code, embed, embedders, status), room);
  requestAnimationFrame(() => copy.focus()); // the popover stands at the end of the page

  return (now) => {
    data = now;
    address.value = data.link;
    small.src = large.src = data.code;
    code.hidden = !data.code;
    snippet.value = data.snippet;
    embed.hidden = !data.snippet;
    embedders.textContent = data.embedders;
  };
}
