// Sends notes, sections read and submissions. Each returns the first answer that was not "done", or "done".
import { docDelivered, docRefused, docsDirty, docSending, isHeld } from "../local/docs.js";
import { readSent, readsUnsent } from "../local/reads.js";
import { submissionForget, submissionSent, submissionsUnsent } from "../local/submissions.js";

const DONE = { meaning: "done" };

export async function notesPush(db, send) {
  let worst = DONE;
  for (const doc of await docsDirty(db, "note:")) {
    if (isHeld(doc)) continue;
    const answer = await notePush(db, send, doc);
    if (answer.meaning !== "done") worst = answer;
    if (answer.status === 0) break;
  }
  return worst;
}

async function notePush(db, send, doc) {
  const part = doc.key.slice("note:".length);
  await docSending(db, doc.key);
  const answer = await send(`/api/v1/notes/${encodeURIComponent(part)}`, {
    method: "PUT",
    body: { text: doc.text, base_revision: doc.base_revision },
  });
  if (answer.meaning === "done") await docDelivered(db, doc.key, doc.version, answer.data.revision);
  if (answer.meaning !== "conflict") return answer;
  const refused = await docRefused(db, doc.key, answer.data);
  if (isHeld(refused) || !refused.is_dirty) return DONE;
  return notePush(db, send, refused);
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
  if (answer.meaning === "refused" || answer.meaning === "conflict") await submissionForget(db, row.id);
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
