import assert from "node:assert/strict";
import { test } from "node:test";
import { openDB } from "../../frontend/node_modules/idb/build/index.js";
import { logKeep } from "../../frontend/src/js/local/log.js";
import { guestMove } from "../../frontend/src/js/local/moving.js";
import { isEmpty, metaGet, metaPut, storeName, storeOpen } from "../../frontend/src/js/local/store.js";
import { fold } from "../../frontend/src/js/practice/folding.js";
import { stateLocal } from "../../frontend/src/js/practice/journal.js";
import { eventsExchange } from "../../frontend/src/js/sync/exchange.js";
import { model, plain, same, Server } from "./practice-support.mjs";
import { namespaceMake, pageMake, storeMake } from "./support.mjs";

pageMake("");
const HOUR_MS = 3_600_000;
const NOON_MS = 20_000 * 24 * HOUR_MS + 12 * HOUR_MS;
const LATE_MS = NOON_MS + 5_000 * HOUR_MS;
const PACE = { slice: 3, every: 4, before: [6, 3, 0] };

const quiz = (seq, more = {}) => ({
  id: `e${seq}`, device_id: "laptop", seq, kind: "quiz", item_id: `q${seq}`, duration_ms: null, tz_offset_min: 0,
  clock_offset_ms: 0, t_client_ms: NOON_MS + seq * HOUR_MS, t_eff_ms: NOON_MS + seq * HOUR_MS, srv_seq: seq,
  payload: { concepts: ["newton"], correct: seq % 3 > 0 }, ...more,
});
const quizzes = (from, to) => Array.from({ length: to - from + 1 }, (_each, index) => quiz(from + index));
const state = (db) => stateLocal(db, model, LATE_MS, PACE);
const keys = async (db) => (await metaGet(db, "fold")).snapshots.map((snapshot) => snapshot.state.key[2]);

async function logMake(events) {
  const db = await storeMake();
  await logKeep(db, events);
  await metaPut(db, "cursor", Math.max(...events.map(({ srv_seq }) => srv_seq)));
  await state(db);
  return db;
}

test("a long fold leaves snapshots on its way, and the next one starts from the last", async () => {
  const db = await logMake(quizzes(1, 12));
  assert.deepEqual(await keys(db), [12, 9, 6]);
  const kept = await metaGet(db, "fold");
  kept.snapshots[0].state.times.q1 = 7;
  await metaPut(db, "fold", kept);
  await logKeep(db, [quiz(13)]);
  assert.equal((await state(db)).times.q1, 7);
});

test("a void takes back what is already in a snapshot", async () => {
  const db = await logMake(quizzes(1, 12));
  const taken = quiz(13, { kind: "void", payload: { event_id: "e8" } });
  await logKeep(db, [taken]);
  await metaPut(db, "cursor", 13);
  same(await state(db), fold([...quizzes(1, 12), taken], model));
  assert.equal((await state(db)).times.q8, undefined);
});

test("a late event is folded in from the snapshot before it, and those after it are dropped", async () => {
  const db = await logMake(quizzes(1, 12));
  const late = quiz(1, { id: "late", device_id: "phone", item_id: "late", t_eff_ms: NOON_MS + 10.5 * HOUR_MS, srv_seq: 13 });
  await logKeep(db, [late]);
  await metaPut(db, "cursor", 13);
  same(await state(db), fold([...quizzes(1, 12), late], model));
  assert.deepEqual(await keys(db), [12, 10, 9, 6]);
});

test("what was sent before all was pulled does not hide what is still to come", async () => {
  const db = await storeMake();
  await logKeep(db, [...quizzes(1, 6), quiz(20, { srv_seq: 20 })]);
  await metaPut(db, "cursor", 6);
  await state(db);
  await logKeep(db, quizzes(7, 19));
  await metaPut(db, "cursor", 20);
  same(await state(db), fold(quizzes(1, 20), model));
});

