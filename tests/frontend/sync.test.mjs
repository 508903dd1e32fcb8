import assert from "node:assert/strict";
import { test } from "node:test";
import { acknowledgeAll, pageMake, serverMake, storeMake } from "./support.mjs";
import { docGet, docWrite, isHeld } from "../../frontend/src/js/local/docs.js";
import { eventMake } from "../../frontend/src/js/local/events.js";
import { eventAdd } from "../../frontend/src/js/local/outbox.js";
import { readAdd } from "../../frontend/src/js/local/reads.js";
import { onlyHere } from "../../frontend/src/js/local/removal.js";
import { settingsGet, settingsSet } from "../../frontend/src/js/local/practice-settings.js";
import { isAnythingPending, metaGet } from "../../frontend/src/js/local/store.js";
import { submissionMake } from "../../frontend/src/js/local/submissions.js";
import { request } from "../../frontend/src/js/site/http.js";
import { refusalsList } from "../../frontend/src/js/sync/refusals.js";
import { SyncLoop, waitMs } from "../../frontend/src/js/sync/loop.js";
import { syncOnce } from "../../frontend/src/js/sync/sync.js";

pageMake("");

async function storeFilled() {
  const db = await storeMake();
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  await docWrite(db, "note:p", "mine", 0);
  await readAdd(db, "so-3.1");
  await db.put("submissions", submissionMake({ exercise: "e", url: "/api/v1/exercises/e/submissions", code: "c", device: "cpu", scope: "all" }));
  return db;
}

async function everything(db) {
  const [events, doc, reads, submissions] = [await db.getAll("outbox"), await docGet(db, "note:p"), await db.getAll("reads"), await db.getAll("submissions")];
  return { events: events.length, text: doc.text, is_dirty: doc.is_dirty, reads: reads.map((read) => read.is_sent), submissions: submissions.map((row) => row.state) };
}

const UNTOUCHED = { events: 1, text: "mine", is_dirty: true, reads: [false], submissions: ["unsent"] };

test("200: everything is sent with the CSRF token, and nothing waits", async () => {
  const db = await storeFilled();
  const requests = serverMake(acknowledgeAll);
  const { outcome, pushed } = await syncOnce(db, request);
  assert.equal(outcome, "synced");
  assert.equal(pushed, 1);
  assert.equal(await isAnythingPending(db), false);
  assert.deepEqual(
    requests.map(({ method, url }) => `${method} ${url}`),
    ["POST /api/v1/exercises/e/submissions", "PUT /api/v1/notes/p", "POST /api/v1/practice/events", "PUT /api/v1/sections/so-3.1/read"],
  );
  assert.ok(requests.every(({ headers }) => headers["X-CSRFToken"] === "token"));
  assert.deepEqual(Object.keys(requests[0].body).sort(), ["code", "device", "id", "scope"]);
});

for (const status of [401, 403])
  test(`${status}: asks to sign in and keeps everything`, async () => {
    const db = await storeFilled();
    serverMake(() => [status, {}]);
    assert.equal((await syncOnce(db, request)).outcome, "needs sign-in");
    assert.deepEqual({ ...(await everything(db)) }, UNTOUCHED);
  });

for (const status of [429, 500, 503])
  test(`${status}: says so, keeps everything, and waits as long as it is told`, async () => {
    const db = await storeFilled();
    serverMake(() => [status, {}, { "Retry-After": "90" }]);
    const { outcome, retry_after_s } = await syncOnce(db, request);
    assert.equal(outcome, "could not sync, kept");
    assert.equal(retry_after_s, 90);
    assert.deepEqual(await everything(db), UNTOUCHED);
  });

test("413 on a note: the note is kept, and the rest is sent", async () => {
  const db = await storeFilled();
  serverMake((method, url, body) => (url.includes("/notes/") ? [413, {}] : acknowledgeAll(method, url, body)));
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  assert.deepEqual(await everything(db), { ...UNTOUCHED, events: 0, reads: [true], submissions: ["sent"] });
});

