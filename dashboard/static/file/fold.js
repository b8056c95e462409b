// One word, however it is written: what is searched for as `folded` of dashboard/model/spelling.py
// has it. The texts that are searched were folded there.

const SEAT = /(?<![\p{L}\p{N}_])ئ(?=[\p{L}\p{N}_])/gu;
const LAST = "\u0345"; // combines last of all: whatever else combines is put before it

// `letters` says which letters stand for one: { "ي": "ىی…" }. Returns folded(text).
export function folder(letters) {
  const one = new Map(Object.entries(letters).flatMap(([same, others]) => [...others].map((other) => [other, same])));
  return (text) => {
    const bare = lower(lower(text.normalize("NFC").replace(SEAT, "")).normalize("NFKD"));
    const kept = [...bare].filter((char) => !combines(char) && !/\p{Cf}/u.test(char)).map((char) => one.get(digit(char)) ?? digit(char));
    const words = kept.join("").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    return words.replace(/و{2,}/g, "و");
  };
}

// Each letter by itself, so that a word's end makes no difference. Case is folded downwards, but in
// Cherokee, whose small letters are the younger ones.
function lower(text) {
  return Array.from(text, (char) => (/\p{sc=Cherokee}/u.test(char) ? char.toUpperCase() : char.toUpperCase().toLowerCase())).join("");
}

function combines(char) {
  return char === LAST || `${LAST}${char}`.normalize("NFD")[0] !== LAST;
}

// Digits of any script: each one's ten stand in a row, from zero on.
function digit(char) {
  if (!/\p{Nd}/u.test(char)) return char;
  let zero = char.codePointAt(0);
  for (let less = 0; less < 10 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)); less += 1) zero -= 1;
  return String((char.codePointAt(0) - zero) % 10);
}
