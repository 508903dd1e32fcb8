// Sections that the learner has read.

export async function readAdd(db, section) {
  const tx = db.transaction("reads", "readwrite");
  const known = await tx.store.get(section);
  if (!known) tx.store.put({ section, read_at: Date.now(), is_sent: false });
  await tx.done;
  return !known;
}

export const readsList = (db) => db.getAll("reads");

export async function readsUnsent(db) {
  return (await readsList(db)).filter((read) => !read.is_sent);
}

export const readSent = (db, read) => db.put("reads", { ...read, is_sent: true });
