// The latest answer to each question of a part (each variant of a slot is one), and how often its skill check was begun anew.
import { metaGet, metaPut } from "./store.js";
import { eventAdd } from "./outbox.js";
import { eventMake } from "./events.js";

const FIRST = { attempt: 1, begun_at: 0 };

export function answersList(db, part) {
  return db.getAllFromIndex("answers", "part", part);
}

export async function attemptGet(db, part) {
  return (await metaGet(db, `retake:${part}`)) ?? FIRST;
}

export async function retake(db, part) {
  const { attempt } = await attemptGet(db, part);
  // By the server's clock, which dates the answers that come from there.
  const begun = { attempt: attempt + 1, begun_at: Date.now() + ((await metaGet(db, "clock")) ?? 0) };
  await metaPut(db, `retake:${part}`, begun);
  return begun;
}

// The answer and its event are stored together or not at all.
export async function answerRecord(db, question, { choice, isCorrect, attempt, duration_ms }) {
  const event = eventMake({
    kind: "quiz",
    item_id: question.id,
    item_rev: question.revision,
    duration_ms,
    payload: {
      part: question.part,
      question: question.id,
      question_kind: question.kind,
      slot: question.slot,
      instance: question.instance,
      choice,
      correct: isCorrect,
      options: question.options.map((option) => option.id),
      concepts: question.concepts,
      attempt,
    },
  });
  const answer = answerOf(event);
  await eventAdd(db, event, { answers: answer });
  return answer;
}

function answerOf({ id, t_client_ms, payload }) {
  return {
    question: payload.question,
    part: payload.part,
    instance: payload.instance,
    choice: payload.choice,
    is_correct: payload.correct,
    attempt: payload.attempt,
    answered_at: t_client_ms,
    event_id: id,
  };
}

// Answers given on the learner's other devices; the newest answer to a question counts.
export async function answersLearn(db, events) {
  const tx = db.transaction("answers", "readwrite");
  for (const event of events) {
    if (event.kind !== "quiz" || !event.payload.question || !event.payload.part) continue;
    const answer = answerOf({ ...event, t_client_ms: event.t_eff_ms ?? event.t_client_ms });
    const known = await tx.store.get(answer.question);
    if (!known || known.answered_at < answer.answered_at) tx.store.put(answer);
  }
  await tx.done;
}
