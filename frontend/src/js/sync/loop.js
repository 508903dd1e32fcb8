// Decides when to sync: after a change, when the network or the learner comes back, and again after a failure, later each time.
import { isAnythingPending } from "../local/store.js";
import { KEPT, SAVED, SIGN_IN, SYNCED, SYNCING } from "./status.js";
import { syncOnce } from "./sync.js";

const SETTLE_MS = 800;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const PULL_EVERY_MS = 5 * 60_000;

export function waitMs(failures, retry_after_s = 0) {
  const backOff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.max(backOff, retry_after_s * 1000);
}

export function syncLoop({ db, send, locks, lockName, isOurs, isGuest, onStatus, onRound, onSubmissionSent }) {
  let timer = null;
  let failures = 0;
  let notBefore = 0;
  let running = null;
  let isWantedAgain = false;

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };

  const soon = () => later(Math.max(SETTLE_MS, notBefore - Date.now()));

  async function round() {
    // A guest who did nothing is nobody yet; do not make the server count them.
    if (isGuest && !(await isAnythingPending(db))) return;
    if (!isOurs()) return onStatus(SIGN_IN);
    if (!navigator.onLine) return failed(KEPT, 0);
    onStatus(SYNCING);
    const { outcome, retry_after_s, pushed } = await locks.request(lockName, () => syncOnce(db, send, onSubmissionSent));
    onRound({ outcome, pushed });
    if (outcome !== SYNCED) return failed(outcome, retry_after_s);
    failures = notBefore = 0;
    onStatus((await isAnythingPending(db)) ? SAVED : SYNCED);
    later(PULL_EVERY_MS);
  }

  function failed(outcome, retry_after_s) {
    failures += 1;
    notBefore = Date.now() + waitMs(failures, retry_after_s);
    onStatus(outcome);
    soon();
  }

  function run() {
    running ??= round()
      .catch(() => failed(KEPT, 0))
      .finally(() => {
        running = null;
        if (isWantedAgain) soon();
        isWantedAgain = false;
      });
    return running;
  }

  return {
    now: run,
    // Something was written on this device.
    changed() {
      onStatus(SAVED);
      if (running) isWantedAgain = true;
      else soon();
    },
  };
}

export function syncTriggers(loop) {
  addEventListener("online", loop.now);
  addEventListener("focus", loop.now);
  addEventListener("pageshow", (event) => event.persisted && loop.now());
  document.addEventListener("visibilitychange", loop.now);
}
