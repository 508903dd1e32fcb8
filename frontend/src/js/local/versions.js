// Earlier versions of a draft, kept on this device: at each run and submission, before the draft is replaced, and once
// in a while of typing. Where there are too many, the older ones grow sparse.
const LIMIT = 30;
const NEWEST = 10;

const ofDoc = (key) => IDBKeyRange.bound([key, 0], [key, Infinity]);

// Oldest first.
export const versionsList = (db, key) => db.getAll("versions", ofDoc(key));

// The version after which the next one came soonest tells least.
function sparest(versions) {
  const older = versions.slice(1, -NEWEST);
  const gap = (index) => versions[index + 2].kept_at - versions[index].kept_at;
  return older.reduce((best, _each, index) => (gap(index) < gap(best) ? index : best), 0) + 1;
}

export async function versionKeep(db, key, text, now_ms = Date.now()) {
  if (text.trim() === "") return;
  const tx = db.transaction("versions", "readwrite");
  const versions = await tx.store.getAll(ofDoc(key));
  const newest = versions.at(-1);
  if (newest?.text !== text) {
    // In the order they were made, also where the clock was set back.
    const version = { key, text, kept_at: Math.max(now_ms, (newest?.kept_at ?? 0) + 1) };
    tx.store.put(version);
    versions.push(version);
    if (versions.length > LIMIT) {
      const [gone] = versions.splice(sparest(versions), 1);
      tx.store.delete([key, gone.kept_at]);
    }
  }
  await tx.done;
}