test("413 on a note: it is not sent again until it is changed, and goes on saying so", async () => {
  const db = await storeMake();
  const doc = await docWrite(db, "note:p", "long", 0);
  const answer = (method, url, body) => (body.text === "long" ? [413, { detail: "Too long." }] : acknowledgeAll(method, url, body));
  const requests = serverMake(answer);
  for (const _round of [1, 2]) assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  const sent = () => requests.filter(({ url }) => url.includes("/notes/")).length;
  assert.equal(sent(), 1);
  assert.equal((await docGet(db, "note:p")).refusal, "Too long.");
  await docWrite(db, "note:p", "short", doc.version);
  assert.equal((await syncOnce(db, request)).outcome, "synced");
  assert.equal(sent(), 2);
});

test("drafts are synced as notes are, cells of notebooks stay here", async () => {
  const db = await storeMake();
  await docWrite(db, "draft:newton-decrement", "code", 0);
  await docWrite(db, "cell:newton/plot", "code", 0);
  const requests = serverMake(acknowledgeAll);
  await syncOnce(db, request);
  assert.deepEqual(requests.map(({ url }) => url), ["/api/v1/drafts/newton-decrement", "/api/v1/practice/events"]);
  assert.equal((await docGet(db, "draft:newton-decrement")).is_dirty, false);
});

test("a 409 without a text, as a proxy may send, is tried again later", async () => {
  const db = await storeFilled();
  serverMake((method, url, body) => (url.includes("/notes/") ? [409, "<html>Conflict</html>"] : acknowledgeAll(method, url, body)));
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  const doc = await docGet(db, "note:p");
  assert.deepEqual([doc.text, doc.is_dirty, doc.others], ["mine", true, []]);
});

test("offline: one request, and everything is kept", async () => {
  const db = await storeFilled();
  const requests = serverMake(() => {
    throw new TypeError("network");
  });
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  assert.equal(requests.length, 1);
  assert.deepEqual(await everything(db), UNTOUCHED);
});

test("a portal's page that says 200 is not taken for the server", async () => {
  const db = await storeFilled();
  globalThis.fetch = async () => new Response("<html>Log in to the café</html>", { status: 200 });
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  assert.deepEqual(await everything(db), UNTOUCHED);
});

test("409: the note is kept with the server's, and is not sent again until merged", async () => {
  const db = await storeFilled();
  const requests = serverMake((method, url, body) =>
    url.includes("/notes/") ? [409, { text: "theirs", revision: 9 }] : acknowledgeAll(method, url, body),
  );
  await syncOnce(db, request);
  await syncOnce(db, request);
  const doc = await docGet(db, "note:p");
  assert.equal(doc.text, "mine");
  assert.equal(isHeld(doc), true);
  assert.deepEqual(doc.others[0], { source: "server", text: "theirs", revision: 9 });
  assert.equal(requests.filter(({ url }) => url.includes("/notes/")).length, 1);
});

test("409 with our own earlier text: sent again on top of it at once", async () => {
  const db = await storeMake();
  const first = await docWrite(db, "note:p", "a", 0);
  serverMake((_method, url) => {
    if (url.includes("/notes/")) throw new TypeError("the answer got lost");
    return [200, { acked_seq: 0, acked: [], cursor: 0, events: [] }];
  });
  await syncOnce(db, request);
  await docWrite(db, "note:p", "ab", first.version);
  const requests = serverMake((method, url, body) =>
    url.includes("/notes/") && body.base_revision === 0 ? [409, { text: "a", revision: 1 }] : acknowledgeAll(method, url, body),
  );
  assert.equal((await syncOnce(db, request)).outcome, "synced");
  assert.deepEqual(requests.filter(({ url }) => url.includes("/notes/")).map(({ body }) => body.base_revision), [0, 1]);
  assert.equal((await docGet(db, "note:p")).is_dirty, false);
});

test("what the device lacks is learned, and the cursor moves on", async () => {
  const db = await storeMake();
  const foreign = { kind: "quiz", id: "f", t_eff_ms: 77, payload: { part: "p", question: "q", choice: ["b"], correct: true, attempt: 1 } };
  serverMake((_method, _url, body) => [200, { acked_seq: 0, acked: [], cursor: 12, events: body.cursor === 0 ? [foreign] : [] }]);
  await syncOnce(db, request);
  assert.equal(await metaGet(db, "cursor"), 12);
  assert.equal((await db.get("answers", "q")).is_correct, true);
});

