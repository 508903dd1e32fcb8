// Evaluates answers to a skill check as the server does, so that the learner sees the result at once and offline.
import { areEqual } from "./expressions.js";

// Accepts 0.5, 0,5, 1e-3 and 3/8.
export function numberParse(text) {
  const plain = text.trim().replace(/(\d),(\d)/g, "$1.$2").replaceAll("−", "-");
  const [numerator, denominator = "1", ...rest] = plain.split("/");
  if (rest.length || !numerator.trim() || !denominator.trim()) return NaN;
  const value = Number(numerator) / Number(denominator);
  return Number.isFinite(value) ? value : NaN;
}

const isClose = (value, wanted, tolerance) => Math.abs(value - wanted) <= tolerance * (Math.abs(wanted) || 1);

function means(question, choice, wanted) {
  if (question.kind === "numeric") return isClose(choice, Number(wanted), question.relative_tolerance);
  return areEqual(choice, wanted, question.symbols, question.real);
}

export function isCorrect(question, choice) {
  if (question.kind === "numeric" || question.kind === "expression") return means(question, choice, question.answer);
  if (question.kind === "ordering") return misplaced(question, choice) === -1;
  const right = question.options.filter((option) => option.is_correct).map((option) => option.id);
  return right.length === choice.length && right.every((id) => choice.includes(id));
}

// The known misconception that leads to this answer, by its number, or -1.
export const wrongMatch = (question, choice) => question.wrong.findIndex((value) => means(question, choice, value));

// The first place with another step than the right one, or -1.
export const misplaced = (question, choice) => question.order.findIndex((id, place) => choice[place] !== id);

// The answers that count now: of this attempt, the newest to each question, from this device or another.
export function answersMerge(local, server, { attempt, begun_at }) {
  const merged = {};
  for (const [question, answer] of Object.entries(server)) {
    const answered_at = Date.parse(answer.answered_at);
    if (answered_at >= begun_at) merged[question] = { ...answer, question, answered_at };
  }
  for (const answer of local) {
    if (answer.attempt !== attempt) continue;
    const known = merged[answer.question];
    if (!known || known.answered_at <= answer.answered_at) merged[answer.question] = answer;
  }
  return merged;
}

// The newest answer to any variant of a slot.
export const latestOf = (variants, answers) =>
  variants
    .map((id) => answers[id])
    .filter(Boolean)
    .reduce((newest, answer) => (newest && newest.answered_at > answer.answered_at ? newest : answer), undefined);

export function summary(total, given) {
  const status = given.length === 0 ? "not attempted" : given.length < total ? "in progress" : "done";
  return { answered: given.length, total, score: given.filter((answer) => answer.is_correct).length, status };
}

// The same for a device and a slot as long as the attempt lasts; the next attempt brings the next variant, so that all
// come before any comes again.
export function turnOf(device, part, slot, attempt) {
  let hash = 2166136261;
  for (const letter of `${device} ${part} ${slot}`) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
  return ((hash >>> 0) % 65536) + attempt - 1;
}
