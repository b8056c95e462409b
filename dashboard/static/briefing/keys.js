// What a presenter's keys mean: a keyboard's and a clicker's, heard wherever the focus is.

const ACTIONS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
  ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous",
  Home: "first", End: "last", Escape: "back", s: "back",
  e: "explore", n: "notes", f: "full", d: "look", q: "follow", x: "leave", "?": "keys",
};
const TYPING = "input, textarea, select, [contenteditable], [role=slider], [role=dialog], [data-testid=stPopoverBody], dialog, [role=combobox]";
const PRESSING = "button, a, summary";

// The action of a key, or null: a key with Ctrl, Alt or Meta is the browser's own.
export function actionOf({ key, shiftKey, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === " " && shiftKey) return "previous";
  return ACTIONS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

// Calls `act(action)` for keys pressed in a window, but for those that someone types; returns what
// ends it. A focused button keeps its Space. `only` are the actions that are heard, or all; `heard`
// says whether any is now.
export function listen(home, act, only = null, heard = () => true) {
  const hear = (event) => {
    const within = (things) => event.composedPath().some((one) => one.matches?.(things)); // shadows too
    const typing = (within(TYPING) && !(event.key === "?" && within("[role=slider]"))) || (event.key === " " && within(PRESSING));
    const action = event.defaultPrevented || typing ? null : actionOf(event);
    if (action === null || (only && !only.includes(action)) || !heard()) return;
    event.preventDefault();
    event.stopPropagation();
    act(action);
  };
  home.addEventListener("keydown", hear, true);
  return () => home.removeEventListener("keydown", hear, true);
}
