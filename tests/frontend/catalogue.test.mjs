// The catalogue's filters, in the browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { addressOf, isWanted, plain } from "../../frontend/src/js/catalogue/matching.js";

const cases = JSON.parse(readFileSync(new URL("filter-cases.json", import.meta.url), "utf8"));
const NOTHING = { q: "", lesson: "", concept: "", level: "", device: "", state: "" };

test("words are compared without case, accents and punctuation, as on the server", () => {
  for (const [text, expected] of cases.plain) assert.equal(plain(text), expected, text);
});

test("the same exercises meet the filters as on the server", () => {
  for (const [filters, expected] of cases.wanted)
    assert.equal(isWanted(cases.facts, { ...NOTHING, ...filters }), expected, JSON.stringify(filters));
});

test("the address names what is asked for and nothing else", () => {
  assert.equal(addressOf("/exercises/", NOTHING), "/exercises/");
  assert.equal(addressOf("/exercises/", { ...NOTHING, q: "a b", level: "2" }), "/exercises/?q=a+b&level=2");
});
