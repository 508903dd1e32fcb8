// The browser's database when a newer page opens it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { namespaceMake } from "./support.mjs";
import { openDB } from "../../frontend/node_modules/idb/build/index.js";
import { docGet } from "../../frontend/src/js/local/docs.js";
import { STORES, storeName, storeOpen } from "../../frontend/src/js/local/store.js";
import { versionKeep, versionsList } from "../../frontend/src/js/local/versions.js";

test("what a page of the first version left is kept, and takes what is new", async () => {
  const namespace = namespaceMake();
  const first = await openDB(storeName(namespace), 1, {
    upgrade(db) {
      for (const store of ["meta", "docs"]) db.createObjectStore(store, { keyPath: "key" });
      db.createObjectStore("answers", { keyPath: "question" }).createIndex("part", "part");
      db.createObjectStore("outbox", { keyPath: ["device_id", "seq"] });
      db.createObjectStore("reads", { keyPath: "section" });
      db.createObjectStore("submissions", { keyPath: "id" });
    },
  });
  await first.put("docs", { key: "draft:e", text: "code", version: 3, is_dirty: true, others: [] });
  await first.put("outbox", { device_id: "d", seq: 1 });
  first.close();
  const db = await storeOpen(namespace);
  assert.equal((await docGet(db, "draft:e")).text, "code");
  assert.equal(await db.count("outbox"), 1);
  for (const store of STORES) assert.ok(db.objectStoreNames.contains(store), store);
  await versionKeep(db, "draft:e", "code");
  assert.equal((await versionsList(db, "draft:e")).length, 1);
});
