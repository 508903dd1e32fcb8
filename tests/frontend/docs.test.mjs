import assert from "node:assert/strict";
import { test } from "node:test";
import { storeMake } from "./support.mjs";
import { docWriter } from "../../frontend/src/js/local/doc-writer.js";
import { docDelivered, docFollow, docGet, docKept, docMerged, docRefused, docSending, docTurnedAway, docWrite, isHeld } from "../../frontend/src/js/local/docs.js";

const KEY = "note:p";

test("a text is stored as written and waits to be sent", async () => {
  const db = await storeMake();
  const doc = await docWrite(db, KEY, "one", 0);
  assert.equal(doc.text, "one");
  assert.equal(doc.is_dirty, true);
  assert.deepEqual(await docGet(db, KEY), doc);
});

test("what another tab wrote meanwhile is kept beside", async () => {
  const db = await storeMake();
  await docWrite(db, KEY, "from tab one", 0);
  const doc = await docWrite(db, KEY, "from tab two", 0);
  assert.equal(doc.text, "from tab two");
  assert.deepEqual(doc.others.map((other) => other.text), ["from tab one"]);
});

test("a text that gave way to another is kept until the learner chooses", async () => {
  const db = await storeMake();
  const { version } = await docWrite(db, KEY, "draft", 0);
  await docKept(db, KEY, "draft", "earlier draft");
  const doc = await docWrite(db, KEY, "earlier code", version);
  assert.deepEqual(doc.others, [{ source: "earlier draft", text: "draft", revision: null }]);
  const back = await docMerged(db, KEY, doc.others[0], "draft");
  assert.deepEqual([back.text, back.others], ["draft", []]);
});

test("a clean text follows the server, a changed one does not", async () => {
  const db = await storeMake();
  await docFollow(db, KEY, { text: "server 1", revision: 1 });
  assert.equal((await docFollow(db, KEY, { text: "server 2", revision: 2 })).text, "server 2");
  const { version } = await docGet(db, KEY);
  await docWrite(db, KEY, "mine", version);
  const doc = await docFollow(db, KEY, { text: "server 3", revision: 3 });
  assert.equal(doc.text, "mine");
  assert.equal(doc.base_revision, 2);
});

test("a page older than this device's text does not bring the old text back", async () => {
  const db = await storeMake();
  await docFollow(db, KEY, { text: "new", revision: 5 });
  assert.equal((await docFollow(db, KEY, { text: "old", revision: 4 })).text, "new");
});

test("a text that was typed on while it was sent stays to be sent again", async () => {
  const db = await storeMake();
  const sent = await docWrite(db, KEY, "a", 0);
  await docWrite(db, KEY, "ab", sent.version);
  const doc = await docDelivered(db, sent, 1);
  assert.equal(doc.is_dirty, true);
  assert.equal(doc.base_revision, 1);
});

test("a refused text is held with the server's until the learner has merged them", async () => {
  const db = await storeMake();
  await docWrite(db, KEY, "mine", 0);
  const refused = await docRefused(db, KEY, { text: "theirs", revision: 7 });
  assert.equal(refused.text, "mine");
  assert.equal(isHeld(refused), true);
  const merged = await docMerged(db, KEY, refused.others[0], "mine\n\ntheirs");
  assert.equal(isHeld(merged), false);
  assert.equal(merged.base_revision, 7);
  assert.equal(merged.is_dirty, true);
});

test("our own text, stored before its answer got lost, is no conflict", async () => {
  const db = await storeMake();
  const first = await docWrite(db, KEY, "a", 0);
  await docSending(db, KEY);
  await docWrite(db, KEY, "ab", first.version);
  await docSending(db, KEY);
  const doc = await docRefused(db, KEY, { text: "a", revision: 1 });
  assert.equal(isHeld(doc), false);
  assert.equal(doc.base_revision, 1);
  assert.equal(doc.is_dirty, true);
});

test("the writer stores the newest text, and fast typing makes no competing texts", async () => {
  const db = await storeMake();
  const writer = docWriter(db, { key: KEY, version: 0 }, { onSaved() {}, onFailed: assert.fail });
  for (const text of ["a", "ab", "abc", "abcd"]) writer.write(text);
  await writer.write("abcde");
  const doc = await docGet(db, KEY);
  assert.equal(doc.text, "abcde");
  assert.deepEqual(doc.others, []);
});

test("a failing disk is reported", async () => {
  const db = await storeMake();
  db.close();
  const failures = [];
  const writer = docWriter(db, { key: KEY, version: 0 }, { onSaved: assert.fail, onFailed: (error) => failures.push(error) });
  await writer.write("lost?");
  assert.equal(failures.length, 1);
});

test("the text that both versions came from is kept with them", async () => {
  const db = await storeMake();
  const { version } = await docFollow(db, KEY, { text: "base", revision: 1 });
  await docWrite(db, KEY, "mine", version);
  const held = await docRefused(db, KEY, { text: "theirs", revision: 2 });
  assert.deepEqual([held.base_text, held.base_revision], ["base", 1]);
  const merged = await docMerged(db, KEY, held.others[0], "both");
  assert.deepEqual([merged.base_text, merged.base_revision], ["theirs", 2]);
});

test("a text that was turned away says why until it is changed or visited again", async () => {
  const db = await storeMake();
  const sent = await docWrite(db, KEY, "long", 0);
  assert.equal((await docTurnedAway(db, sent, "too long")).refusal, "too long");
  assert.equal((await docFollow(db, KEY, { text: "", revision: 0 })).refusal, "");
  await docTurnedAway(db, sent, "too long");
  const shorter = await docWrite(db, KEY, "lo", sent.version);
  assert.equal(shorter.refusal, "");
  assert.equal((await docTurnedAway(db, sent, "too long")).refusal, "");
});

test("a text that was sent, changed, sent, and brought back is no conflict with the one sent between", async () => {
  const db = await storeMake();
  let { version } = await docWrite(db, KEY, "a", 0);
  await docSending(db, KEY);
  ({ version } = await docWrite(db, KEY, "ab", version));
  await docSending(db, KEY);
  await docWrite(db, KEY, "a", version);
  assert.deepEqual((await docSending(db, KEY)).sent, ["ab", "a"]);
  assert.equal(isHeld(await docRefused(db, KEY, { text: "ab", revision: 2 })), false);
});