test("many events go in batches, smaller ones where the server finds them too large", async () => {
  const db = await storeMake();
  for (let index = 0; index < 30; index += 1) await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  const requests = serverMake((method, url, body) => (body.events.length > 10 ? [413, {}] : acknowledgeAll(method, url, body)));
  const { outcome, pushed } = await syncOnce(db, request);
  assert.equal(outcome, "synced");
  assert.equal(pushed, 30);
  assert.equal(await db.count("outbox"), 0);
  assert.deepEqual(requests.filter(({ body }) => body.events.length <= 10).flatMap(({ body }) => body.events.map((event) => event.seq)), Array.from({ length: 30 }, (_each, index) => index + 1));
});

test("an event that the site will never take is kept aside, and does not hold up the others", async () => {
  const db = await storeMake();
  for (const item_id of ["a", "odd", "b", "c"]) await eventAdd(db, eventMake({ kind: "skip", item_id }));
  const taken = [];
  serverMake((method, url, body) => {
    if (body.events.some(({ item_id }) => item_id === "odd")) return [422, { title: "Unknown event", detail: "Not this one." }];
    taken.push(...body.events.map(({ item_id }) => item_id));
    return acknowledgeAll(method, url, body);
  });
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  assert.deepEqual(taken, ["a", "b", "c"]);
  assert.equal(await db.count("outbox"), 0);
  const [{ value }] = await refusalsList(db);
  assert.deepEqual([value.event.item_id, value.event.seq, value.reason], ["odd", 2, "Not this one."]);
  assert.equal((await onlyHere(db)).unsynced, 1);
  assert.equal((await syncOnce(db, request)).outcome, "synced");
});

test("an event that is set aside does not hold up those of another device", async () => {
  const db = await storeMake();
  const moved = await eventAdd(db, eventMake({ kind: "skip", item_id: "b" }));
  await db.delete("meta", "device");
  await eventAdd(db, eventMake({ kind: "skip", item_id: "odd" }));
  assert.notEqual((await metaGet(db, "device")).id, moved.device_id);
  serverMake((method, url, body) => (body.events.some(({ item_id }) => item_id === "odd") ? [422, { title: "Unknown event" }] : acknowledgeAll(method, url, body)));
  const { outcome, isFailed, pushed } = await syncOnce(db, request);
  assert.deepEqual([outcome, isFailed, pushed], ["could not sync, kept", false, 1]);
  assert.equal(await db.count("outbox"), 0);
});

test("what a proxy refuses, not the site, stays in the outbox", async () => {
  const db = await storeMake();
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  serverMake(() => [422, {}]);
  const { outcome, isFailed } = await syncOnce(db, request);
  assert.deepEqual([outcome, isFailed], ["could not sync, kept", true]);
  assert.equal(await db.count("outbox"), 1);
});

test("a server that acknowledges nothing does not make us forget or turn in circles", async () => {
  const db = await storeFilled();
  serverMake((method, url, body) => (url.endsWith("/events") ? [200, { acked_seq: 0, acked: [], cursor: 0, events: [] }] : acknowledgeAll(method, url, body)));
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  assert.equal(await db.count("outbox"), 1);
});

// A site that has an event of somebody's under each of these ids and of this learner's under each of these numbers.
function skippingServer({ ids = [], numbers = [] }) {
  const taken = [];
  const isSkipped = (device_id, { id, seq }) => ids.includes(id) || numbers.includes(`${device_id} ${seq}`);
  serverMake((_method, _url, { device_id, cursor, events }) => {
    const stored = events.filter((event) => !isSkipped(device_id, event));
    taken.push(...stored.map((event) => ({ ...event, device_id })));
    const acked = stored.map(({ id, t_client_ms }) => ({ id, srv_seq: 1, t_eff_ms: t_client_ms }));
    return [200, { acked_seq: events.at(-1)?.seq ?? 0, acked, cursor, events: [] }];
  });
  return taken;
}

