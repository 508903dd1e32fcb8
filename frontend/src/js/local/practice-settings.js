// The practice settings on this device: each field with the time of its change, the newest wins everywhere.
import { metaGet } from "./store.js";

const URL = "/api/v1/practice/settings";
const KEY = "practice-settings";
// Where a sign-in leaves what a guest had set.
const GUESTS_KEY = `${KEY}:guest`;
const EMPTY = { value: null, changed_at_ms: 0 };
const FIELDS = ["exam_date", "minutes_a_day"];

const fieldsOf = (row) => Object.fromEntries(FIELDS.map((name) => [name, row?.[name] ?? EMPTY]));

export function settingsMerge(own, other) {
  const newer = (name) => (other[name].changed_at_ms > own[name].changed_at_ms ? other[name] : own[name]);
  return Object.fromEntries(FIELDS.map((name) => [name, newer(name)]));
}

const isSame = (one, other) => JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other));

async function rowChange(db, change) {
  const tx = db.transaction("meta", "readwrite");
  const row = change((await tx.store.get(KEY))?.value);
  tx.store.put({ key: KEY, value: row });
  await tx.done;
  return row;
}

// Return what is set on this device, with what a guest brought along at a sign-in.
export async function settingsGet(db) {
  const guests = await metaGet(db, GUESTS_KEY);
  if (guests) {
    await rowChange(db, (row) => ({ ...settingsMerge(fieldsOf(row), fieldsOf(guests)), is_dirty: true }));
    await db.delete("meta", GUESTS_KEY);
  }
  return (await metaGet(db, KEY)) ?? { ...fieldsOf(), is_dirty: false };
}

export async function settingsSet(db, values) {
  const changed_at_ms = Date.now() + ((await metaGet(db, "clock")) ?? 0);
  return rowChange(db, (row) => {
    const before = fieldsOf(row);
    const changed = FIELDS.filter((name) => name in values && values[name] !== before[name].value);
    const after = changed.map((name) => [name, { value: values[name], changed_at_ms }]);
    return { ...before, ...Object.fromEntries(after), is_dirty: changed.length > 0 || Boolean(row?.is_dirty) };
  });
}

// Offer what the server lacks, take what this device lacks; return the server's answer.
export async function settingsSync(db, send) {
  const sent = await settingsGet(db);
  const answer = await send(URL, sent.is_dirty ? { method: "PUT", body: fieldsOf(sent) } : {});
  if (answer.meaning === "done")
    await rowChange(db, (row) => {
      // The server dates nothing after its arrival; what was not changed since is as it says.
      if (isSame(row, sent)) return { ...fieldsOf(answer.data), is_dirty: false };
      return { ...settingsMerge(fieldsOf(row), fieldsOf(answer.data)), is_dirty: true };
    });
  return answer;
}