test("an event whose way to the log was cut short counts once", async () => {
  const db = await logMake(quizzes(1, 5));
  await db.put("outbox", quiz(5));
  same(await state(db), fold(quizzes(1, 5), model));
});

test("what waits lies before what another device did meanwhile", async () => {
  const db = await logMake(quizzes(1, 12).map((event) => ({ ...event, device_id: "phone" })));
  const waiting = quiz(1, { id: "w", device_id: "tablet", item_id: "w", t_client_ms: NOON_MS + 7.5 * HOUR_MS });
  await db.put("outbox", waiting);
  const placed = { ...waiting, t_eff_ms: waiting.t_client_ms };
  same(await state(db), fold([...quizzes(1, 12).map((event) => ({ ...event, device_id: "phone" })), placed], model));
});

test("a device that has lost its log pulls all of it again, its own events too", async () => {
  const server = new Server();
  server.now_ms = LATE_MS;
  const db = await storeMake();
  for (const { t_eff_ms: _none, srv_seq: _no, ...event } of quizzes(1, 9)) await db.put("outbox", event);
  await eventsExchange(db, server.send);
  const kept = await db.getAll("events");
  assert.deepEqual(kept.map(({ srv_seq }) => srv_seq).sort(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const anew = await storeMake();
  await metaPut(anew, "device", { id: "laptop", next_seq: 10 });
  await eventsExchange(anew, server.send);
  same(await state(anew), await state(db));
  assert.equal(await anew.count("events"), 9);
});

test("where the log cannot be kept nothing is sent twice, and it is pulled again", async () => {
  const db = await storeMake();
  const server = new Server();
  server.now_ms = LATE_MS;
  server.take(quiz(1, { device_id: "phone", id: "p1" }));
  await metaPut(db, "device", { id: "laptop", next_seq: 2 });
  await db.put("outbox", quiz(1));
  const odd = async (...given) => {
    const answer = await server.send(...given);
    for (const event of answer.data.events) delete event.id;
    return answer;
  };
  await assert.rejects(eventsExchange(db, odd));
  assert.equal(await db.count("outbox"), 0);
  assert.equal(await metaGet(db, "cursor"), undefined);
  await eventsExchange(db, server.send);
  same(await state(db), fold(server.log, model));
});

test("a browser of the version before keeps what it had, and pulls the log from its start", async () => {
  const namespace = namespaceMake();
  const old = await openDB(storeName(namespace), 1, {
    upgrade(db) {
      db.createObjectStore("meta", { keyPath: "key" });
      db.createObjectStore("docs", { keyPath: "key" });
      db.createObjectStore("answers", { keyPath: "question" }).createIndex("part", "part");
      db.createObjectStore("outbox", { keyPath: ["device_id", "seq"] });
      db.createObjectStore("reads", { keyPath: "section" });
      db.createObjectStore("submissions", { keyPath: "id" });
    },
  });
  await old.put("meta", { key: "cursor", value: 900 });
  await old.put("outbox", quiz(1));
  old.close();
  const db = await storeOpen(namespace);
  assert.equal(await metaGet(db, "cursor"), undefined);
  assert.equal(await db.count("outbox"), 1);
  assert.equal(await db.count("events"), 0);
});

test("a guest's log comes along to the account, whose fold begins anew", async () => {
  const guest = await logMake(quizzes(1, 3));
  const account = await logMake(quizzes(4, 9));
  await guestMove(guest, account);
  assert.equal(await isEmpty(guest), true);
  assert.equal(await metaGet(account, "fold"), undefined);
  assert.equal(await metaGet(account, "cursor"), 9);
  same(await state(account), fold(quizzes(1, 9), model));
});

test("a state of other rules or another map is not gone on from", async () => {
  const db = await logMake(quizzes(1, 12));
  const kept = await metaGet(db, "fold");
  await metaPut(db, "fold", { revision: "another", snapshots: [{ srv_seq: 12, state: { ...kept.snapshots[0].state, wins: 1e6 } }] });
  same(plain(await state(db)), fold(quizzes(1, 12), model));
});
