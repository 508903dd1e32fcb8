// Events of the practice log, and their place in the order of the fold, the same on every device.

// The time an event counts for: the device's corrected clock, never before the device's previous event, never after
// the event's arrival. No clock is ever refused.
export const effectiveMs = (t_client_ms, clock_offset_ms, previous_ms, t_received_ms) =>
  Math.min(Math.max(t_client_ms + clock_offset_ms, previous_ms), t_received_ms);

// A text that a device wrote, or `absent` where it wrote none, or something else.
export const textOf = (payload, name, absent = "") => (typeof payload[name] === "string" && payload[name]) || absent;

// When and where an event counts. The result of a regrade stands where the result stood that it replaces.
export function placeOf(event) {
  const { t_eff_ms, tz_offset_min } =
    event.kind === "exercise_result" && event.payload.stands_at ? event.payload.stands_at : event;
  return [t_eff_ms, tz_offset_min];
}

export const keyOf = (event) => [placeOf(event)[0], event.device_id, event.seq];

export function keysCompare([t1, device1, seq1], [t2, device2, seq2]) {
  if (t1 !== t2) return t1 - t2;
  if (device1 !== device2) return device1 < device2 ? -1 : 1;
  return seq1 - seq2;
}

const voidsOf = (events) =>
  new Set(events.filter(({ kind }) => kind === "void").map(({ payload }) => textOf(payload, "event_id")));

// Of the ids in `gone` only voids count all the same: they cannot be taken back themselves.
export const counts = ({ id, kind }, gone) => kind === "void" || !gone.has(id);

// Each once, without those taken back, in the order of the fold; `voided` are further ids that were taken back.
export function inOrder(events, voided = []) {
  const known = [...new Map(events.map((event) => [event.id, event])).values()];
  const gone = voidsOf(known);
  for (const id of voided) gone.add(id);
  return known
    .filter((event) => counts(event, gone))
    .map((event) => ({ event, key: keyOf(event) }))
    .sort((one, two) => keysCompare(one.key, two.key))
    .map(({ event }) => event);
}
