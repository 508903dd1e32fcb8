// Deletes what this browser keeps of one account, or of guests; other accounts' drafts stay.
import { deleteDB } from "idb";
import { storeName } from "./store.js";

const LATEST_KEY = "descent-learner";
const SESSION_KEY = "descent-session";

// Browsers offer caches on secure origins only.
async function pagesForget(namespace, storage = globalThis.caches) {
  const names = (await storage?.keys()) ?? [];
  const theirs = names.filter((name) => name.startsWith("descent-") && name.endsWith(`-pages-${namespace}`));
  await Promise.all(theirs.map((name) => storage.delete(name)));
}

export async function namespaceForget(namespace, { onBlocked = () => {}, remove = deleteDB } = {}) {
  const work = `descent-work-${namespace}-`;
  for (const key of Object.keys(localStorage)) if (key.startsWith(work)) localStorage.removeItem(key);
  if (localStorage.getItem(LATEST_KEY) === namespace) localStorage.removeItem(LATEST_KEY);
  sessionStorage.removeItem(SESSION_KEY);
  await pagesForget(namespace);
  // Another tab that has it open closes it when it hears of this.
  await remove(storeName(namespace), { blocked: onBlocked });
}
