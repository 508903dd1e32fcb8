// Submissions that are not finished as far as this device knows. A submission has its id from the start, so that
// sending it twice makes one submission.
import { uuid7 } from "./uuid7.js";

export const submissionMake = (submission) => ({ ...submission, id: uuid7(), created_at: Date.now(), state: "unsent" });

export const submissionSent = (db, row) => db.put("submissions", { ...row, state: "sent" });

// What the site does not take is kept, with its reason, until the learner has been told.
export const submissionRefused = (db, row, reason) => db.put("submissions", { ...row, state: "refused", reason });

export const submissionForget = (db, id) => db.delete("submissions", id);

const oldestFirst = (rows) => rows.sort((one, two) => one.created_at - two.created_at);

export async function submissionsUnsent(db) {
  return oldestFirst((await db.getAll("submissions")).filter((row) => row.state === "unsent"));
}

export async function submissionsOpen(db, exercise) {
  return oldestFirst((await db.getAll("submissions")).filter((row) => row.exercise === exercise));
}
