// Events that the site does not take. They are kept on this device with its reason, beside the outbox, so that what comes
// after them is sent.

export async function eventSetAside(db, event, { status, data }) {
  const tx = db.transaction(["meta", "outbox"], "readwrite");
  tx.objectStore("meta").put({ key: `refused:${event.id}`, value: { event, status, reason: data?.detail ?? "" } });
  tx.objectStore("outbox").delete([event.device_id, event.seq]);
  await tx.done;
}

export const refusalsList = (db) => db.getAll("meta", IDBKeyRange.bound("refused:", "refused:\uffff"));
