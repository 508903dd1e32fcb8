// One question of a skill check: reads it from the page, and shows how it was answered.
import { orderRead, orderShow } from "./ordering.js";
import { misplaced, numberParse, wrongMatch } from "./scoring.js";

const inputsOf = (fieldset) => [...fieldset.querySelectorAll("input")];
const wordsOf = (text) => (text ?? "").split(/\s+/).filter(Boolean);
const isTyped = (question) => question.kind === "numeric" || question.kind === "expression";

// Puts the numbers of another instance into a fresh question.
export function instanceShow(fieldset, instance) {
  if (!instance) return;
  for (const text of ["[data-prompt]", "[data-explanations]"])
    fieldset.querySelector(text).replaceChildren(...instance.querySelector(text).cloneNode(true).childNodes);
  fieldset.dataset.instance = instance.dataset.instance;
  fieldset.dataset.answerValue = instance.dataset.answerValue;
}

export function questionRead(fieldset, part, slot) {
  const { question: id, kind, itemRev, concepts, instance, answerValue, relativeTolerance, symbols, real, order } =
    fieldset.dataset;
  const options = inputsOf(fieldset)
    .filter((input) => input.dataset.correct)
    .map((input) => ({ id: input.value, is_correct: input.dataset.correct === "true" }));
  return {
    id,
    kind,
    part,
    slot,
    options,
    instance: Number(instance),
    revision: itemRev ?? "",
    concepts: wordsOf(concepts),
    answer: kind === "numeric" ? Number(answerValue) : answerValue,
    relative_tolerance: Number(relativeTolerance),
    symbols: wordsOf(symbols),
    real: wordsOf(real),
    order: wordsOf(order),
    shown: orderRead(fieldset),
    wrong: [...fieldset.querySelectorAll("[data-explanations] [data-wrong]")].map((node) => node.dataset.wrong),
  };
}

export function choiceRead(fieldset, { kind }) {
  const inputs = inputsOf(fieldset);
  if (kind === "numeric") return numberParse(inputs[0].value);
  if (kind === "expression") return inputs[0].value.trim();
  if (kind === "ordering") return orderRead(fieldset);
  return inputs
    .filter((input) => input.checked)
    .map((input) => input.value)
    .sort();
}

// Whether an option is chosen or something is written.
export const isBegun = (fieldset) =>
  inputsOf(fieldset).some((input) => (input.type === "text" ? input.value !== "" : input.checked));

function choiceShow(fieldset, question, choice) {
  const inputs = inputsOf(fieldset);
  if (question.kind === "ordering") orderShow(fieldset, choice);
  else if (isTyped(question)) {
    if (choiceRead(fieldset, question) !== choice) inputs[0].value = String(choice);
  } else for (const input of inputs) input.checked = [].concat(choice).includes(input.value);
}

const VERDICT = { true: "Right.", false: "Not right." };

export function answerShow(fieldset, question, answer) {
  const feedback = fieldset.querySelector("[data-feedback]");
  choiceShow(fieldset, question, answer.choice);
  for (const input of inputsOf(fieldset)) input.disabled = true;
  for (const open of fieldset.querySelectorAll("[data-answer], [data-handle], [data-moves]")) open.hidden = true;
  fieldset.dataset.answeredAs = answer.is_correct ? "right" : "wrong";
  feedback.hidden = false;
  feedback.dataset.correct = String(answer.is_correct);
  feedback.querySelector("[data-feedback-verdict]").textContent = VERDICT[answer.is_correct];
  if (question.kind === "ordering") stepsMark(fieldset, question, answer);
  else if (isTyped(question)) wrongExplain(feedback, question, answer);
  else optionsMark(fieldset, answer);
}

function wrongExplain(feedback, question, answer) {
  if (answer.is_correct) return;
  const match = wrongMatch(question, answer.choice);
  feedback.querySelectorAll("[data-wrong]").forEach((note, number) => (note.hidden = number !== match));
}

// Words for the right options and the chosen ones, so that colour is not all that tells them apart.
function optionsMark(fieldset, answer) {
  for (const note of fieldset.querySelectorAll("[data-option-explanation]")) note.hidden = false;
  for (const input of inputsOf(fieldset)) {
    const isRight = input.dataset.correct === "true";
    const isChosen = [].concat(answer.choice).includes(input.value);
    const words = isRight ? (isChosen ? "your answer, right" : "right") : isChosen ? "your answer" : "";
    if (words) mark(input.closest("label"), isRight, words);
  }
}

// Where each step belongs; why is said of the first that stands elsewhere.
function stepsMark(fieldset, question, answer) {
  const first = answer.choice[misplaced(question, answer.choice)];
  for (const [place, step] of fieldset.querySelectorAll("[data-step]").entries()) {
    const right = question.order.indexOf(step.dataset.step);
    mark(step, right === place, right === place ? "in its place" : `belongs at ${right + 1}`);
    step.querySelector("[data-option-explanation]").hidden = step.dataset.step !== first;
  }
}

function mark(node, isRight, words) {
  node.dataset.mark = isRight ? "right" : "wrong";
  node.querySelector(".option-mark")?.remove();
  const note = document.createElement("span");
  note.className = "option-mark";
  note.textContent = words;
  node.append(note);
}

export function hintShow(fieldset, words) {
  fieldset.querySelector("[data-answer-hint]").textContent = words;
}
