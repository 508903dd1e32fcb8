// Removes what this browser keeps of an account, when its learner asks for it at sign-out. The page after the sign-out
// does it: where the sign-out fails, nothing is lost, and nothing writes any more.
import { deleteDB } from "idb";
import { storeName } from "./store.js";

const WANTED = "descent-removal";

export function removalAsk(namespace, isWanted) {
  if (isWanted) localStorage.setItem(WANTED, namespace);
  else localStorage.removeItem(WANTED);
}

function settingsRemove(namespace) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(`descent-work-${namespace}-`));
  for (const key of keys) localStorage.removeItem(key);
}

// `namespace` is whose page this is: still the same account's where the sign-out did not come about.
export async function removalFinish(namespace) {
  const gone = localStorage.getItem(WANTED);
  if (gone && gone !== namespace) {
    await deleteDB(storeName(gone));
    settingsRemove(gone);
  }
  localStorage.removeItem(WANTED);
}

// What nothing but this browser has.
export async function onlyHere(db) {
  const [events, docs, reads, submissions] = await Promise.all(
    ["outbox", "docs", "reads", "submissions"].map((store) => db.getAll(store)),
  );
  const isNote = ({ key }) => key.startsWith("note:");
  return {
    drafts: docs.filter((doc) => !isNote(doc) && doc.text !== "").length,
    unsynced:
      events.length +
      docs.filter((doc) => isNote(doc) && (doc.is_dirty || doc.others.length > 0)).length +
      reads.filter((read) => !read.is_sent).length +
      submissions.filter((row) => row.state === "unsent").length,
  };
}
