// What a skill check and practice share when they ask: all variants of a part's questions, and when a choice is no
// answer yet.
import { ExpressionError, expressionRead } from "./expressions.js";

const POOL_LIMIT_MS = 10_000;

// Why a choice is no answer yet, or nothing.
export function missing(question, choice) {
  if (question.kind === "numeric") return Number.isFinite(choice) ? "" : "Write a number first.";
  if (question.kind === "ordering")
    return choice.join() === question.shown.join() ? "Bring the steps into order first." : "";
  if (question.kind !== "expression") return choice.length ? "" : "Choose an answer first.";
  try {
    expressionRead(choice, question.symbols);
    return "";
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

// All variants, in a document of their own. Without a network, the ones on the page are all there is.
export async function poolGet(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(POOL_LIMIT_MS) });
    const pool = document.createElement("template");
    if (answer.ok) pool.innerHTML = await answer.text();
    return pool.content;
  } catch {
    return document.createDocumentFragment();
  }
}

// The instances of a question after the first, which the question itself shows.
export const instancesOf = (pool, id) => pool.querySelectorAll(`[data-instance-of="${CSS.escape(id)}"]`);
