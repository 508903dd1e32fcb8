// What can be practised without a network: exercises and parts whose pages this browser has copies of; of a part's
// questions also what its skill check fetches.
import { pathsKept } from "./list.js";

export async function availableOffline(storage = caches) {
  const kept = await pathsKept(storage);
  return ({ kind, url }) => {
    const { pathname } = new URL(url, location.origin);
    return kept.has(pathname) && (kind !== "quiz" || kept.has(`${pathname}questions/`));
  };
}
