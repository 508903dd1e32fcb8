// Pushes the events that the server has not acknowledged and pulls those that this device lacks; says how many were
// pushed. The server says of both when they count, so that every device folds the same log.
import { answersLearn } from "../local/answers.js";
import { logKeep } from "../local/log.js";
import { outboxDevices, outboxForget, outboxList } from "../local/outbox.js";
import { metaGet, metaPut } from "../local/store.js";

const URL = "/api/v1/practice/events";
const BATCH = 200;
const CLOCK_NOISE_MS = 2000;

export async function eventsExchange(db, send) {
  let pushed = 0;
  let meaning = "done";
  const devices = new Set(await outboxDevices(db));
  for (const deviceId of devices) {
    const answer = await deviceExchange(db, send, deviceId);
    pushed += answer.pushed ?? 0;
    // Some of its events were set aside; the other devices' go on.
    if (answer.meaning === "refused") meaning = "refused";
    else if (answer.meaning !== "done") return { ...answer, pushed };
    // What another holds the name of goes again under a new device.
    for (const id of await outboxDevices(db)) devices.add(id);
  }
  return { meaning, pushed };
}

async function deviceExchange(db, send, deviceId) {
  let batch = BATCH;
  let pushed = 0;
  for (;;) {
    const events = await outboxList(db, deviceId, batch);
    const cursor = (await metaGet(db, "cursor")) ?? 0;
    const answer = await send(URL, { method: "POST", body: { device_id: deviceId, cursor, events } });
    const isRefused = answer.status === 413 || answer.status === 422;
    if (isRefused && events.length > 1) {
      batch = Math.ceil(events.length / 2);
      continue;
    }
    if (isRefused && events.length && answer.data?.title) {
      // One that the site will never take must not hold up those after it.
      await (await import("./refusals.js")).eventSetAside(db, events[0], answer);
      const rest = await deviceExchange(db, send, deviceId);
      return rest.meaning === "done" ? { ...rest, meaning: "refused" } : rest;
    }
    // Not the site's word: what is not set aside is tried again soon.
    if (answer.meaning === "refused") answer.meaning = "later";
    if (answer.meaning !== "done") return { ...answer, pushed };
    const { acked_seq, acked, cursor: next, is_more, events: missing } = answer.data;
    if (events.length && acked_seq < events[0].seq) return { meaning: "later", pushed };
    const places = new Map(acked.map((place) => [place.id, place]));
    const own = events.filter(({ id }) => places.has(id)).map((event) => ({ ...event, ...places.get(event.id) }));
    try {
      await logKeep(db, [...missing, ...own]);
    } finally {
      // Even where there is no room for the log: what the server has need not wait here.
      await outboxForget(db, own);
    }
    const skipped = events.filter(({ id }) => !places.has(id));
    if (skipped.length) await (await import("./refusals.js")).eventsRenew(db, skipped);
    pushed += own.length;
    await answersLearn(db, missing);
    await metaPut(db, "cursor", next);
    await clockLearn(db, answer.clock_offset_ms);
    if (events.length < batch && !is_more) return { ...answer, pushed };
  }
}

async function clockLearn(db, offset_ms) {
  if (offset_ms === null) return;
  await metaPut(db, "clock", Math.abs(offset_ms) < CLOCK_NOISE_MS ? 0 : Math.round(offset_ms));
}
