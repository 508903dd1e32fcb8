// One sitting of practice: shows a plan, takes an answer or a saying, and has the next plan ready when it is wanted.
import { changesShow, planShow } from "./card.js";
import { eventsDeliver, planAsk, planRest } from "./plans.js";
import { Asked, questionFetch, questionsAhead } from "./question.js";
import { sittingBegin, sittingFound, sittingKeep, sittingLeft } from "./sitting.js";
import { todayShow } from "./today.js";

const MS_PER_MIN = 60_000;

export class Session {
  #coming = null;
  #isBusy = false;
  #isInsisting = false;

  // `own`: db, send, syncNow, changed, sayingRecord
  constructor(root, own) {
    Object.assign(this, { root, own, card: root.querySelector("[data-card]") });
    this.today = document.querySelector("[data-today]");
    this.place = root.querySelector("[data-question-place]");
    this.url = root.dataset.next;
    this.plan = JSON.parse(root.querySelector("[data-plan-json]").textContent);
    this.listen();
  }

  listen() {
    this.card.querySelector("[data-next-button]").addEventListener("click", () => this.next());
    this.card.querySelector("[data-more]").addEventListener("click", () => this.more());
    for (const button of this.card.querySelectorAll("[data-say]"))
      button.addEventListener("click", () => this.say(button.dataset.say));
    for (const chip of this.today.querySelectorAll("[data-session]"))
      chip.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.sit(Number(chip.dataset.session) || null);
      });
  }

  // The page came with its first plan and question.
  async begin() {
    this.sitting = sittingFound(location.search, this.plan.spent_min);
    sittingKeep(this.sitting);
    const fieldset = this.place.querySelector("[data-question]");
    await this.show(this.plan, fieldset);
    if (this.left !== null && this.left < this.sitting.minutes) await this.renew();
  }

  get left() {
    return sittingLeft(this.sitting, this.plan.spent_min);
  }

  get isAnswered() {
    return Boolean(this.asked?.isAnswered);
  }

  async show(plan, fieldset) {
    const { item } = plan;
    const given = fieldset ?? (item?.kind === "quiz" ? await questionFetch(this.own.db, item) : null);
    this.plan = plan;
    this.isOver = planShow(this.root, plan, { isInsisting: this.#isInsisting });
    todayShow(this.today, plan, this.sitting);
    this.place.replaceChildren(...(given ? [given] : []));
    this.card.toggleAttribute("data-asks", Boolean(given));
    this.asked = given ? new Asked(given, item, () => this.answer()) : null;
    questionsAhead([item, plan.then[0]]);
  }

  async answer() {
    const { db, changed } = this.own;
    const given = await this.asked.answer(db);
    if (!given) return;
    const feedback = this.asked.fieldset.querySelector("[data-feedback]");
    feedback.tabIndex = -1;
    feedback.focus({ preventScroll: true });
    this.card.querySelector("[data-sayings]").hidden = true;
    this.card.querySelector("[data-changes]").hidden = false;
    changesShow(this.card, [], [], "");
    changed({ kind: "answers", part: this.asked.question.part });
    const { item } = this.plan;
    this.#come(item.id, given.duration_ms / MS_PER_MIN).then((plan) => {
      if (this.plan.item !== item) return;
      changesShow(this.card, plan.answered, item.standings ?? [], plan.horizon);
      todayShow(this.today, plan, this.sitting);
      questionsAhead([plan.item]);
    });
  }

  async say(reason) {
    const { item } = this.plan;
    if (this.#isBusy || this.isAnswered || this.isOver || !item) return;
    await this.#busy(async () => {
      await this.own.sayingRecord(this.own.db, item, reason);
      this.own.changed({ kind: "events" });
      await this.#advance(await this.#come(item.id, 0));
    });
  }

  async next() {
    if (this.#isBusy || !this.isAnswered) return;
    await this.#busy(async () => this.#advance(await this.#coming));
  }

  async more() {
    this.#isInsisting = true;
    await this.show(this.plan, this.asked?.fieldset ?? null);
    this.#focus();
  }

  // Another session of minutes, or none.
  async sit(minutes) {
    this.sitting = sittingBegin(minutes, this.plan.spent_min);
    this.#isInsisting = false;
    sittingKeep(this.sitting);
    history.replaceState(null, "", minutes ? `?minutes=${minutes}` : location.pathname);
    todayShow(this.today, this.plan, this.sitting);
    await this.renew();
  }

  // What is known changed elsewhere. An item that the learner is at stays.
  async renew() {
    if (this.#isBusy || this.isAnswered || this.asked?.isTouched) return;
    const shown = this.plan;
    const plan = await planAsk(this.own.send, this.url, { minutes: this.left });
    if (!plan || this.plan !== shown || this.#isBusy || this.isAnswered || this.asked?.isTouched) return;
    const isSame = plan.item?.id === shown.item?.id;
    await this.show(plan, isSame ? this.asked?.fieldset : null);
  }

  // The plan after an event: the server's, else the rest of this one.
  #come(answered, spent_min) {
    const rest = planRest(this.plan, spent_min);
    const minutes = sittingLeft(this.sitting, rest.spent_min);
    const ask = async () => {
      const { db, send, syncNow } = this.own;
      const isKnown = await eventsDeliver(db, syncNow);
      return (isKnown && (await planAsk(send, this.url, { minutes, answered }))) || rest;
    };
    this.#coming = ask();
    return this.#coming;
  }

  async #advance(plan) {
    await this.show(plan);
    this.card.dispatchEvent(new CustomEvent("practice:next", { bubbles: true }));
    this.#focus();
  }

  // Where the learner types, the field; a phone's keyboard would cover the question.
  #focus() {
    const target = this.isOver
      ? this.card.querySelector("[data-more]:not([hidden]), [data-done-note] a")
      : (matchMedia("(hover: hover)").matches && this.asked?.field) || this.card.querySelector("[data-title]");
    target?.focus({ preventScroll: true });
    this.card.scrollIntoView({ block: "nearest" });
  }

  async #busy(work) {
    this.#isBusy = true;
    this.card.setAttribute("aria-busy", "true");
    try {
      await work();
    } finally {
      this.#isBusy = false;
      this.card.removeAttribute("aria-busy");
    }
  }
}
