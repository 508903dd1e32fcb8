// The skill check at the end of a part. An answer is stored on this device and shown at once; its event goes to the server when
// it can.
import { answerRecord, answersList, attemptGet, retake } from "../local/answers.js";
import { changed, database, tabs } from "../site/page.js";
import { answerForget, answerShow, choiceRead, hintShow, questionRead } from "./question-view.js";
import { answersMerge, isAnswered, isCorrect, numberParse, summary } from "./scoring.js";

const LONGEST_THINKING_MS = 15 * 60_000;

function serverAnswers(section) {
  const known = JSON.parse(section.querySelector("[data-answers]")?.textContent || "{}");
  return known ?? {};
}

export async function skillCheckMount(section) {
  const { part } = section.dataset;
  const db = await database;
  const server = serverAnswers(section);
  const fieldsets = [...section.querySelectorAll("[data-question]")];
  const questions = fieldsets.map((fieldset) => questionRead(fieldset, part));
  let answers = {};
  let asked_ms = performance.now();

  async function refresh() {
    answers = answersMerge(await answersList(db, part), server, await attemptGet(db, part));
    questions.forEach((question, index) => {
      const answer = answers[question.id] ?? null;
      const wasAnswered = "answeredAs" in fieldsets[index].dataset;
      if (answer) answerShow(fieldsets[index], question, answer);
      else if (wasAnswered) answerForget(fieldsets[index], question);
    });
    totalsShow(section, summary(questions, answers));
  }

  async function answerGive(question, fieldset) {
    const choice = choiceRead(fieldset, question, numberParse);
    if (!isAnswered(question, choice))
      return hintShow(fieldset, question.kind === "numeric" ? "Write a number first." : "Choose an answer first.");
    hintShow(fieldset, "");
    const thought_ms = performance.now() - asked_ms;
    asked_ms = performance.now();
    const { attempt } = await attemptGet(db, part);
    await answerRecord(db, question, {
      choice,
      attempt,
      isCorrect: isCorrect(question, choice),
      duration_ms: thought_ms > LONGEST_THINKING_MS ? null : thought_ms,
    });
    await refresh();
    // The button that had the focus is gone; what it led to takes it over.
    const feedback = fieldset.querySelector("[data-feedback]");
    feedback.tabIndex = -1;
    feedback.focus({ preventScroll: true });
    changed({ kind: "answers", part });
  }

  fieldsets.forEach((fieldset, index) => {
    const give = () => answerGive(questions[index], fieldset);
    fieldset.querySelector("[data-answer]").addEventListener("click", give);
    if (questions[index].kind === "numeric")
      fieldset.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), give()));
  });
  section.querySelector("[data-retake]")?.addEventListener("click", async () => {
    await retake(db, part);
    asked_ms = performance.now();
    await refresh();
    fieldsets[0]?.querySelector("input")?.focus();
    changed({ kind: "answers", part });
  });
  tabs.listen((news) => news.kind === "answers" && news.part === part && refresh());
  document.addEventListener("descent:synced", refresh);
  await refresh();
}

function totalsShow(section, { answered, total, score, status }) {
  const write = (selector, text) => {
    const node = section.querySelector(selector);
    if (node && node.textContent !== text) node.textContent = text;
  };
  write("[data-score]", answered ? String(score) : "–");
  write("[data-answered]", `${answered}/${total}`);
  write("[data-status]", status);
  const again = section.querySelector("[data-retake]");
  if (again) again.hidden = answered === 0;
}
