// Keeps a reader's own scenes in this browser, and gives them back when the page is loaded again.
//
// Python sends { name, asks, seq, text, of }: while `asks`, it wants what is kept; a new `seq` has it
// kept, or with a `text` of null forgotten. What comes back may have been changed by anybody: Python
// checks it.

import { mounted } from "../common/component.js";

const MOST = 200_000; // characters, as in dashboard/ui/messages.py

export const component = mounted(begin, ({ name }) => name);

function begin(root, { name }) {
  const key = `conflict-map-scenes ${location.pathname.replace(/\/$/, "")} ${name}`;
  let last = 0;
  return {
    take({ asks, seq, text, of }, trigger) {
      if (asks) {
        const kept = read(key);
        if (kept) trigger("kept", kept);
      } else if (seq !== last && !write(key, text, of)) trigger("unkept", true);
      last = seq;
    },
  };
}

function read(key) {
  try {
    const { text, of } = JSON.parse(localStorage.getItem(key));
    return typeof text === "string" && text.length <= MOST ? { text, of: String(of) } : null;
  } catch {
    return null; // nothing is kept, it is spoilt, or this browser keeps nothing
  }
}

function write(key, text, of) {
  try {
    if (text === null) localStorage.removeItem(key);
    else if (text.length > MOST) return false;
    else localStorage.setItem(key, JSON.stringify({ text, of }));
    return true;
  } catch {
    return false;
  }
}