test("an event whose number or id is taken goes again under a new id and device, and nothing is lost", async () => {
  const db = await storeMake();
  const events = [];
  for (const item_id of ["a", "b", "c"]) events.push(await eventAdd(db, eventMake({ kind: "skip", item_id })));
  const [first, second, third] = events;
  await eventAdd(db, eventMake({ kind: "void", item_id: "a", payload: { event_id: first.id } }));
  const taken = skippingServer({ ids: [third.id], numbers: [`${first.device_id} 1`, `${first.device_id} 4`] });
  const { outcome, pushed } = await syncOnce(db, request);
  assert.deepEqual([outcome, pushed], ["synced", 4]);
  assert.deepEqual(taken.map(({ item_id, kind }) => item_id + kind), ["bskip", "askip", "cskip", "avoid"]);
  const again = taken.slice(1);
  assert.deepEqual(again.map(({ seq }) => seq), [1, 2, 3]);
  assert.equal(new Set([...events, ...again].map(({ id }) => id)).size, 6);
  assert.ok(again.every(({ device_id }) => device_id !== second.device_id && device_id === again[0].device_id));
  assert.equal(again[2].payload.event_id, again[0].id);
  assert.equal(await db.count("outbox"), 0);
  const next = await eventAdd(db, eventMake({ kind: "skip", item_id: "d" }));
  assert.deepEqual([next.device_id, next.seq], [again[0].device_id, 4]);
});

test("an event that is skipped under its new name too is kept aside, and not sent for ever", async () => {
  const db = await storeMake();
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  const requests = serverMake((_method, _url, { cursor, events }) => [200, { acked_seq: events.at(-1)?.seq ?? 0, acked: [], cursor, events: [] }]);
  await syncOnce(db, request);
  assert.equal(requests.filter(({ body }) => body.events.length).length, 2);
  assert.equal(await db.count("outbox"), 0);
  assert.equal((await refusalsList(db))[0].value.event.item_id, "x");
});

test("a refused submission is not sent again, a section that is gone neither", async () => {
  const db = await storeFilled();
  serverMake((method, url, body) => {
    if (url.includes("/submissions")) return [422, { title: "No", detail: "There is no such exercise." }];
    return url.includes("/sections/") ? [404, {}] : acknowledgeAll(method, url, body);
  });
  const told = [];
  await syncOnce(db, request, (_row, answer) => told.push(answer.data.title));
  assert.deepEqual(told, ["No"]);
  assert.equal(await isAnythingPending(db), false);
  // Its page tells why.
  const [row] = await db.getAll("submissions");
  assert.deepEqual([row.state, row.reason], ["refused", "There is no such exercise."]);
});

const settingsTake = (method, url, body) => (url.endsWith("/settings") ? [200, body] : acknowledgeAll(method, url, body));

test("settings that wait are sent from any page, and nothing is asked where none do", async () => {
  const db = await storeMake();
  await settingsSet(db, { exam_date: null, minutes_a_day: 20 });
  assert.equal(await isAnythingPending(db), true);
  const requests = serverMake(settingsTake);
  assert.equal((await syncOnce(db, request)).outcome, "synced");
  assert.equal(await isAnythingPending(db), false);
  await syncOnce(db, request);
  const sent = requests.filter(({ url }) => url === "/api/v1/practice/settings");
  assert.deepEqual(sent.map(({ method, body }) => [method, body.minutes_a_day.value]), [["PUT", 20]]);
});

test("settings that cannot be sent stay, and do not hold up the others", async () => {
  const db = await storeFilled();
  await settingsSet(db, { exam_date: null, minutes_a_day: 20 });
  serverMake((method, url, body) => (url.endsWith("/settings") ? [503, {}] : acknowledgeAll(method, url, body)));
  assert.equal((await syncOnce(db, request)).outcome, "could not sync, kept");
  assert.deepEqual(await everything(db), { events: 0, text: "mine", is_dirty: false, reads: [true], submissions: ["sent"] });
  assert.equal((await settingsGet(db)).is_dirty, true);
});

test("a clock that is wrong is noticed, one that is right is left alone", async () => {
  const db = await storeMake();
  const date = (ms) => ({ Date: new Date(ms).toUTCString() });
  const answerAt = (ms) => serverMake(() => [200, { acked_seq: 0, acked: [], cursor: 0, events: [] }, date(ms)]);
  answerAt(Date.now() + 3_600_000);
  await syncOnce(db, request);
  assert.ok(Math.abs((await metaGet(db, "clock")) - 3_600_000) < 2000);
  answerAt(Date.now());
  await syncOnce(db, request);
  assert.equal(await metaGet(db, "clock"), 0);
});

