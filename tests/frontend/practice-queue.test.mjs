import assert from "node:assert/strict";
import { test } from "node:test";
import { availableOffline } from "../../frontend/src/js/offline/available.js";
import { logKeep } from "../../frontend/src/js/local/log.js";
import { metaGet, metaPut } from "../../frontend/src/js/local/store.js";
import { dayFit } from "../../frontend/src/js/practice/daily.js";
import { fold } from "../../frontend/src/js/practice/folding.js";
import { cardOf, catalogueRefresh, planLocal } from "../../frontend/src/js/practice/queue.js";
import { catalogue, goldenRead, model, plain, same } from "./practice-support.mjs";
import { pageMake, storeMake } from "./support.mjs";

pageMake("");
const HOUR_MS = 3_600_000;
const { events, choice: golden } = goldenRead("time-for-code-and-an-exam.json");
const now_ms = golden.moment.t_ms;
const log = events.map((event, index) => ({ ...event, srv_seq: index + 1 }));
const GIVEN = { now_ms, tz_offset_min: 0 };
const titles = (choices) => choices.map(({ item }) => item.id);

async function deviceMake() {
  const db = await storeMake();
  await metaPut(db, "catalogue", plain(catalogue));
  await logKeep(db, log);
  await metaPut(db, "cursor", log.length);
  return db;
}

test("without a catalogue there is no plan, and no error", async () => {
  assert.equal(await planLocal(await storeMake(), GIVEN), null);
});

test("the plan of the device is the one of the golden table, moment and goal included", async () => {
  const goal = { ...golden.goal, values: {} };
  const plan = await planLocal(await deviceMake(), { ...GIVEN, goal });
  assert.deepEqual(plan.moment, golden.moment);
  assert.equal(plan.choice.item.id, golden.choices[0].item);
  assert.equal(plan.choice.reason, golden.choices[0].reason);
  same(plan.state, fold(log, model));
  assert.deepEqual(plan.needs_network, []);
});

test("what was just answered and is not sent yet is not asked again", async () => {
  const db = await deviceMake();
  const { choice } = await planLocal(db, GIVEN);
  const event = { id: "new", device_id: "tablet", seq: 1, kind: "quiz", item_id: choice.item.id, tz_offset_min: 0, clock_offset_ms: 0, duration_ms: null };
  await db.put("outbox", { ...event, t_client_ms: now_ms, payload: { concepts: choice.item.concepts, correct: true } });
  const after = await planLocal(db, { ...GIVEN, now_ms: now_ms + 60_000 });
  assert.ok(![...titles([after.choice]), ...titles(after.then)].includes(choice.item.id));
  assert.equal(after.spent_min, 1.5 + (await planLocal(await deviceMake(), GIVEN)).spent_min);
});

test("offline only what is on this device is offered, and the rest is named", async () => {
  const plan = await planLocal(await deviceMake(), { ...GIVEN, isAvailable: ({ kind }) => kind === "exercise" });
  assert.ok([plan.choice, ...plan.then].every(({ item }) => item.kind === "exercise"));
  assert.ok(plan.needs_network.length > 0 && plan.needs_network.every(({ item }) => item.kind === "quiz"));
  const none = await planLocal(await deviceMake(), { ...GIVEN, isAvailable: () => false });
  assert.equal(none.choice, null);
  assert.equal(none.done_because, "needs the network");
  assert.deepEqual(none.then, []);
});

test("a session's minutes: what fits comes first, and where nothing fits the session is over", async () => {
  const db = await deviceMake();
  const short = await planLocal(db, { ...GIVEN, minutes: 2 });
  assert.equal(short.choice.item.kind, "quiz");
  assert.ok(short.then.every(({ item }) => item.minutes <= 0.5));
  const over = await planLocal(db, { ...GIVEN, minutes: 1 });
  assert.equal(over.done_because, "session over");
  assert.deepEqual(over.then, []);
});

