// The browser's own database: one for each account, and one for guests.
//
// meta         device (id, next_seq), cursor, clock, retake:<part>
// docs         texts the learner writes: note:<part>, draft:<exercise>
// answers      the latest answer to each question
// outbox       events that the server has not acknowledged
// reads        sections read
// submissions  submissions whose result this device has not seen
import { openDB } from "idb";

const VERSION = 1;
export const GUEST = "guest";
export const STORES = ["meta", "docs", "answers", "outbox", "reads", "submissions"];

export const storeName = (namespace) => `descent-${namespace}`;

export function storeOpen(namespace) {
  return openDB(storeName(namespace), VERSION, {
    upgrade(db) {
      db.createObjectStore("meta", { keyPath: "key" });
      db.createObjectStore("docs", { keyPath: "key" });
      db.createObjectStore("answers", { keyPath: "question" }).createIndex("part", "part");
      db.createObjectStore("outbox", { keyPath: ["device_id", "seq"] });
      db.createObjectStore("reads", { keyPath: "section" });
      db.createObjectStore("submissions", { keyPath: "id" });
    },
    // A newer page waits to change the schema; this one must not stand in its way.
    blocking(_current, _wanted, event) {
      event.target.close();
    },
  });
}

export async function metaGet(db, key) {
  return (await db.get("meta", key))?.value;
}

export function metaPut(db, key, value) {
  return db.put("meta", { key, value });
}

// Drafts stay on the device that they were written on.
export async function isAnythingPending(db) {
  const [events, docs, reads, submissions] = await Promise.all([
    db.count("outbox"),
    db.getAll("docs"),
    db.getAll("reads"),
    db.getAll("submissions"),
  ]);
  return (
    events > 0 ||
    docs.some((doc) => doc.is_dirty && doc.key.startsWith("note:")) ||
    reads.some((read) => !read.is_sent) ||
    submissions.some((submission) => submission.state === "unsent")
  );
}
