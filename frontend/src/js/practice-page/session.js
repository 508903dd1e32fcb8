// One sitting of practice: shows a plan, takes an answer or a saying, and has the next plan ready when it is wanted.
import { changesShow, planShow } from "./card.js";
import { eventsDeliver, planAsk, planHere, planPrepare, planRest } from "./plans.js";
import { Asked, isAtHand, questionFetch, questionsAhead } from "./question.js";
import { sittingBegin, sittingFound, sittingKeep, sittingLeft } from "./sitting.js";
import { todayShow } from "./today.js";

const MS_PER_MIN = 60_000;

export class Session {
  // What comes next: the plan of this device, and the server's, as far as there are any.
  #here = null;
  #there = null;
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
    // A page that was kept for when there is no network may be days old.
    const isShorter = this.left !== null && this.left < this.sitting.minutes;
    if (isShorter || !navigator.onLine) await this.renew();
  }

  // Called when the page has nothing better to do.
  async prepare() {
    await planPrepare(this.own.db, this.own.send).catch(() => {});
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
    // A question that stays is listened to already.
    const isStaying = given !== null && given === this.asked?.fieldset;
    if (!isStaying) this.asked = given ? new Asked(given, item, () => this.answer()) : null;
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
    this.#come(given.duration_ms / MS_PER_MIN);
    for (const coming of [this.#here, this.#there])
      coming.then((plan) => {
        if (!plan || this.plan.item !== item) return;
        if (plan.answered.length) changesShow(this.card, plan.answered, item.standings ?? [], plan.horizon);
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
      this.#come(0);
      await this.#advance();
    });
  }

  async next() {
    if (this.#isBusy || !this.isAnswered) return;
    await this.#busy(() => this.#advance());
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
    const { db, send } = this.own;
    const plan =
      (await planAsk(send, this.url, { minutes: this.left })) ??
      (await planHere(db, { minutes: this.left, isAtHand }).catch(() => null));
    if (!plan || this.plan !== shown || this.#isBusy || this.isAnswered || this.asked?.isTouched) return;
    const isSame = plan.item?.id === shown.item?.id;
    await this.show(plan, isSame ? this.asked?.fieldset : null);
  }

  // Look for the plan after an event.
  #come(spent_min) {
    const { db, send, syncNow } = this.own;
    const rest = planRest(this.plan, spent_min);
    const asked = { minutes: sittingLeft(this.sitting, rest.spent_min), answered: this.plan.item, isAtHand };
    this.#here = planHere(db, asked).catch(() => null);
    this.#there = eventsDeliver(db, syncNow).then((isKnown) => (isKnown ? planAsk(send, this.url, asked) : null));
    this.rest = rest;
  }

  // The first plan there is: they agree, but only the server waits for the network.
  async #advance() {
    const plan = (await this.#here) ?? (await this.#there) ?? this.rest;
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
