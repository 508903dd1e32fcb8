// Writes one text to this device as it is typed: one write at a time, always the newest text.
import { docWrite } from "./docs.js";

export function docWriter(db, doc, { onSaved, onFailed }) {
  let { version } = doc;
  let waiting = null;
  let running = null;

  async function drain() {
    while (waiting !== null) {
      const text = waiting;
      waiting = null;
      try {
        const saved = await docWrite(db, doc.key, text, version);
        version = saved.version;
        onSaved(saved);
      } catch (error) {
        onFailed(error);
      }
    }
    running = null;
  }

  return {
    write(text) {
      waiting = text;
      running ??= drain();
      return running;
    },
    isIdle: () => running === null,
    // Another tab or a merge has moved the text on, and this page shows it.
    follow(moved) {
      version = moved.version;
    },
  };
}
