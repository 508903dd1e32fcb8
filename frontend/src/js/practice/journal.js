// What this device knows of the learner: the fold of its log, and on top of it of what still waits in the outbox. It is
// read and folded in slices, so that the page stays awake.
import { metaGet } from "../local/store.js";
import { counts, effectiveMs, inOrder, keyOf, keysCompare } from "./events.js";
import { step } from "./folding.js";
import { dirtyFrom, isBefore, snapshotsGet, snapshotsPut } from "./snapshots.js";
import { stateNew, stateRead } from "./state.js";

// Events are read by the slice. A fold over `every` or more leaves snapshots so far `before` its end, for events that
// come late.
const PACE = { slice: 500, every: 200, before: [20_000, 2_000, 200, 0] };

// `model` is that of parameters.js, `now_ms` by this device's clock.
export async function stateLocal(db, model, now_ms, pace = PACE) {
  const snapshots = await snapshotsGet(db, model);
  const state = await logFold(db, model, snapshots, pace);
  const waiting = await outboxPlaced(db, now_ms);
  if (waiting.length === 0) return state;
  const dirty = await dirtyFrom(db, waiting);
  const start = snapshots.find((each) => !isBefore(dirty, each.state));
  return foldOn(db, model, isBefore(dirty, state) ? stateFrom(start, model) : state, pace.slice, { waiting });
}

const stateFrom = (snapshot, { parameters }) => (snapshot ? stateRead(snapshot.state) : stateNew(parameters));

// What the server has; a long way leaves snapshots.
async function logFold(db, model, snapshots, { slice, every, before }) {
  const state = stateFrom(snapshots[0], model);
  const left = await db.countFromIndex("events", "place", after(state.key));
  const srv_seq = (await metaGet(db, "cursor")) ?? 0;
  const places = new Set(left >= every ? before.map((distance) => left - distance) : []);
  const kept = [...snapshots];
  const onStep = (count) => places.has(count) && state.key && kept.unshift({ srv_seq, state: structuredClone(state) });
  await foldOn(db, model, state, slice, { onStep });
  if (kept.length > snapshots.length) await snapshotsPut(db, model, kept);
  return state;
}

// Folds what comes after a state in the log, with `waiting` in its places, into that state.
async function foldOn(db, model, state, slice, { waiting = [], onStep = () => {} }) {
  const gone = await takenBack(db, state, waiting);
  const rest = waiting.filter((event) => counts(event, gone));
  let count = 0;
  for await (const event of eventsAfter(db, state.key, slice)) {
    while (rest.length && keysCompare(keyOf(rest[0]), event.place) < 0) step(state, rest.shift(), model);
    if (counts(event, gone)) step(state, event, model);
    onStep((count += 1));
  }
  for (const event of rest) step(state, event, model);
  return state;
}

const after = (key) => (key === null ? undefined : IDBKeyRange.lowerBound(key, true));

async function* eventsAfter(db, start, slice) {
  let events = [];
  let key = start;
  do {
    events = await db.getAllFromIndex("events", "place", after(key), slice);
    yield* events;
    key = events.at(-1)?.place;
  } while (events.length === slice);
}

async function takenBack(db, { voided }, waiting) {
  const named = [...(await db.getAllFromIndex("events", "taken_back")), ...waiting];
  return new Set([...voided, ...named.filter(({ kind }) => kind === "void").map(({ payload }) => payload.event_id)]);
}

// Events that the server does not have yet, at the time that it would give them now.
async function outboxPlaced(db, now_ms) {
  const server_ms = now_ms + ((await metaGet(db, "clock")) ?? 0);
  const latest = new Map();
  const placed = [];
  for (const event of await db.getAll("outbox")) {
    if (await db.getKey("events", event.id)) continue;
    const { device_id, t_client_ms, clock_offset_ms } = event;
    const previous_ms = latest.get(device_id) ?? (await latestOf(db, device_id));
    const t_eff_ms = effectiveMs(t_client_ms, clock_offset_ms, previous_ms, server_ms);
    latest.set(device_id, t_eff_ms);
    placed.push({ ...event, t_eff_ms });
  }
  return inOrder(placed);
}

async function latestOf(db, device_id) {
  const range = IDBKeyRange.bound([device_id], [device_id, []]);
  const cursor = await db.transaction("events").store.index("device").openKeyCursor(range, "prev");
  return cursor?.key[1] ?? 0;
}
