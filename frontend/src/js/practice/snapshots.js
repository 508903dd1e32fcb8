// Snapshots: a fold goes on from the last one before what is new, and equals a full replay. meta "fold" holds
// {revision, snapshots: [{srv_seq, state}]}, the newest first: each is the fold of the events up to `state.key`, of
// those that the server had up to `srv_seq`.
import { metaGet, metaPut } from "../local/store.js";
import { keyOf, keysCompare, textOf } from "./events.js";

const KEPT = 4;

export const isBefore = (place, state) => place !== null && state.key !== null && keysCompare(place, state.key) <= 0;

// The first place in the log at which events change the fold; null for nowhere. A void changes it from the event on
// that it takes back.
export async function dirtyFrom(db, fresh) {
  const known = new Map(fresh.map((event) => [event.id, event]));
  const places = fresh.map(keyOf);
  for (const { kind, payload } of fresh) {
    const id = textOf(payload, "event_id");
    const takenBack = kind === "void" && (known.get(id) ?? (await db.get("events", id)));
    if (takenBack) places.push(keyOf(takenBack));
  }
  return places.sort(keysCompare)[0] ?? null;
}

// Those before which nothing is new.
export async function snapshotsGet(db, { revision }) {
  const kept = await metaGet(db, "fold");
  const valid = [];
  for (const snapshot of kept?.revision === revision ? kept.snapshots : []) {
    const fresh = await db.getAllFromIndex("events", "srv_seq", IDBKeyRange.lowerBound(snapshot.srv_seq, true));
    if (!isBefore(await dirtyFrom(db, fresh), snapshot.state)) valid.push(snapshot);
  }
  return valid;
}

const latestFirst = (one, two) => keysCompare(two.state.key, one.state.key);

export function snapshotsPut(db, { revision }, snapshots) {
  return metaPut(db, "fold", { revision, snapshots: snapshots.sort(latestFirst).slice(0, KEPT) });
}
