import assert from "node:assert/strict";
import { test } from "node:test";
import { namespaceMake, pageMake, storeMake } from "./support.mjs";
import { eventMake } from "../../frontend/src/js/local/events.js";
import { eventAdd, outboxDevices, outboxForget, outboxList } from "../../frontend/src/js/local/outbox.js";
import { isAnythingPending, storeOpen } from "../../frontend/src/js/local/store.js";

pageMake("");
const skip = (item_id) => eventMake({ kind: "skip", item_id });

test("an event has every field of the log, with this device's offset from UTC", async () => {
  const db = await storeMake();
  const event = await eventAdd(db, eventMake({ kind: "quiz", item_id: "q", item_rev: 3, duration_ms: 12.6, payload: { a: 1 } }));
  assert.deepEqual(Object.keys(event).sort(), [
    "clock_offset_ms", "device_id", "duration_ms", "id", "item_id", "item_rev", "kind", "map_rev", "payload", "seq",
    "session_id", "t_client_ms", "tz_offset_min",
  ]);
  assert.equal(event.seq, 1);
  assert.equal(event.item_rev, "3");
  assert.equal(event.duration_ms, 13);
  assert.equal(event.tz_offset_min, -new Date().getTimezoneOffset());
});

test("numbers have no gap and no repeat when two tabs write at once", async () => {
  const namespace = namespaceMake();
  const tabs = [await storeOpen(namespace), await storeOpen(namespace)];
  await Promise.all(Array.from({ length: 60 }, (_each, index) => eventAdd(tabs[index % 2], skip(`i${index}`))));
  const events = await tabs[0].getAll("outbox");
  assert.equal(new Set(events.map((event) => event.device_id)).size, 1);
  assert.deepEqual(events.map((event) => event.seq), Array.from({ length: 60 }, (_each, index) => index + 1));
});

test("an event that cannot be stored takes no number", async () => {
  const db = await storeMake();
  const first = await eventAdd(db, skip("a"));
  await assert.rejects(eventAdd(db, skip("b"), { answers: { part: "no key" } }));
  const next = await eventAdd(db, skip("c"));
  assert.equal(next.seq, first.seq + 1);
  assert.equal((await db.getAll("outbox")).length, 2);
});

test("acknowledged events are forgotten, others are kept", async () => {
  const db = await storeMake();
  const events = [];
  for (const item of ["a", "b", "c"]) events.push(await eventAdd(db, skip(item)));
  const [device] = await outboxDevices(db);
  await outboxForget(db, [events[0], events[2]]);
  assert.deepEqual((await outboxList(db, device, 10)).map((event) => event.item_id), ["b"]);
  assert.equal(await isAnythingPending(db), true);
});
