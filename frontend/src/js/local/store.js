// The browser's own database: one for each account, and one for guests.
//
// meta         device (id, next_seq), cursor, clock, retake:<part>, catalogue, fold
// docs         texts the learner writes: note:<part>, draft:<exercise>
// answers      the latest answer to each question
// outbox       events that the server has not acknowledged
// events       the log: all events that the server has
// reads        sections read
// submissions  submissions whose result this device has not seen
// versions     earlier versions of drafts
import { openDB } from "idb";
import { isUnsynced } from "./docs.js";

const VERSION = 2;
export const GUEST = "guest";
export const STORES = ["meta", "docs", "answers", "outbox", "events", "reads", "submissions", "versions"];

export const storeName = (namespace) => `descent-${namespace}`;

export function storeOpen(namespace) {
  return openDB(storeName(namespace), VERSION, {
    upgrade(db, oldVersion, _newVersion, tx) {
      if (oldVersion < 1) {
        db.createObjectStore("meta", { keyPath: "key" });
        db.createObjectStore("docs", { keyPath: "key" });
        db.createObjectStore("answers", { keyPath: "question" }).createIndex("part", "part");
        db.createObjectStore("outbox", { keyPath: ["device_id", "seq"] });
        db.createObjectStore("reads", { keyPath: "section" });
        db.createObjectStore("submissions", { keyPath: "id" });
      }
      if (oldVersion < 2) {
        const events = db.createObjectStore("events", { keyPath: "id" });
        events.createIndex("place", "place");
        events.createIndex("srv_seq", "srv_seq");
        events.createIndex("device", ["device_id", "t_eff_ms"]);
        events.createIndex("taken_back", "payload.event_id");
        // What was pulled so far was not kept: the log is pulled from its start.
        tx.objectStore("meta").delete("cursor");
        db.createObjectStore("versions", { keyPath: ["key", "kept_at"] });
      }
    },
    // A newer page waits to change the schema; this one must not stand in its way.
    blocking(_current, _wanted, event) {
      event.target.close();
    },
  });
}

export async function isEmpty(db) {
  const counts = await Promise.all(STORES.map((store) => db.count(store)));
  return counts.every((count) => count === 0);
}

export async function metaGet(db, key) {
  return (await db.get("meta", key))?.value;
}

export function metaPut(db, key, value) {
  return db.put("meta", { key, value });
}

// Those of a guest who signed in lie beside the account's until they are joined.
export async function areSettingsUnsynced(db) {
  const rows = await db.getAll("meta", IDBKeyRange.bound("practice-settings", "practice-settings:guest"));
  return rows.some(({ value }) => value.is_dirty);
}

export async function isAnythingPending(db) {
  const [events, docs, reads, submissions, settings] = await Promise.all([
    db.count("outbox"),
    db.getAll("docs"),
    db.getAll("reads"),
    db.getAll("submissions"),
    areSettingsUnsynced(db),
  ]);
  return (
    settings ||
    events > 0 ||
    docs.some(isUnsynced) ||
    reads.some((read) => !read.is_sent) ||
    submissions.some((submission) => submission.state === "unsent")
  );
}
