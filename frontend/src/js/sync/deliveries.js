// Sends texts, sections read, submissions and settings. Each returns the first answer that was not "done", or "done".
import { docAddress, docDelivered, docRefused, docSending, docsUnsynced, docTurnedAway, isHeld } from "../local/docs.js";
import { readSent, readsUnsent } from "../local/reads.js";
import { areSettingsUnsynced } from "../local/store.js";
import { submissionRefused, submissionSent, submissionsUnsent } from "../local/submissions.js";

const DONE = { meaning: "done" };
const REFUSED = { meaning: "refused" };

const reasonOf = ({ data }) => data?.detail || "the site does not take it";

export async function textsPush(db, send) {
  let worst = DONE;
  for (const doc of await docsUnsynced(db)) {
    if (isHeld(doc)) continue;
    const answer = doc.refusal ? REFUSED : await textPush(db, send, doc);
    const isRefused = answer.meaning === "refused";
    if (isRefused ? worst === DONE : answer.meaning !== "done") worst = answer;
    if (answer.status === 0) break;
  }
  return worst;
}

async function textPush(db, send, doc) {
  await docSending(db, doc.key);
  const body = { text: doc.text, base_revision: doc.base_revision };
  const answer = await send(docAddress(doc), { method: "PUT", body });
  if (answer.meaning === "done") await docDelivered(db, doc, answer.data.revision);
  if (answer.meaning === "refused") await docTurnedAway(db, doc, reasonOf(answer));
  if (answer.meaning !== "conflict") return answer;
  // A 409 of somebody else's has no text to join with.
  if (typeof answer.data?.text !== "string") return { ...answer, meaning: "later" };
  const refused = await docRefused(db, doc.key, answer.data);
  if (isHeld(refused) || !refused.is_dirty) return DONE;
  return textPush(db, send, refused);
}

export async function readsPush(db, send) {
  for (const read of await readsUnsent(db)) {
    const answer = await send(`/api/v1/sections/${encodeURIComponent(read.section)}/read`, { method: "PUT" });
    // A section that is gone from the course has no reader to record.
    if (answer.meaning !== "done" && answer.status !== 404) return answer;
    await readSent(db, read);
  }
  return DONE;
}

function submissionBody({ id, code, device, scope }) {
  return { id, code, device, scope };
}

export async function submissionSend(db, send, row) {
  const answer = await send(row.url, { method: "POST", body: submissionBody(row) });
  if (answer.meaning === "done") await submissionSent(db, row);
  // Sending it again would be refused again; the code is still in the draft.
  if (answer.meaning === "refused" || answer.meaning === "conflict") await submissionRefused(db, row, reasonOf(answer));
  return answer;
}

export async function submissionsPush(db, send, onSent) {
  for (const row of await submissionsUnsent(db)) {
    const answer = await submissionSend(db, send, row);
    onSent(row, answer);
    if (answer.meaning === "later" || answer.meaning === "sign-in") return answer;
  }
  return DONE;
}

// Rarely needed.
export async function settingsPush(db, send) {
  if (!(await areSettingsUnsynced(db))) return DONE;
  const { settingsSync } = await import("../local/practice-settings.js");
  return settingsSync(db, send);
}
