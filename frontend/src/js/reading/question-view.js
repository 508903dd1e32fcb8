// One question of a skill check: reads it from the page, and shows how it was answered.

const inputsOf = (fieldset) => [...fieldset.querySelectorAll("input")];

export function questionRead(fieldset, part) {
  const { question: id, kind, itemRev, concepts, answerValue, relativeTolerance } = fieldset.dataset;
  const options = inputsOf(fieldset)
    .filter((input) => input.dataset.correct)
    .map((input) => ({ id: input.value, is_correct: input.dataset.correct === "true" }));
  return {
    id,
    kind,
    part,
    options,
    revision: itemRev ?? "",
    concepts: (concepts ?? "").split(/\s+/).filter(Boolean),
    answer: Number(answerValue),
    relative_tolerance: Number(relativeTolerance),
  };
}

export function choiceRead(fieldset, question, numberParse) {
  const inputs = inputsOf(fieldset);
  if (question.kind === "numeric") return numberParse(inputs[0].value);
  return inputs
    .filter((input) => input.checked)
    .map((input) => input.value)
    .sort();
}

function choiceShow(inputs, question, choice) {
  if (question.kind === "numeric") {
    if (Number(inputs[0].value) !== choice) inputs[0].value = String(choice);
    return;
  }
  for (const input of inputs) input.checked = [].concat(choice).includes(input.value);
}

const VERDICT = { true: "Right.", false: "Not right." };

// `answer` is null while the question is open. A number typed but not checked yet stays where it is.
export function answerShow(fieldset, question, answer) {
  const feedback = fieldset.querySelector("[data-feedback]");
  const inputs = inputsOf(fieldset);
  if (answer) choiceShow(inputs, question, answer.choice);
  for (const input of inputs) input.disabled = answer !== null;
  fieldset.querySelector("[data-answer]").hidden = answer !== null;
  feedback.hidden = answer === null;
  if (answer === null) {
    delete fieldset.dataset.answeredAs;
    return;
  }
  fieldset.dataset.answeredAs = answer.is_correct ? "right" : "wrong";
  feedback.dataset.correct = String(answer.is_correct);
  feedback.querySelector("[data-feedback-verdict]").textContent = VERDICT[answer.is_correct];
  for (const note of feedback.querySelectorAll("[data-option-explanation]"))
    note.hidden = ![].concat(answer.choice).includes(note.dataset.optionExplanation);
  for (const note of feedback.querySelectorAll("[data-explanation]")) note.hidden = false;
  optionsMark(inputs, answer);
}

// Words for the right options and the chosen ones, so that colour is not all that tells them apart.
function optionsMark(inputs, answer) {
  for (const input of inputs.filter((each) => each.dataset.correct)) {
    const isRight = input.dataset.correct === "true";
    const isChosen = [].concat(answer.choice).includes(input.value);
    const words = isRight ? (isChosen ? "your answer, right" : "right") : isChosen ? "your answer" : "";
    const label = input.closest("label");
    if (words) label.dataset.mark = isRight ? "right" : "wrong";
    markOf(label).textContent = words;
  }
}

function markOf(label) {
  const known = label.querySelector(".option-mark");
  if (known) return known;
  const mark = document.createElement("span");
  mark.className = "option-mark";
  label.append(mark);
  return mark;
}

export function answerForget(fieldset, question) {
  for (const input of inputsOf(fieldset)) {
    if (question.kind === "numeric") input.value = "";
    else input.checked = false;
    const label = input.closest("label");
    if (label) delete label.dataset.mark;
    label?.querySelector(".option-mark")?.remove();
  }
  answerShow(fieldset, question, null);
}

export function hintShow(fieldset, words) {
  const button = fieldset.querySelector("[data-answer]");
  let hint = fieldset.querySelector("[data-answer-hint]");
  if (!hint) {
    hint = document.createElement("span");
    hint.className = "hint";
    hint.dataset.answerHint = "";
    hint.setAttribute("role", "status");
    button.after(hint);
  }
  hint.textContent = words;
}
