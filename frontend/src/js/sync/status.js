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

let shown = SAVED;

// A text says of itself what it can; where it waits, what holds it up.
const HELD_UP = new Set([SYNCING, SIGN_IN, KEPT]);

export function textWords({ isHeld, refusal, is_dirty, base_revision }) {
  if (isHeld) return "kept, choose below";
  if (refusal) return `kept on this device, not synced: ${refusal}`;
  if (!is_dirty) return base_revision > 0 ? SYNCED : "";
  return HELD_UP.has(shown) ? shown : SAVED;
}

export function statusShow(words) {
  shown = words;
  document.documentElement.dataset.sync = MARKS[words];
  for (const node of document.querySelectorAll("[data-sync-status]"))
    if (node.textContent !== words) node.textContent = words;
  document.dispatchEvent(new Event("descent:status"));
}
