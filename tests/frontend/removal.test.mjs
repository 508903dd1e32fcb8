import assert from "node:assert/strict";
import { test } from "node:test";
import { namespaceMake, pageMake } from "./support.mjs";
import { docWrite } from "../../frontend/src/js/local/docs.js";
import { eventMake } from "../../frontend/src/js/local/events.js";
import { eventAdd } from "../../frontend/src/js/local/outbox.js";
import { persistenceAsk } from "../../frontend/src/js/local/persistence.js";
import { readAdd, readSent } from "../../frontend/src/js/local/reads.js";
import { onlyHere, removalAsk, removalFinish } from "../../frontend/src/js/local/removal.js";
import { versionKeep } from "../../frontend/src/js/local/versions.js";
import { storeOpen } from "../../frontend/src/js/local/store.js";

pageMake("");
const { lossWords } = await import("../../frontend/src/js/sign-out.js");

async function accountMake() {
  const namespace = namespaceMake();
  const db = await storeOpen(namespace);
  await docWrite(db, "cell:l/c", "code", 0);
  localStorage.setItem(`descent-work-${namespace}-e`, "1000");
  return { namespace, db };
}

async function draftsOf(namespace) {
  const db = await storeOpen(namespace);
  const docs = await db.getAll("docs");
  db.close();
  return docs.length;
}

test("the page after a sign-out removes what was asked for, although another tab holds it open", async () => {
  const { namespace } = await accountMake();
  const other = await accountMake();
  removalAsk(namespace, true);
  await removalFinish("guest");
  assert.equal(await draftsOf(namespace), 0);
  assert.equal(localStorage.getItem(`descent-work-${namespace}-e`), null);
  assert.equal(await draftsOf(other.namespace), 1);
  assert.equal(localStorage.getItem(`descent-work-${other.namespace}-e`), "1000");
  assert.equal(localStorage.getItem("descent-removal"), null);
});

test("where the sign-out did not come about nothing is removed, then or later", async () => {
  const { namespace } = await accountMake();
  removalAsk(namespace, true);
  await removalFinish(namespace);
  await removalFinish("guest");
  assert.equal(await draftsOf(namespace), 1);
});

test("a learner who does not ask again takes back what they asked before", async () => {
  const { namespace } = await accountMake();
  removalAsk(namespace, true);
  removalAsk(namespace, false);
  await removalFinish("guest");
  assert.equal(await draftsOf(namespace), 1);
});

test("what only this browser has is counted", async () => {
  const { db } = await accountMake();
  assert.deepEqual(await onlyHere(db), { cells: 1, versions: 0, unsynced: 0 });
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  await docWrite(db, "note:p", "mine", 0);
  await docWrite(db, "draft:e", "code", 0);
  await versionKeep(db, "draft:e", "earlier code");
  await readAdd(db, "so-3.1");
  assert.deepEqual(await onlyHere(db), { cells: 1, versions: 1, unsynced: 4 });
  await db.put("meta", { key: "practice-settings", value: { is_dirty: true } });
  assert.equal((await onlyHere(db)).unsynced, 5);
  await db.put("meta", { key: "practice-settings", value: { is_dirty: false } });
  await readSent(db, await db.get("reads", "so-3.1"));
  assert.deepEqual(await onlyHere(db), { cells: 1, versions: 1, unsynced: 3 });
});

test("the loss is put in words", () => {
  assert.equal(lossWords({ unsynced: 0, cells: 0, versions: 0 }), "");
  assert.match(lossWords({ unsynced: 1, cells: 0, versions: 0 }), /has one change that is not synced yet\./);
  assert.match(lossWords({ unsynced: 3, cells: 2, versions: 1 }), /3 changes that are not synced yet, 2 cells of notebooks that you changed and one earlier version of a draft\./);
});

test("the browser is asked once to keep the data", () => {
  let asked = 0;
  navigator.storage = { persist: async () => (asked += 1) };
  persistenceAsk();
  persistenceAsk();
  assert.equal(asked, 1);
});
