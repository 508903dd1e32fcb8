// How long the learner works on an exercise before each submission: while the page is in view, and with long breaks
// cut short. It is kept on this device until it is sent along with the submission.
export const BREAK_MS = 5 * 60_000;
const SIGNS_OF_LIFE = ["pointermove", "pointerdown", "keydown", "wheel", "scroll"];

export class Work {
  constructor(key, { storage = localStorage, now = () => performance.now() } = {}) {
    Object.assign(this, { key, storage, now });
    this.since = now();
  }

  // Something was done: the time since the last such thing was work, up to a break's length.
  touch() {
    const now = this.now();
    if (this.since !== null) {
      const spent_ms = Math.min(now - this.since, BREAK_MS);
      // Not with every movement of the mouse.
      if (spent_ms < 1000) return;
      this.storage.setItem(this.key, String(this.total() + spent_ms));
    }
    this.since = now;
  }

  away() {
    this.touch();
    this.since = null;
  }

  total() {
    return Number(this.storage.getItem(this.key)) || 0;
  }

  take() {
    this.touch();
    const total_ms = this.total();
    this.storage.removeItem(this.key);
    return Math.round(total_ms);
  }
}

export function workMount(key) {
  const work = new Work(key);
  for (const kind of SIGNS_OF_LIFE) addEventListener(kind, () => work.touch(), { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => (document.hidden ? work.away() : work.touch()));
  addEventListener("pagehide", () => work.away());
  return work;
}
