// Events that the site does not take. They are kept on this device with its reason, beside the outbox, so that what comes
// after them is sent.
import { uuid7 } from "../local/uuid7.js";

const TAKEN = "Another event has its name, twice.";

const asideRow = (event, status, reason) => ({ key: `refused:${event.id}`, value: { event, status, reason } });

export async function eventSetAside(db, event, { status, data }) {
  const tx = db.transaction(["meta", "outbox"], "readwrite");
  tx.objectStore("meta").put(asideRow(event, status, data?.detail ?? ""));
  tx.objectStore("outbox").delete([event.device_id, event.seq]);
  await tx.done;
}

// Events that the site skipped, for it has others under their numbers or ids: a copied browser profile counts on where
// the first one does. They get new ids, and the numbers of a device that nobody else is; what was renewed once and is
// skipped again is set aside.
export async function eventsRenew(db, events) {
  const tx = db.transaction(["meta", "outbox"], "readwrite");
  const [meta, outbox] = [tx.objectStore("meta"), tx.objectStore("outbox")];
  const known = (await meta.get("device"))?.value;
  const isOwn = known && events.every(({ device_id }) => device_id !== known.id);
  const device = isOwn ? known : { id: uuid7(), next_seq: 1 };
  const ids = new Map();
  for (const event of events) {
    const key = [event.device_id, event.seq];
    // Another tab may have been here first.
    if ((await outbox.get(key))?.id !== event.id) continue;
    outbox.delete(key);
    if (event.is_renewed) {
      meta.put(asideRow(event, 409, TAKEN));
      continue;
    }
    ids.set(event.id, uuid7());
    outbox.add({ ...event, id: ids.get(event.id), device_id: device.id, seq: device.next_seq++, is_renewed: true });
  }
  meta.put({ key: "device", value: device });
  // What takes an event back names it.
  for (const event of await outbox.getAll()) {
    const event_id = ids.get(event.payload?.event_id);
    if (event_id) outbox.put({ ...event, payload: { ...event.payload, event_id } });
  }
  await tx.done;
}

export const refusalsList = (db) => db.getAll("meta", IDBKeyRange.bound("refused:", "refused:\uffff"));
