// The practice page: what the learner says of the item on offer is an event like any other; then the page shows the
// next one.
import { eventMake } from "./local/events.js";
import { eventAdd } from "./local/outbox.js";
import { changed, database } from "./site/page.js";

const EASY = 4;
const AGAIN = 1;
const ANSWERS = [
  { words: "I know this", reason: "known", rating: EASY },
  { words: "Not now", reason: "not now", rating: null },
  { words: "Too hard", reason: "too hard", rating: AGAIN },
];

// A rating says how well it is known; a skip puts it off. What is claimed or too hard is the item's concepts.
async function answerRecord({ practiceItem: item_id, practiceConcepts }, { reason, rating }) {
  const db = await database;
  const concepts = practiceConcepts.split(" ").filter(Boolean);
  if (rating !== null) await eventAdd(db, eventMake({ kind: "self_rating", item_id, payload: { rating, reason } }));
  await eventAdd(db, eventMake({ kind: "skip", item_id, payload: { reason, concepts } }));
}

function buttonMake(answer, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = answer.words;
  button.addEventListener("click", () => press(answer));
  return button;
}

function practiceMount(link) {
  const row = document.createElement("p");
  row.className = "actions";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Or say");
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");

  async function press(answer) {
    for (const button of row.children) button.disabled = true;
    await answerRecord(link.dataset, answer);
    said.textContent = "Noted on this device. The next item comes once it is synced.";
    changed({ kind: "events" });
  }

  row.append(...ANSWERS.map((answer) => buttonMake(answer, press)));
  link.closest(".actions").after(row, said);
}

for (const link of document.querySelectorAll("[data-practice-item]")) practiceMount(link);

// The queue was made without the events that this device still held.
document.addEventListener("descent:synced", ({ detail }) => {
  if (detail.pushed > 0) location.reload();
});
