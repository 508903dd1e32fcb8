// One round of syncing: everything that waits is offered to the server once. A refusal of one kind does not hold up
// the others; an unreachable server ends the round. `pushed` counts the events that the server has now; `isFailed` says
// that going again may help, as it does not with what the site refuses.
import { eventsExchange } from "./exchange.js";
import { KEPT, SIGN_IN, SYNCED } from "./status.js";
import { readsPush, settingsPush, submissionsPush, textsPush } from "./deliveries.js";

export async function syncOnce(db, send, onSubmissionSent = () => {}) {
  const steps = [
    () => submissionsPush(db, send, onSubmissionSent),
    () => textsPush(db, send),
    () => eventsExchange(db, send),
    () => readsPush(db, send),
    () => settingsPush(db, send),
  ];
  let outcome = SYNCED;
  let retry_after_s = 0;
  let pushed = 0;
  let isFailed = false;
  for (const step of steps) {
    const answer = await step();
    pushed += answer.pushed ?? 0;
    if (answer.meaning === "done") continue;
    isFailed ||= answer.meaning !== "refused";
    retry_after_s = Math.max(retry_after_s, answer.retry_after_s ?? 0);
    outcome = answer.meaning === "sign-in" || outcome === SIGN_IN ? SIGN_IN : KEPT;
    if (answer.status === 0) break;
  }
  return { outcome, retry_after_s, pushed, isFailed };
}
