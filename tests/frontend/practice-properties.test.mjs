import "./support.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../frontend/node_modules/fast-check/lib/fast-check.js";
import { logKeep } from "../../frontend/src/js/local/log.js";
import { metaPut } from "../../frontend/src/js/local/store.js";
import { keyOf, keysCompare } from "../../frontend/src/js/practice/events.js";
import { fold } from "../../frontend/src/js/practice/folding.js";
import { stateLocal } from "../../frontend/src/js/practice/journal.js";
import { momentOf, NO_GOAL, planMake } from "../../frontend/src/js/practice/selector.js";
import { eventsExchange } from "../../frontend/src/js/sync/exchange.js";
import { common, logs, model, plain, RUNS, same, Server, shuffled } from "./practice-support.mjs";
import { pageMake, storeMake } from "./support.mjs";

pageMake("");
const FEW = { ...RUNS, numRuns: 40 };
const PACE = { slice: 3, every: 4, before: [9, 4, 0] };
const LATE_MS = 20_400 * 86_400_000;
const seeds = fc.integer();
const isVoid = ({ kind }) => kind === "void";

test("the order in which events arrive, and how often, changes nothing", () => {
  fc.assert(
    fc.property(logs, seeds, (log, seed) => {
      same(fold([...shuffled(log, seed), ...log], model), fold(log, model));
    }),
    RUNS,
  );
});

test("a fold goes on from any written state as if it had never stopped", () => {
  fc.assert(
    fc.property(logs, fc.nat(60), (log, cut) => {
      const ordered = [...log].sort((one, two) => keysCompare(keyOf(one), keyOf(two)));
      const [first, rest] = [ordered.slice(0, cut), ordered.slice(cut)];
      const takenBack = new Set(rest.filter(isVoid).map(({ payload }) => payload.event_id));
      fc.pre(!first.some(({ id }) => takenBack.has(id)));
      const start = plain(fold(first, model));
      const before = plain(start);
      same(fold(rest, model, start), fold(log, model));
      same(start, before);
    }),
    RUNS,
  );
});

test("what is taken back is as if it had never been", () => {
  fc.assert(
    fc.property(logs, (log) => {
      const gone = new Set(log.filter(isVoid).map(({ payload }) => payload.event_id));
      same(fold(log, model), fold(log.filter((event) => isVoid(event) || !gone.has(event.id)), model));
    }),
    RUNS,
  );
});

test("a log that comes late and in pieces folds from snapshots to what a full replay gives", async () => {
  await fc.assert(
    fc.asyncProperty(logs, seeds, fc.integer({ min: 1, max: 20 }), async (log, seed, size) => {
      const db = await storeMake();
      const arriving = shuffled(log, seed).map((event, index) => ({ ...event, srv_seq: index + 1 }));
      for (let from = 0; from < arriving.length; from += size) {
        const here = arriving.slice(0, from + size);
        await logKeep(db, here.slice(from));
        await metaPut(db, "cursor", here.length);
        same(await stateLocal(db, model, LATE_MS, PACE), fold(here, model));
      }
    }),
    FEW,
  );
});

test("what waits to be sent counts at once, and as it does once the server has it", async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.array(fc.boolean(), { maxLength: 60, size: "max" }), async (log, isWaiting) => {
      const [db, server] = [await storeMake(), new Server()];
      server.now_ms = LATE_MS;
      for (const event of log.filter((_event, index) => !isWaiting[index])) server.take(event);
      await eventsExchange(db, server.send);
      for (const { t_eff_ms: _none, ...event } of log.filter((_event, index) => isWaiting[index])) await db.put("outbox", event);
      const before = plain(await stateLocal(db, model, LATE_MS, PACE));
      await eventsExchange(db, server.send);
      same(before, fold(server.log, model));
      same(await stateLocal(db, model, LATE_MS, PACE), before);
      assert.equal(await db.count("outbox"), 0);
    }),
    FEW,
  );
});

// A network that goes after so many answers.
const failing = (send, answers) => {
  let left = answers;
  return (...given) => (left-- > 0 ? send(...given) : { status: 0, meaning: "later" });
};
const turn = fc.record({ device: fc.constantFrom("laptop", "phone"), events: fc.nat(5), answers: fc.nat(4) });

test("two devices that sync in any order over a bad network converge, on each other and on the server", async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.array(turn, { maxLength: 30, size: "max" }), async (log, turns) => {
      const server = new Server();
      const devices = { laptop: await storeMake(), phone: await storeMake() };
      const coming = log.filter(({ device_id }) => device_id in devices);
      const write = async ({ t_eff_ms: now_ms, ...event }) => {
        server.now_ms = now_ms;
        await devices[event.device_id].put("outbox", event);
      };
      for (const { device, events, answers } of turns) {
        for (const event of coming.splice(0, events)) await write(event);
        await eventsExchange(devices[device], failing(server.send, answers));
        await stateLocal(devices[device], model, server.now_ms, PACE);
      }
      for (const event of coming) await write(event);
      for (const device of ["laptop", "phone", "laptop"]) await eventsExchange(devices[device], server.send);
      assert.equal(server.log.length, log.filter(({ device_id }) => device_id in devices).length);
      const wanted = fold(server.log, model);
      for (const db of Object.values(devices)) same(await stateLocal(db, model, server.now_ms, PACE), wanted);
    }),
    FEW,
  );
});

const anything = fc.oneof(fc.jsonValue(), fc.constantFrom("__proto__", "constructor", null, -1, 1e300));
const NAMES = ["concepts", "checks", "options", "question_kind", "correct", "part", "slot", "rating", "reason", "event_id", "verdict"];
const payloads = fc.dictionary(fc.constantFrom(...NAMES), anything);

test("whatever a device has written, the fold and the choice take it", () => {
  fc.assert(
    fc.property(logs, fc.array(payloads, { maxLength: 60, size: "max" }), fc.array(anything.map(String)), (log, odd, ids) => {
      const events = log.map((event, index) => ({
        ...event,
        payload: odd[index] ?? event.payload,
        item_id: ids[index] ?? event.item_id,
      }));
      const state = fold(events, model);
      const day = Math.max(state.today.day, 20_400);
      const { choices } = planMake(common.items, state, model, momentOf(day, day * 86_400_000, 0, NO_GOAL));
      for (const { score, gain } of choices) assert.ok(Number.isFinite(score) && gain.chance >= 0 && gain.chance <= 1);
      same(fold(shuffled(events, 1), model), state);
    }),
    RUNS,
  );
});
