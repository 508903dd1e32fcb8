// The question on the card: finds its text, shows it, and reads how it is answered.
import { answerRecord, answersList, attemptGet } from "../local/answers.js";
import { instancesOf, missing, poolGet } from "../reading/asking.js";
import { orderingListen } from "../reading/ordering.js";
import { answerShow, choiceRead, hintShow, instanceShow, isBegun, questionRead } from "../reading/question-view.js";
import { isCorrect } from "../reading/scoring.js";

const LONGEST_THINKING_MS = 15 * 60_000;
const pools = new Map();
// Those whose texts have come.
const atHand = new Set();

const questionsUrl = ({ url }) => `${url.split("#")[0]}questions/`;

function poolOf(item) {
  const url = questionsUrl(item);
  if (!pools.has(url)) {
    const found = poolGet(url);
    pools.set(url, found);
    // What could not be had may be had later.
    found.then((pool) => (pool.childElementCount ? atHand.add(url) : pools.delete(url)));
  }
  return pools.get(url);
}

export const isAtHand = (item) => item.kind === "quiz" && atHand.has(questionsUrl(item));

// Have the texts of what comes next at hand.
export function questionsAhead(items) {
  for (const item of items) if (item?.kind === "quiz") poolOf(item);
}

// Return a fresh fieldset with the numbers after those that were asked last, or null where its text is not at hand.
export async function questionFetch(db, item) {
  const pool = await poolOf(item);
  const found = pool.querySelector(`[data-question="${CSS.escape(item.id)}"]`);
  if (!found) return null;
  const fieldset = found.cloneNode(true);
  const [part] = item.pool.split("/");
  const earlier = (await answersList(db, part)).find((each) => each.question === item.id);
  const others = instancesOf(pool, item.id);
  const instance = earlier ? ((earlier.instance ?? 0) + 1) % (1 + others.length) : 0;
  if (instance > 0) instanceShow(fieldset, others[instance - 1]);
  return fieldset;
}

export class Asked {
  constructor(fieldset, item, onAnswer) {
    const [part, slot] = item.pool.split("/");
    this.fieldset = fieldset;
    this.question = questionRead(fieldset, part, slot);
    this.since_ms = performance.now();
    const button = fieldset.querySelector("[data-answer]");
    button.disabled = false;
    button.classList.add("button-primary");
    button.addEventListener("click", onAnswer);
    this.field?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      onAnswer();
    });
    orderingListen(fieldset);
  }

  get field() {
    return this.fieldset.querySelector("input[type=text]");
  }

  get isTouched() {
    const { fieldset, question } = this;
    const isMoved = question.kind === "ordering" && missing(question, choiceRead(fieldset, question)) === "";
    return isMoved || isBegun(fieldset);
  }

  get isAnswered() {
    return Boolean(this.fieldset.dataset.answeredAs);
  }

  // The option at a place, or the field where there is one.
  choose(place) {
    if (this.isAnswered) return;
    const options = [...this.fieldset.querySelectorAll(".options input")];
    if (options.length) options[place]?.click();
    else this.field?.focus();
    options[place]?.focus();
  }

  // Store an answer and show it; return its event's time spent, or null where there is no answer yet.
  async answer(db) {
    const choice = choiceRead(this.fieldset, this.question);
    const reason = missing(this.question, choice);
    hintShow(this.fieldset, reason);
    if (reason || this.isAnswered || this.isBeingStored) return null;
    this.isBeingStored = true;
    const thought_ms = performance.now() - this.since_ms;
    const duration_ms = thought_ms > LONGEST_THINKING_MS ? null : thought_ms;
    const { attempt } = await attemptGet(db, this.question.part);
    const given = { choice, attempt, isCorrect: isCorrect(this.question, choice), duration_ms };
    const answer = await answerRecord(db, this.question, given).finally(() => (this.isBeingStored = false));
    answerShow(this.fieldset, this.question, answer);
    return { duration_ms: duration_ms ?? 0 };
  }
}
