// Events on their way to the server. Each device counts its own from 1 without a gap: the number is taken in the
// transaction that stores the event, together with whatever else the event changes on this device.
import { uuid7 } from "./uuid7.js";

const deviceNew = () => ({ id: uuid7(), next_seq: 1 });

export async function deviceGet(db) {
  const tx = db.transaction("meta", "readwrite");
  const known = (await tx.store.get("device"))?.value;
  const device = known ?? deviceNew();
  if (!known) tx.store.put({ key: "device", value: device });
  await tx.done;
  return device;
}

export async function eventAdd(db, event, rows = {}) {
  const tx = db.transaction(["meta", "outbox", ...Object.keys(rows)], "readwrite");
  const meta = tx.objectStore("meta");
  const device = (await meta.get("device"))?.value ?? deviceNew();
  const clock_offset_ms = (await meta.get("clock"))?.value ?? 0;
  const stored = { ...event, clock_offset_ms, device_id: device.id, seq: device.next_seq };
  try {
    // The rows first: one that cannot be stored throws before anything is written.
    for (const [store, row] of Object.entries(rows)) tx.objectStore(store).put(row);
    tx.objectStore("outbox").add(stored);
    meta.put({ key: "device", value: { ...device, next_seq: device.next_seq + 1 } });
  } catch (error) {
    tx.abort();
    await tx.done.catch(() => {});
    throw error;
  }
  await tx.done;
  return stored;
}

export function outboxList(db, deviceId, limit) {
  return db.getAll("outbox", IDBKeyRange.bound([deviceId, 0], [deviceId, Infinity]), limit);
}

export async function outboxForget(db, events) {
  const tx = db.transaction("outbox", "readwrite");
  for (const { device_id, seq } of events) tx.store.delete([device_id, seq]);
  await tx.done;
}

// Guests' devices whose events came along at sign-in stand beside this one.
export async function outboxDevices(db) {
  const { id } = await deviceGet(db);
  const keys = await db.getAllKeys("outbox");
  return [...new Set([id, ...keys.map(([deviceId]) => deviceId)])];
}
