// Deletes what this browser keeps of one account, or of guests; other accounts' drafts stay.
import { deleteDB } from "idb";
import { storeName } from "./store.js";

const LATEST_KEY = "descent-learner";
const SESSION_KEY = "descent-session";

export async function namespaceForget(namespace, { onBlocked = () => {}, remove = deleteDB } = {}) {
  const work = `descent-work-${namespace}-`;
  for (const key of Object.keys(localStorage)) if (key.startsWith(work)) localStorage.removeItem(key);
  if (localStorage.getItem(LATEST_KEY) === namespace) localStorage.removeItem(LATEST_KEY);
  sessionStorage.removeItem(SESSION_KEY);
  // Another tab that has it open closes it when it hears of this.
  await remove(storeName(namespace), { blocked: onBlocked });
}
