// Earlier versions of a draft.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageMake, storeMake } from "./support.mjs";
import { versionKeep, versionsList } from "../../frontend/src/js/local/versions.js";

pageMake("");
const KEY = "draft:e";
const textsOf = async (db) => (await versionsList(db, KEY)).map(({ text }) => text);

test("versions are listed oldest first, of one draft, without blanks and repetitions", async () => {
  const db = await storeMake();
  for (const text of ["one", "one", "  \n", "two", "one"]) await versionKeep(db, KEY, text, 1000);
  await versionKeep(db, "draft:f", "another exercise", 1000);
  assert.deepEqual(await textsOf(db), ["one", "two", "one"]);
});

test("a clock that was set back by a day hides no version and reorders none", async () => {
  const db = await storeMake();
  await versionKeep(db, KEY, "tomorrow", 86_400_000);
  await versionKeep(db, KEY, "today", 1000);
  assert.deepEqual(await textsOf(db), ["tomorrow", "today"]);
});

test("of many versions the first and the newest stay, and the older ones grow sparse", async () => {
  const db = await storeMake();
  for (let index = 0; index < 100; index += 1) await versionKeep(db, KEY, `version ${index}`, 1000 * (index + 1));
  const texts = await textsOf(db);
  assert.equal(texts.length, 30);
  assert.equal(texts[0], "version 0");
  assert.deepEqual(texts.slice(-10), Array.from({ length: 10 }, (_each, index) => `version ${90 + index}`));
  const gaps = texts.slice(1).map((text, index) => Number(text.split(" ")[1]) - Number(texts[index].split(" ")[1]));
  assert.ok(Math.max(...gaps) <= 12, `a gap of ${Math.max(...gaps)}`);
});
