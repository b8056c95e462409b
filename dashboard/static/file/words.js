// Small words, as `dashboard/view/phrases.py` writes them.

// "1 event", "2 events"
export function counted(count, one) {
  return `${figure(count)} ${one}${count === 1 ? "" : "s"}`;
}

export function figure(number) {
  return number.toLocaleString("en");
}

// "a, b and c"
export function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : (words[0] ?? "");
}

// A template with its {names} filled in; what is filled in is taken as it is.
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
