// Removes what this browser keeps of an account, when its learner asks for it at sign-out. The page after the sign-out
// does it: where the sign-out fails, nothing is lost, and nothing writes any more.
import { docAddress } from "./docs.js";
import { namespaceForget } from "./forgetting.js";
import { refusalsList } from "../sync/refusals.js";
import { areSettingsUnsynced } from "./store.js";

const WANTED = "descent-removal";

export function removalAsk(namespace, isWanted) {
  if (isWanted) localStorage.setItem(WANTED, namespace);
  else localStorage.removeItem(WANTED);
}

// `namespace` is whose page this is: still the same account's where the sign-out did not come about.
export async function removalFinish(namespace) {
  const gone = localStorage.getItem(WANTED);
  if (gone && gone !== namespace) await namespaceForget(gone);
  localStorage.removeItem(WANTED);
}

// What nothing but this browser has: cells of notebooks and earlier versions are never synced.
export async function onlyHere(db) {
  const [events, docs, reads, submissions, versions] = await Promise.all(
    ["outbox", "docs", "reads", "submissions", "versions"].map((store) => db.getAll(store)),
  );
  const settings = await areSettingsUnsynced(db);
  const refused = await refusalsList(db);
  const isLocal = (doc) => docAddress(doc) === null;
  return {
    cells: docs.filter((doc) => isLocal(doc) && doc.text !== "").length,
    versions: versions.length,
    unsynced:
      events.length +
      refused.length +
      (settings ? 1 : 0) +
      docs.filter((doc) => !isLocal(doc) && (doc.is_dirty || doc.others.length > 0)).length +
      reads.filter((read) => !read.is_sent).length +
      submissions.filter((row) => row.state === "unsent").length,
  };
}