test("each failure waits longer, up to a limit, and never less than the server asked", () => {
  assert.deepEqual([1, 2, 3].map((failures) => waitMs(failures)), [5_000, 10_000, 20_000]);
  assert.equal(waitMs(50), 300_000);
  assert.equal(waitMs(1, 90), 90_000);
});

test("what is sent from a page that is hidden outlives it, as far as browsers allow", async () => {
  const sent = [];
  globalThis.fetch = async (_url, options) => {
    sent.push(options.keepalive);
    return new Response("{}");
  };
  const visibilitySet = (value) => Object.defineProperty(document, "visibilityState", { value, configurable: true });
  visibilitySet("visible");
  await request("/api/v1/practice/events", { method: "POST", body: "short" });
  visibilitySet("hidden");
  await request("/api/v1/practice/events", { method: "POST", body: "short" });
  await request("/api/v1/practice/events", { method: "POST", body: "long".repeat(10_000) });
  visibilitySet("visible");
  assert.deepEqual(sent, [false, true, false]);
});

// How long the loop waits after a round, and after a change that follows it.
async function waitsOf(db, t) {
  const delays = [];
  const statuses = [];
  const page = { db, send: request, locks: navigator.locks, lockName: "test", isGuest: false, isOurs: () => true, onStatus: (words) => statuses.push(words), onRound() {}, onSubmissionSent() {} };
  const loop = new SyncLoop(page);
  const start = globalThis.setTimeout;
  globalThis.setTimeout = (_run, ms) => void delays.push(ms);
  t.after(() => (globalThis.setTimeout = start));
  for (const _round of [1, 2, 3]) await loop.now();
  const status = statuses.at(-1);
  const after = delays.at(-1);
  loop.changed();
  return { status, after, change: delays.at(-1) };
}

test("a text that the site refuses for good holds up nothing that is written after it", async (t) => {
  const db = await storeMake();
  await docWrite(db, "note:p", "long", 0);
  serverMake((method, url, body) => (url.includes("/notes/") ? [413, { detail: "Too long." }] : acknowledgeAll(method, url, body)));
  assert.deepEqual(await waitsOf(db, t), { status: "could not sync, kept", after: 300_000, change: 800 });
});

test("a text that cannot be taken now waits longer each time, also beside one that is refused", async (t) => {
  const db = await storeMake();
  await docWrite(db, "note:a", "later", 0);
  await docWrite(db, "note:b", "long", 0);
  const status = { "/api/v1/notes/a": 503, "/api/v1/notes/b": 413 };
  serverMake((method, url, body) => (url in status ? [status[url], {}] : acknowledgeAll(method, url, body)));
  const { change } = await waitsOf(db, t);
  assert.ok(change > 15_000, `${change} ms`);
});

test("a guest's tab hears that another one has sent what was written here, and one that wrote nothing asks nothing", async (t) => {
  const db = await storeMake();
  const requests = serverMake(acknowledgeAll);
  const rounds = [];
  const page = { db, send: request, locks: navigator.locks, lockName: "test", isGuest: true, isOurs: () => true, onStatus() {}, onRound: (round) => rounds.push(round), onSubmissionSent() {} };
  const loop = new SyncLoop(page);
  const start = globalThis.setTimeout;
  globalThis.setTimeout = () => {};
  t.after(() => (globalThis.setTimeout = start));
  await loop.now();
  assert.deepEqual([requests.length, rounds.length], [0, 0]);
  loop.changed();
  await loop.now();
  assert.deepEqual(rounds, [{ outcome: "synced", pushed: 0 }]);
});

test("a guest whose work has all arrived is told so on every page, and the site is not asked for it", async () => {
  const db = await storeMake();
  const requests = serverMake((_method, _url, { events }) => [200, { acked_seq: 1, acked: events.map(({ id, t_client_ms }) => ({ id, srv_seq: 7, t_eff_ms: t_client_ms })), cursor: 7, events: [] }]);
  const told = [];
  const page = { db, send: request, locks: navigator.locks, lockName: "test", isGuest: true, isOurs: () => true, onStatus: (words) => told.push(words), onRound() {}, onSubmissionSent() {} };
  await new SyncLoop(page).now();
  assert.deepEqual(told, [], "who did nothing has nothing to be told of");
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  await syncOnce(db, request);
  await new SyncLoop(page).now();
  assert.deepEqual([told, requests.length], [["synced"], 1]);
});
