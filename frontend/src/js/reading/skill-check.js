// The skill check at the end of a part. An answer is stored on this device and shown at once; its event goes to the
// server when it can.
import { answerRecord, answersList, attemptGet, retake } from "../local/answers.js";
import { changed, database, tabs } from "../site/page.js";
import { answerForget, answerShow, choiceRead, hintShow, questionRead } from "./question-view.js";
import { answersMerge, isAnswered, isCorrect, numberParse, summary } from "./scoring.js";

const LONGEST_THINKING_MS = 15 * 60_000;
const NOTHING_CHOSEN = "Choose an answer first.";
const NOTHING_WRITTEN = "Write a number first.";

function totalsShow(section, { answered, total, score, status }) {
  const write = (selector, text) => {
    const node = section.querySelector(selector);
    if (node.textContent !== text) node.textContent = text;
  };
  write("[data-score]", answered ? String(score) : "–");
  write("[data-answered]", `${answered}/${total}`);
  write("[data-status]", status);
  section.querySelector("[data-retake]").hidden = answered === 0;
}

class SkillCheck {
  constructor(db, section) {
    Object.assign(this, { db, section, part: section.dataset.part });
    this.server = JSON.parse(section.querySelector("[data-answers]")?.textContent || "{}");
    this.fieldsets = [...section.querySelectorAll("[data-question]")];
    this.questions = this.fieldsets.map((fieldset) => questionRead(fieldset, this.part));
    this.asked_ms = performance.now();
  }

  listen() {
    this.fieldsets.forEach((fieldset, index) => {
      const give = () => this.answer(this.questions[index], fieldset);
      fieldset.querySelector("[data-answer]").addEventListener("click", give);
      if (this.questions[index].kind === "numeric")
        fieldset.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), give()));
    });
    this.section.querySelector("[data-retake]").addEventListener("click", () => this.retake());
    const { part } = this;
    tabs.listen((news) => news.kind === "answers" && news.part === part && this.refresh());
    document.addEventListener("descent:synced", () => this.refresh());
  }

  async refresh() {
    const answers = answersMerge(await answersList(this.db, this.part), this.server, await attemptGet(this.db, this.part));
    this.questions.forEach((question, index) => {
      const fieldset = this.fieldsets[index];
      const answer = answers[question.id];
      if (answer) answerShow(fieldset, question, answer);
      else if ("answeredAs" in fieldset.dataset) answerForget(fieldset, question);
    });
    totalsShow(this.section, summary(this.questions, answers));
  }

  // How long the learner thought; null where they were away.
  thoughtMs() {
    const thought_ms = performance.now() - this.asked_ms;
    this.asked_ms = performance.now();
    return thought_ms > LONGEST_THINKING_MS ? null : thought_ms;
  }

  async answer(question, fieldset) {
    const choice = choiceRead(fieldset, question, numberParse);
    const isGiven = isAnswered(question, choice);
    hintShow(fieldset, isGiven ? "" : question.kind === "numeric" ? NOTHING_WRITTEN : NOTHING_CHOSEN);
    if (!isGiven) return;
    const { attempt } = await attemptGet(this.db, this.part);
    const answer = { choice, attempt, isCorrect: isCorrect(question, choice), duration_ms: this.thoughtMs() };
    await answerRecord(this.db, question, answer);
    await this.refresh();
    // The button that had the focus is gone; what it led to takes it over.
    const feedback = fieldset.querySelector("[data-feedback]");
    feedback.tabIndex = -1;
    feedback.focus({ preventScroll: true });
    changed({ kind: "answers", part: this.part });
  }

  async retake() {
    await retake(this.db, this.part);
    this.thoughtMs();
    await this.refresh();
    this.fieldsets[0]?.querySelector("input").focus();
    changed({ kind: "answers", part: this.part });
  }
}

export async function skillCheckMount(section) {
  const check = new SkillCheck(await database, section);
  check.listen();
  await check.refresh();
}