test("a card says what is likely now, by the horizon and with practice", async () => {
  const plan = await planLocal(await deviceMake(), GIVEN);
  const card = cardOf(plan.choice, plan);
  assert.equal(card.id, plan.choice.item.id);
  assert.ok(card.outlook.practised >= card.outlook.later);
  assert.deepEqual(card.standings.map(({ concept }) => concept), plan.choice.item.concepts);
  assert.ok(card.refreshes.every((title) => typeof title === "string"));
});

test("the day's items fit its minutes together, one of each pool, apart where possible", () => {
  const make = (id, minutes, concept, pool = "") => ({ item: { id, minutes, concepts: [concept], pool } });
  const choices = [make("a", 5, "x"), make("b", 5, "x"), make("c", 5, "y", "p"), make("d", 5, "z", "p"), make("e", 50, "w")];
  assert.deepEqual(titles(dayFit(choices, 20)), ["a", "c", "b"]);
  assert.deepEqual(titles(dayFit(choices, null)), ["a", "c", "b", "e"]);
});

const answering = (answers) => async (url) => ({ status: 200, meaning: "done", data: plain(answers[url.split("/").at(-1)]) });
const STATE = { fold_revision: catalogue.fold_revision, srv_seq: log.length, state: fold(log, model) };

test("a new device goes on from the server's state before it has the log", async () => {
  const db = await storeMake();
  await catalogueRefresh(db, answering({ catalogue, state: STATE }));
  same((await planLocal(db, GIVEN)).state, fold(log, model));
  const later = { ...log[0], id: "later", seq: 99, srv_seq: 99, t_eff_ms: now_ms - HOUR_MS };
  await logKeep(db, [...log, later]);
  same((await planLocal(db, GIVEN)).state, fold([...log, later], model));
});

test("what a server with other rules sends is left alone, and what is here goes on", async () => {
  const db = await deviceMake();
  const other = { fold_revision: "999-map", graph: catalogue.graph, parameters: { unheard: "of" }, items: [] };
  await catalogueRefresh(db, answering({ catalogue: other, state: { ...STATE, fold_revision: "999-map" } }));
  assert.equal(await metaGet(db, "fold"), undefined);
  same((await planLocal(db, GIVEN)).state, fold(log, model));
  await metaPut(db, "catalogue", other);
  assert.equal(await planLocal(db, GIVEN), null);
});

test("a state that is folded by other numbers than the catalogue's is not taken", async () => {
  const db = await storeMake();
  await catalogueRefresh(db, answering({ catalogue, state: { ...STATE, fold_revision: "2-other" } }));
  assert.equal(await metaGet(db, "fold"), undefined);
});

test("where the server cannot be reached the catalogue stays as it was", async () => {
  const db = await deviceMake();
  const answer = await catalogueRefresh(db, async () => ({ status: 0, meaning: "later", data: null }));
  assert.equal(answer.meaning, "later");
  same(await metaGet(db, "catalogue"), catalogue);
});

test("an item can be done offline where its page is kept, a question where its part's questions are too", async () => {
  const kept = (paths) => ({ keys: async () => paths.map((path) => new Request(`http://127.0.0.1:8000${path}`)) });
  const pages = kept(["/exercises/newton/", "/lessons/so/part-1/", "/lessons/so/part-1/questions/", "/lessons/so/part-2/"]);
  const storage = { keys: async () => ["descent-1-pages-user-1", "descent-1-assets"], open: async () => pages };
  const isAvailable = await availableOffline(storage);
  const item = (kind, url) => ({ kind, url });
  assert.equal(isAvailable(item("exercise", "/exercises/newton/")), true);
  assert.equal(isAvailable(item("exercise", "/exercises/damped/")), false);
  assert.equal(isAvailable(item("quiz", "/lessons/so/part-1/#q1")), true);
  assert.equal(isAvailable(item("quiz", "/lessons/so/part-2/#q1")), false);
});
