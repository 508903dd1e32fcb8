// Says in words how things stand with the server; the style sheet colours a mark by `data-sync`.

export const SAVED = "saved on this device";
export const SYNCING = "syncing";
export const SYNCED = "synced";
export const SIGN_IN = "needs sign-in";
export const KEPT = "could not sync, kept";
export const CANNOT_SAVE = "cannot save on this device";

const MARKS = {
  [SAVED]: "saved",
  [SYNCING]: "syncing",
  [SYNCED]: "synced",
  [SIGN_IN]: "sign-in",
  [KEPT]: "failed",
  [CANNOT_SAVE]: "failed",
};

export function statusShow(words) {
  document.documentElement.dataset.sync = MARKS[words];
  for (const node of document.querySelectorAll("[data-sync-status]"))
    if (node.textContent !== words) node.textContent = words;
}
