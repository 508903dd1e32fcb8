// The skill check at the end of a part. Each of its slots asks one variant of its question. An answer is stored on this
// device and shown at once; its event goes to the server when it can.
import { answerRecord, answersList, attemptGet, retake } from "../local/answers.js";
import { deviceGet } from "../local/outbox.js";
import { changed, database, tabs } from "../site/page.js";
import { instancesOf, missing, poolGet } from "./asking.js";
import { orderingListen } from "./ordering.js";
import { answerShow, choiceRead, hintShow, instanceShow, isBegun, questionRead } from "./question-view.js";
import { answersMerge, isCorrect, latestOf, summary, turnOf } from "./scoring.js";

const LONGEST_THINKING_MS = 15 * 60_000;

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

function freshMake(present) {
  const fieldset = present.cloneNode(true);
  for (const input of fieldset.querySelectorAll("input")) {
    if (input.type === "text") input.value = "";
    else input.checked = false;
  }
  return fieldset;
}

// The place of one question on the page, and the variants that may stand there.
class Slot {
  constructor(node, pool, part) {
    Object.assign(this, { node, pool, part, name: node.dataset.slot });
    const found = pool.querySelectorAll(`[data-slot="${this.name}"] [data-question]`);
    const present = node.querySelector("[data-question]");
    const all = found.length ? [...found] : [freshMake(present)];
    this.fresh = new Map(all.map((fieldset) => [fieldset.dataset.question, fieldset]));
    this.ids = [...this.fresh.keys()];
    // What the learner chose or wrote before this ran stays where it is.
    if (isBegun(present) && this.fresh.has(present.dataset.question)) this.begin(present);
  }

  begin(fieldset) {
    this.fieldset = fieldset;
    this.question = questionRead(fieldset, this.part, this.name);
    this.begun = this.question.id;
  }

  // Those after the first, which the question itself shows.
  instances(id) {
    return instancesOf(this.pool, id);
  }

  // What a learner typed and has not checked yet stays where it is.
  show(id, instance, answer, listen) {
    const isOpenAgain = !answer && this.fieldset?.dataset.answeredAs;
    if (this.question?.id !== id || this.question.instance !== instance || isOpenAgain) {
      this.fieldset = this.fresh.get(id).cloneNode(true);
      if (instance > 0) instanceShow(this.fieldset, this.instances(id)[instance - 1]);
      this.question = questionRead(this.fieldset, this.part, this.name);
      this.node.querySelector("[data-question]").replaceWith(this.fieldset);
      listen(this);
    }
    if (answer) answerShow(this.fieldset, this.question, answer);
  }
}

class SkillCheck {
  constructor(db, device, pool, section) {
    Object.assign(this, { db, device, section, part: section.dataset.part });
    this.server = JSON.parse(section.querySelector("[data-answers]")?.textContent || "{}");
    this.slots = [...section.querySelectorAll("[data-slot]")].map((node) => new Slot(node, pool, this.part));
    for (const slot of this.slots) if (slot.begun) this.slotListen(slot);
    this.asked_ms = performance.now();
    this.listen();
  }

  listen() {
    this.section.querySelector("[data-retake]").addEventListener("click", () => this.retake());
    const { part } = this;
    tabs.listen((news) => news.kind === "answers" && news.part === part && this.refresh());
    document.addEventListener("descent:synced", () => this.refresh());
    addEventListener("hashchange", () => this.wantedShow());
  }

  slotListen(slot) {
    const { fieldset } = slot;
    const give = () => this.answer(slot);
    const button = fieldset.querySelector("[data-answer]");
    button.addEventListener("click", give);
    button.disabled = false;
    fieldset.querySelector("input[type=text]")?.addEventListener("keydown", (event) => {
      if (event.key === "Enter") give();
    });
    orderingListen(fieldset);
  }

  async refresh() {
    const [local, attempt] = [await answersList(this.db, this.part), await attemptGet(this.db, this.part)];
    const answers = answersMerge(local, this.server, attempt);
    const given = [];
    for (const slot of this.slots) {
      const latest = latestOf(slot.ids, answers);
      if (latest) given.push(latest);
      const turn = turnOf(this.device, this.part, slot.name, attempt.attempt);
      const own = latest?.question ?? slot.begun ?? slot.ids[turn % slot.ids.length];
      const id = slot.ids.includes(this.wanted) ? this.wanted : own;
      const answer = latest?.question === id ? latest : undefined;
      slot.show(id, this.instance(slot, id, answer, turn, local), answer, (shown) => this.slotListen(shown));
    }
    totalsShow(this.section, summary(this.slots.length, given));
  }

  // The one that was answered; else the one after that which was answered last; else the turn's.
  instance(slot, id, answer, turn, local) {
    if (answer) return answer.instance ?? 0;
    if (slot.question?.id === id && !slot.fieldset.dataset.answeredAs) return slot.question.instance;
    const earlier = local.find((each) => each.question === id) ?? this.server[id];
    return (earlier ? (earlier.instance ?? 0) + 1 : turn) % (1 + slot.instances(id).length);
  }

  // An address may name a variant, as practice does.
  async wantedShow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const slot = this.slots.find(({ ids }) => ids.includes(id));
    this.wanted = slot && id;
    await this.refresh();
    slot?.fieldset.scrollIntoView();
  }

  // How long the learner thought; null where they were away.
  thoughtMs() {
    const thought_ms = performance.now() - this.asked_ms;
    this.asked_ms = performance.now();
    return thought_ms > LONGEST_THINKING_MS ? null : thought_ms;
  }

  async answer({ fieldset, question }) {
    const choice = choiceRead(fieldset, question);
    const reason = missing(question, choice);
    hintShow(fieldset, reason);
    if (reason) return;
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
    this.wanted = undefined;
    for (const slot of this.slots) slot.begun = undefined;
    this.thoughtMs();
    await this.refresh();
    this.slots[0]?.fieldset.querySelector("input, [data-move]").focus();
    changed({ kind: "answers", part: this.part });
  }
}

export async function skillCheckMount(section) {
  const [db, pool] = await Promise.all([database, poolGet(section.dataset.pool)]);
  const check = new SkillCheck(db, (await deviceGet(db)).id, pool, section);
  await check.wantedShow();
}
