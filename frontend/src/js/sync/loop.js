// Decides when to sync: after a change, when the network or the learner comes back, and again after a failure,
// later each time.
import { isAnythingPending, metaGet } from "../local/store.js";
import { KEPT, SAVED, SIGN_IN, SYNCED, SYNCING } from "./status.js";
import { syncOnce } from "./sync.js";

const SETTLE_MS = 800;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const PULL_EVERY_MS = 5 * 60_000;

// Goes on where the device's clock is set anew.
const now_ms = () => performance.now();

export function waitMs(failures, retry_after_s = 0) {
  const backOff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.max(backOff, retry_after_s * 1000);
}

export class SyncLoop {
  #timer = null;
  #failures = 0;
  #notBefore = 0;
  #askedUntil = 0;
  #running = null;
  #isWantedAgain = false;
  #isWantedNow = false;
  #hasChanged = false;

  // `page`: db, send, locks, lockName, isGuest, isOurs(), onStatus(words), onRound({outcome, pushed}),
  // onSubmissionSent
  constructor(page) {
    this.page = page;
  }

  // Sooner than the server asked for would only be turned away again.
  now() {
    if (now_ms() < this.#askedUntil) return this.#soon();
    // Whatever ends the fault may come while a round is failing.
    if (this.#running) this.#isWantedNow = true;
    this.#running ??= this.#round()
      .catch(() => this.#failed(KEPT, 0))
      .finally(() => {
        this.#running = null;
        if (this.#isWantedNow && (this.#failures || this.#isWantedAgain)) this.now();
        else if (this.#isWantedAgain) this.#soon();
        this.#isWantedAgain = this.#isWantedNow = false;
      });
    return this.#running;
  }

  // Something was written on this device.
  changed() {
    this.#hasChanged = true;
    this.page.onStatus(SAVED);
    if (this.#running) this.#isWantedAgain = true;
    else this.#soon();
  }

  #later(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), ms);
  }

  #soon() {
    this.#later(Math.max(SETTLE_MS, this.#notBefore - now_ms()));
  }

  async #round() {
    const { db, locks, lockName, isGuest, isOurs, onStatus, onRound, send, onSubmissionSent } = this.page;
    // A guest who did nothing is nobody yet; do not make the server count them.
    if (isGuest && !this.#hasChanged && !(await isAnythingPending(db)))
      return (await metaGet(db, "cursor")) && onStatus(SYNCED);
    if (!isOurs()) return onStatus(SIGN_IN);
    if (!navigator.onLine) return this.#failed(KEPT, 0);
    onStatus(SYNCING);
    const round = () => syncOnce(db, send, onSubmissionSent);
    const { outcome, retry_after_s, pushed, isFailed } = await locks.request(lockName, round);
    if (isFailed) this.#failed(outcome, retry_after_s);
    else {
      this.#failures = this.#notBefore = this.#askedUntil = 0;
      onStatus(outcome === SYNCED && (await isAnythingPending(db)) ? SAVED : outcome);
      this.#later(PULL_EVERY_MS);
    }
    onRound({ outcome, pushed });
  }

  #failed(outcome, retry_after_s) {
    this.#failures += 1;
    this.#askedUntil = now_ms() + (retry_after_s ?? 0) * 1000;
    this.#notBefore = now_ms() + waitMs(this.#failures, retry_after_s);
    this.page.onStatus(outcome);
    this.#soon();
  }
}

export function syncTriggers(loop) {
  const now = () => loop.now();
  addEventListener("online", now);
  addEventListener("focus", now);
  addEventListener("pageshow", (event) => event.persisted && now());
  // Also when the page is hidden: it may not be shown again.
  document.addEventListener("visibilitychange", now);
}
