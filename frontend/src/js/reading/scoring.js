// Evaluates answers to a skill check as the server does, so that the learner sees the result at once and offline.

// Accepts 0.5, 0,5, 1e-3 and 3/8.
export function numberParse(text) {
  const plain = text.trim().replace(/(\d),(\d)/g, "$1.$2").replaceAll("−", "-");
  const [numerator, denominator = "1", ...rest] = plain.split("/");
  if (rest.length || !numerator.trim() || !denominator.trim()) return NaN;
  const value = Number(numerator) / Number(denominator);
  return Number.isFinite(value) ? value : NaN;
}

export function isAnswered(question, choice) {
  return question.kind === "numeric" ? Number.isFinite(choice) : choice.length > 0;
}

export function isCorrect(question, choice) {
  if (question.kind === "numeric") {
    const scale = Math.abs(question.answer) || 1;
    return Math.abs(choice - question.answer) <= question.relative_tolerance * scale;
  }
  const right = question.options.filter((option) => option.is_correct).map((option) => option.id);
  return right.length === choice.length && right.every((id) => choice.includes(id));
}

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

export function summary(questions, answers) {
  const given = questions.map((question) => answers[question.id]).filter(Boolean);
  const total = questions.length;
  const status = given.length === 0 ? "not attempted" : given.length < total ? "in progress" : "done";
  return { answered: given.length, total, score: given.filter((answer) => answer.is_correct).length, status };
}
