// Which key means what on the practice page.
const LETTERS = "abcdefg";
const SAYINGS = { i: "known", l: "not now", h: "too hard" };
const FIELDS = "input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable]";
const PRESSED = "a, button, summary, select, textarea, [data-keys-on]";

const isTypedIn = (target) => Boolean(target?.matches?.(FIELDS));

// Return { does, ... } for a key, or nothing where it is the browser's own.
export function commandOf({ key, target, ctrlKey, metaKey, altKey, repeat }) {
  if (ctrlKey || metaKey || altKey || repeat) return undefined;
  if (key === "Escape" && isTypedIn(target)) return { does: "leave" };
  // A link or button that has the focus does its own; so does Enter in a question's field.
  if (key === "Enter" && !isTypedIn(target) && !target?.closest?.(PRESSED)) return { does: "go on" };
  if (isTypedIn(target)) return undefined;
  const letter = key.toLowerCase();
  if (letter === "n") return { does: "next" };
  if (letter in SAYINGS) return { does: "say", reason: SAYINGS[letter] };
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : LETTERS.indexOf(letter);
  return letter.length === 1 && place >= 0 ? { does: "choose", place } : undefined;
}
