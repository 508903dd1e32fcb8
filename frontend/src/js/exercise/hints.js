// That a hint was opened is an event: what is solved with one counts as solved with help. One a visit says it.
import { eventMake } from "../local/events.js";
import { eventAdd } from "../local/outbox.js";
import { changed, database } from "../site/page.js";

const OPENED = "details.block-hint[open]";

export function hintsMount(exercise) {
  let isNoted = false;

  async function note() {
    if (isNoted || !document.querySelector(OPENED)) return;
    isNoted = true;
    await eventAdd(await database, eventMake({ kind: "hint", item_id: exercise }));
    changed({ kind: "events" });
  }

  // It does not bubble.
  document.addEventListener("toggle", note, true);
  note();
}
