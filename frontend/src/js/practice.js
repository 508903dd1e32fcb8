// The practice page: one item at a time, answered where it stands; the next one is chosen while the learner reads why.
import { eventMake } from "./local/events.js";
import { eventAdd } from "./local/outbox.js";
import { keysMount } from "./practice-page/keys-mount.js";
import { knownMount } from "./practice-page/known.js";
import { settingsMount } from "./practice-page/settings-form.js";
import { Session } from "./practice-page/session.js";
import { changed, database, syncNow } from "./site/page.js";
import { request } from "./site/http.js";

const EASY = 4;
const AGAIN = 1;
const RATINGS = { known: EASY, "too hard": AGAIN };

// A rating says how well it is known; a skip puts it off. What is claimed or too hard is the item's concepts.
async function sayingRecord(db, { id: item_id, concepts }, reason) {
  const rating = RATINGS[reason];
  if (rating) await eventAdd(db, eventMake({ kind: "self_rating", item_id, payload: { rating, reason } }));
  await eventAdd(db, eventMake({ kind: "skip", item_id, payload: { reason, concepts } }));
}

async function practiceMount(root) {
  const db = await database;
  const session = new Session(root, { db, send: request, syncNow, changed, sayingRecord });
  keysMount(session);
  knownMount(document.querySelector("[data-known]"));
  document.addEventListener("descent:synced", ({ detail }) => detail.pushed > 0 && session.renew());
  addEventListener("pageshow", ({ persisted }) => persisted && session.renew());
  await session.begin();
  const settings = document.querySelector("[data-settings]");
  await settingsMount(settings, db, request, () => session.renew());
  await session.prepare();
}

for (const root of document.querySelectorAll("[data-practice]")) practiceMount(root);
