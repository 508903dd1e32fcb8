// Moves what a guest left on this device into the account that was signed in to. Events keep their device and
// number, so that one the server has already seen is not counted twice; the guest's device is then forgotten, and
// the next guest gets a new one.
import { GUEST } from "./docs.js";
import { isEmpty, STORES } from "./store.js";

const distinct = (others) =>
  others.filter(({ text }, index) => others.findIndex((one) => one.text === text) === index);

const NO_BASE = { base_revision: 0, base_text: "" };

// The guest's revision counts nothing in the account, whose text it could overwrite there. The guest's text that the
// server has may be the account's now: that is known for ours.
const rebased = (guest, { base_revision, base_text }) => ({
  ...guest,
  base_revision,
  base_text,
  sent: [...guest.sent, guest.base_text],
});

function docJoined(guest, account) {
  if (!account) {
    const doc = rebased(guest, NO_BASE);
    return guest.is_dirty || guest.text === "" ? doc : { ...doc, moved: [guest.text] };
  }
  const others = distinct([...account.others, ...guest.others]);
  if (guest.text === "" || guest.text === account.text) return { ...account, others };
  // The server has the guest's text, and joins it with the account's.
  if (!guest.is_dirty) return { ...account, others, moved: [...account.moved, guest.text] };
  if (account.text === "") return { ...rebased(guest, account), others };
  return docsBoth(guest, account, others);
}

// The text written last is shown; the other one stays beside it until the learner has merged them.
function docsBoth(guest, account, others) {
  const [shown, kept, source] =
    guest.changed_at > account.changed_at ? [guest, account, "this account"] : [account, guest, GUEST];
  return {
    ...account,
    text: shown.text,
    changed_at: shown.changed_at,
    version: Math.max(guest.version, account.version) + 1,
    is_dirty: true,
    others: distinct([...others, { text: kept.text, revision: null, source }]),
  };
}

const newer = (field) => (guest, account) => (account && account[field] >= guest[field] ? account : guest);
const JOIN = {
  docs: docJoined,
  answers: newer("answered_at"),
  reads: (guest, account) => (account?.is_sent ? account : guest),
  submissions: (guest) => guest,
  outbox: (guest) => guest,
  events: (guest, account) => account ?? guest,
  versions: (guest) => guest,
};

async function everythingOf(db) {
  const tx = db.transaction(STORES);
  const rows = await Promise.all(STORES.map((store) => tx.objectStore(store).getAll()));
  return Object.fromEntries(STORES.map((store, index) => [store, rows[index]]));
}

async function everythingPut(account, rows) {
  const tx = account.transaction(STORES, "readwrite");
  for (const [name, join] of Object.entries(JOIN)) {
    const store = tx.objectStore(name);
    for (const row of rows[name]) {
      const key = Array.isArray(store.keyPath) ? store.keyPath.map((field) => row[field]) : row[store.keyPath];
      store.put(join(row, await store.get(key)));
    }
  }
  for (const row of rows.meta) {
    const known = await tx.objectStore("meta").get(row.key);
    if (row.key.startsWith("retake:") && !(known?.value.begun_at > row.value.begun_at))
      tx.objectStore("meta").put(row);
    if (row.key.startsWith("refused:")) tx.objectStore("meta").put(row);
    // The practice page joins it with the account's.
    if (row.key === "practice-settings") tx.objectStore("meta").put({ ...row, key: `${row.key}:guest` });
  }
  // What was folded from the account's log alone.
  if (rows.events.length) tx.objectStore("meta").delete("fold");
  await tx.done;
}

// Only what was copied is removed: another tab may have written on as a guest meanwhile.
async function copiedRemove(guest, rows) {
  const tx = guest.transaction(STORES, "readwrite");
  for (const name of STORES) {
    const store = tx.objectStore(name);
    for (const row of rows[name]) {
      const key = Array.isArray(store.keyPath) ? store.keyPath.map((field) => row[field]) : row[store.keyPath];
      const now = await store.get(key);
      // The device goes in any case: its numbers are the account's now.
      const isDevice = name === "meta" && key === "device";
      if (isDevice || JSON.stringify(now) === JSON.stringify(row)) store.delete(key);
    }
  }
  await tx.done;
}

export async function guestMove(guest, account) {
  if (await isEmpty(guest)) return false;
  const rows = await everythingOf(guest);
  await everythingPut(account, rows);
  await copiedRemove(guest, rows);
  return true;
}
