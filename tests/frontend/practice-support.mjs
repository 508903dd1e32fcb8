// What the tests of the practice log share: the model of the golden table, events at random, and a server in memory.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "../../frontend/node_modules/fast-check/lib/fast-check.js";
import { DAY_MS } from "../../frontend/src/js/practice/days.js";
import { effectiveMs } from "../../frontend/src/js/practice/events.js";
import { REVISION } from "../../frontend/src/js/practice/folding.js";
import { modelOf } from "../../frontend/src/js/practice/parameters.js";

export const GOLDEN = new URL("../practice/golden/", import.meta.url);
export const goldenRead = (name) => JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8"));
export const common = goldenRead("common.json");
export const catalogue = { ...common, fold_revision: `${REVISION}-golden` };
export const model = modelOf(catalogue);
export const plain = (value) => JSON.parse(JSON.stringify(value));

const AGREEMENT = 1e-6;

// Every number agrees to 1e-6, absolute or relative, and a time to 1e-6 days; everything else wholly.
const near = (found, wanted, place) =>
  Math.abs(found - wanted) <= AGREEMENT * (place.endsWith("_ms") ? DAY_MS : Math.max(1, Math.abs(wanted)));

export function agree(found, wanted, place = "", isSame = near) {
  if (typeof wanted === "number" && typeof found === "number")
    return assert.ok(isSame(found, wanted, place), `${place}: ${found}, not ${wanted}`);
  if (wanted === null || typeof wanted !== "object") return assert.equal(found, wanted, place);
  assert.ok(found !== null && typeof found === "object", `${place}: ${found}`);
  assert.equal(Array.isArray(found), Array.isArray(wanted), place);
  assert.deepEqual(Object.keys(found).sort(), Object.keys(wanted).sort(), place);
  for (const key of Object.keys(wanted)) agree(found[key], wanted[key], `${place}/${key}`, isSame);
}

export const same = (found, wanted) => agree(plain(found), plain(wanted), "", Object.is);

export const RUNS = { seed: 20_261_121, numRuns: 150 };
const NOON_MS = 20_000 * DAY_MS + 12 * 3_600_000;
const CONCEPTS = ["gradient", "hessian", "newton", "damped", "unheard", "__proto__"];
const concepts = fc.uniqueArray(fc.constantFrom(...CONCEPTS), { maxLength: 3 });
const slot = fc.constantFrom("term", "use", "covers", "belongs");
const verdict = fc.constantFrom("passed", "passed", "failed");
const check = fc.record({ id: fc.string(), concepts, max_points: fc.integer({ min: 0, max: 5 }), verdict });
const item_id = fc.constantFrom("q1", "q2", "q3", "q4", "x1", "x2", "__proto__", "constructor");
const stands_at = fc.record({ hours: fc.integer({ min: -30, max: 500 }), tz_offset_min: fc.constantFrom(0, 60) }).map(
  ({ hours, tz_offset_min }) => ({ t_eff_ms: NOON_MS + hours * 3_600_000, tz_offset_min }),
);

const PAYLOADS = {
  quiz: fc.record({ concepts, slot, part: fc.constantFrom("", "p", "r"), correct: fc.boolean(), options: fc.constant([1, 2, 3, 4]) }),
  exercise_result: fc.record(
    { concepts, checks: fc.array(check, { maxLength: 4 }), verdict, stands_at },
    { requiredKeys: ["concepts", "checks", "verdict"] },
  ),
  exercise_submit: fc.constant({}),
  hint: fc.constant({}),
  solution_seen: fc.constant({}),
  self_rating: fc.record({ rating: fc.integer({ min: 1, max: 4 }) }),
  skip: fc.record({ concepts, reason: fc.constantFrom("known", "too hard", "not now") }),
  void: fc.record({ event_id: fc.nat(60).map((number) => `event-${number}`) }),
};
const KINDS = ["quiz", "quiz", "quiz", "exercise_result", "exercise_result", ...Object.keys(PAYLOADS)];

// What a device writes: the log of a few weeks, with gaps of minutes to days.
const written = fc.constantFrom(...KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    payload: PAYLOADS[kind],
    item_id,
    gap_h: fc.constantFrom(0, 0.1, 0.5, 7, 26, 200),
    device_id: fc.constantFrom("laptop", "phone", "tablet"),
    tz_offset_min: fc.constantFrom(0, 0, 60, -600, 840),
    duration_ms: fc.option(fc.integer({ min: 0, max: 4_000_000 })),
  }),
);

const numbered = (rows) => {
  let t_ms = NOON_MS;
  return rows.map(({ gap_h, ...row }, index) => {
    t_ms += Math.round(gap_h * 3_600_000) + 1;
    const seq = index + 1;
    return { id: `event-${seq}`, seq, item_rev: "1", map_rev: "1", session_id: "s", t_client_ms: t_ms, t_eff_ms: t_ms, clock_offset_ms: 0, ...row };
  });
};

export const logs = fc.array(written, { minLength: 1, maxLength: 60, size: "max" }).map(numbered);

export function shuffled(rows, seed) {
  const mixed = [...rows];
  let random = seed >>> 0;
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const other = random % (last + 1);
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

// The server's side of POST /api/v1/practice/events, for one learner; `now_ms` is its clock.
export class Server {
  log = [];
  now_ms = NOON_MS;

  constructor({ page = 7 } = {}) {
    this.page = page;
  }

  send = async (_url, { body: { device_id, cursor, events } }) => {
    for (const event of events) this.take({ ...event, device_id });
    const sent = new Set(events.map(({ id }) => id));
    const next = this.log.filter(({ srv_seq }) => srv_seq > cursor).slice(0, this.page);
    const data = {
      acked_seq: events.at(-1)?.seq ?? 0,
      acked: this.log.filter(({ id }) => sent.has(id)).map(({ id, srv_seq, t_eff_ms }) => ({ id, srv_seq, t_eff_ms })),
      cursor: next.at(-1)?.srv_seq ?? cursor,
      is_more: next.length === this.page,
      events: next.filter(({ id }) => !sent.has(id)),
    };
    return { status: 200, meaning: "done", data: plain(data), clock_offset_ms: null };
  };

  take(event) {
    const isKnown = ({ id, device_id, seq }) => id === event.id || (device_id === event.device_id && seq === event.seq);
    if (this.log.some(isKnown)) return;
    const own = this.log.filter(({ device_id }) => device_id === event.device_id).map(({ t_eff_ms }) => t_eff_ms);
    const t_eff_ms = effectiveMs(event.t_client_ms, event.clock_offset_ms, Math.max(0, ...own), this.now_ms);
    this.log.push({ ...event, t_eff_ms, t_recv_ms: this.now_ms, srv_seq: this.log.length + 1 });
  }
}
