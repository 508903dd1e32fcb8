// Which exercises meet the filters. grader/filters.py holds the same rules; a test gives both the same cases.

// A text's words in small letters, without accents and punctuation.
export const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

export function isWanted(facts, filters) {
  const words = plain(filters.q).split(" ").filter(Boolean);
  return (
    ["", facts.lesson].includes(filters.lesson) &&
    ["", ...facts.concepts].includes(filters.concept) &&
    ["", String(facts.level)].includes(filters.level) &&
    ["", ...facts.devices].includes(filters.device) &&
    ["", facts.state].includes(filters.state) &&
    words.every((word) => facts.words.includes(word))
  );
}

// The address that asks for the same.
export function addressOf(path, filters) {
  const asked = Object.entries(filters).filter(([, value]) => value !== "");
  return asked.length ? `${path}?${new URLSearchParams(asked)}` : path;
}
