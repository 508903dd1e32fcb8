import "./support.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../frontend/node_modules/fast-check/lib/fast-check.js";
import { logKeep } from "../../frontend/src/js/local/log.js";
import { metaPut } from "../../frontend/src/js/local/store.js";
import { inOrder } from "../../frontend/src/js/practice/events.js";
import { fold } from "../../frontend/src/js/practice/folding.js";
import { stateLocal } from "../../frontend/src/js/practice/journal.js";
import { momentOf, NO_GOAL, planMake } from "../../frontend/src/js/practice/selector.js";
import { eventsExchange } from "../../frontend/src/js/sync/exchange.js";
import { common, logs, model, plain, RUNS, Server, shuffled } from "./practice-support.mjs";
import { pageMake, storeMake } from "./support.mjs";

pageMake("");
const FEW = { ...RUNS, numRuns: 40 };
const PACE = { slice: 3, every: 4, before: [9, 4, 0] };
const LATE_MS = 20_400 * 86_400_000;
const seeds = fc.integer();
const same = (found, wanted) => assert.deepEqual(plain(found), plain(wanted));
const isStill = ({ kind }) => kind !== "void";

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
      const ordered = inOrder(log.filter(isStill));
      const start = plain(fold(ordered.slice(0, cut), model));
      const before = plain(start);
      same(fold(ordered, model, start), fold(ordered, model));
      same(start, before);
    }),
    RUNS,
  );
});

test("what is taken back is as if it had never been", () => {
  fc.assert(
    fc.property(logs, (log) => {
      const gone = new Set(log.filter(({ kind }) => kind === "void").map(({ payload }) => payload.event_id));
      const voids = log.filter(({ kind, id }) => kind === "void" && !gone.has(id));
      same(fold(log, model), fold([...log.filter(({ id }) => !gone.has(id)), ...voids], model));
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
    fc.asyncProperty(logs, fc.nat(60), async (log, cut) => {
      const [db, server] = [await storeMake(), new Server()];
      server.now_ms = LATE_MS;
      await server.send("", { body: { device_id: "phone", cursor: 0, events: log.slice(0, cut) } });
      await eventsExchange(db, server.send);
      const waiting = log.slice(cut).map((event) => ({ ...event, device_id: "tablet" }));
      for (const { t_eff_ms: _none, ...event } of waiting) await db.put("outbox", event);
      const before = plain(await stateLocal(db, model, LATE_MS, PACE));
      await eventsExchange(db, server.send);
      same(before, fold(server.log, model));
      same(await stateLocal(db, model, LATE_MS, PACE), before);
      assert.equal(await db.count("outbox"), 0);
    }),
    FEW,
  );
});

test("two devices that sync in any order converge, on each other and on the server", async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.array(fc.constantFrom("laptop", "phone", "wait"), { maxLength: 30 }), async (log, turns) => {
      const server = new Server();
      const devices = { laptop: await storeMake(), phone: await storeMake() };
      const isOurs = ({ device_id }) => device_id in devices;
      const coming = log.filter(isOurs).map(({ t_eff_ms: _none, ...event }) => event);
      for (const turn of [...turns, ...coming.map(() => "wait"), "laptop", "phone", "laptop"]) {
        const event = turn === "wait" && coming.shift();
        if (event) {
          server.now_ms = event.t_client_ms;
          await devices[event.device_id].put("outbox", event);
        }
        if (turn in devices) {
          await eventsExchange(devices[turn], server.send);
          await stateLocal(devices[turn], model, server.now_ms, PACE);
        }
      }
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
    fc.property(logs, fc.array(payloads, { maxLength: 60 }), fc.array(anything.map(String)), (log, odd, ids) => {
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
