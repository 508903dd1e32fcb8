// Chooses what to do next: the item with the largest expected gain per minute that suits now.
import { DAY_MS, daysSince } from "./days.js";
import { gainOf, Prospects, UNTAUGHT } from "./gains.js";
import { prerequisitesOf, reached } from "./graph.js";
import { FAILURES_IN_A_ROW } from "./state.js";
import { reasonOf } from "./wording.js";

const FACETS = ["know", "do"];
const HORIZON_DAYS = 30;
const PREREQUISITE_FROM = 0.7;
const UNTRIED = 0.6;
const UNMET_FLOOR = 0.1;
const UNREAD_FACTOR = 0.5;
const COMFORTABLE = [0.6, 0.95];
const UNCOMFORTABLE_FACTOR = 0.7;
const CODE_EVERY_MIN = 15;
const TOO_HARD_DAYS = 3;
const LONG_BREAK_DAYS = 14;
// Below this gain, in concepts recalled per minute, nothing is worth today's time.
const GAIN_FLOOR_PER_MIN = 0.0003;
const MS_PER_MIN = 60_000;
const URGENCY = { claimed: 3, stuck: 2, code: 1, "": 0 };

// What the learner set: the learner-local day of the exam, minutes a day, and what concepts are worth.
export const NO_GOAL = { exam_day: null, minutes_a_day: null, values: {} };

// How far ahead the exam is, on its own day 1; null where it is over or not set.
export const daysToExam = ({ exam_day }, day) => (exam_day === null || exam_day < day ? null : Math.max(1, exam_day - day));

// Towards the exam, or 30 days ahead where none is to come.
export function momentOf(day, t_ms, tz_offset_min, goal) {
  const days = daysToExam(goal, day) ?? HORIZON_DAYS;
  return { day, t_ms, tz_offset_min, horizon_ms: t_ms + days * DAY_MS };
}

// What to do, best first, at a moment on or after the state's last event. `model` is {graph, parameters}; `minutes`
// leaves out what does not fit into them.
export function planMake(items, state, model, moment, goal = NO_GOAL, minutes = null) {
  const chooser = new Chooser(state, model, moment, goal, unreadOf(items));
  const choices = openItems(items, state, moment.day)
    .filter((item) => minutes === null || item.minutes <= minutes)
    .map((item) => chooser.choice(item));
  const isLike = new Map(
    choices.map((choice) => [choice, choice.item.concepts.some((slug) => chooser.lastConcepts.includes(slug))]),
  );
  choices.sort(
    (one, two) =>
      isLike.get(one) - isLike.get(two) ||
      URGENCY[two.cause] - URGENCY[one.cause] ||
      two.score - one.score ||
      (one.item.id < two.item.id ? -1 : 1),
  );
  const left = chooser.minutesLeft;
  return { choices: fittingFirst(choices, left), done_because: doneBecause(choices, left), minutes_left: left };
}

// Concepts that no item is about whose sections were read.
function unreadOf(items) {
  const conceptsOf = (is_read) => items.filter((item) => item.is_read === is_read).flatMap(({ concepts }) => concepts);
  const read = new Set(conceptsOf(true));
  return new Set(conceptsOf(false).filter((concept) => !read.has(concept)));
}

// Items done or put off today are left out with their whole pool; of a pool, those seen least are in.
function openItems(items, state, day) {
  const pools = new Map();
  for (const item of items) {
    const pool = item.pool || item.id;
    if (!pools.has(pool)) pools.set(pool, []);
    pools.get(pool).push(item);
  }
  const over = new Set(state.today.day === day ? state.today.done : []);
  for (const item_id of Object.keys(state.skips)) {
    const { reason, day: since } = state.skips[item_id];
    if (day - since < (reason === "too hard" ? TOO_HARD_DAYS : 1)) over.add(item_id);
  }
  const timesOf = ({ id }) => state.times[id] ?? 0;
  return [...pools.values()]
    .filter((pool) => !pool.some(({ id }) => over.has(id)))
    .flatMap((pool) => {
      const least = Math.min(...pool.map(timesOf));
      return pool.filter((item) => timesOf(item) === least);
    });
}

// What fits the day's minutes before what does not, where anything does.
function fittingFirst(choices, left) {
  if (left === null) return choices;
  const fits = ({ item }) => item.minutes <= left;
  return [...choices.filter(fits), ...choices.filter((choice) => !fits(choice))];
}

function doneBecause(choices, left) {
  if (choices.length === 0) return "nothing left";
  if (left !== null && !choices.some(({ item }) => item.minutes <= left)) return "time is up";
  return choices.every(({ score }) => score < GAIN_FLOOR_PER_MIN) ? "nothing gains" : "";
}

class Chooser {
  #strengths = new Map();

  constructor(state, model, moment, goal, unread) {
    Object.assign(this, { state, model, moment, goal, unread });
    this.prospects = new Prospects(state, model, moment);
    const today = state.today.day === moment.day ? state.today : null;
    this.lastConcepts = today?.last_concepts ?? [];
    this.claimed = today ? today.claimed.filter((concept) => !today.settled.includes(concept)) : [];
    this.stuck = today?.failures >= FAILURES_IN_A_ROW ? this.#weakestPrerequisite(today.failed) : null;
    this.isCodeDue = today?.since_code_ms >= CODE_EVERY_MIN * MS_PER_MIN;
    const spent_min = (today?.spent_ms ?? 0) / MS_PER_MIN;
    this.minutesLeft = goal.minutes_a_day === null ? null : Math.max(0, goal.minutes_a_day - spent_min);
    // The whole first day back is a gentle one, not its first item alone.
    this.daysAway = today ? today.days_away : daysSince(state.last_attempt_ms, moment.t_ms);
    this.isBack = this.daysAway >= LONG_BREAK_DAYS;
  }

  choice(item) {
    const { graph } = this.model;
    const weights = reached(graph, new Map(item.concepts.map((concept) => [concept, 1])));
    const gain = gainOf(this.prospects, item, weights, this.goal.values);
    const missing = this.#missing(item);
    const cause = this.#cause(item);
    const score = (this.#factor(item, gain, missing) * gain.total) / Math.max(1, item.minutes);
    const hasExam = daysToExam(this.goal, this.moment.day) !== null;
    const daysAway = this.isBack ? this.daysAway : 0;
    const { state, moment } = this;
    const reason = reasonOf(item, gain, { cause, missing, state, graph, moment, hasExam, daysAway });
    return { item, score, gain, cause, missing, reason };
  }

  #factor(item, gain, missing) {
    let factor = 1;
    if (missing.length) factor = Math.max(UNMET_FLOOR, (this.#strength(missing[0]) / PREREQUISITE_FROM) ** 3);
    if (!item.is_read && this.#isNew(item)) factor *= UNREAD_FACTOR;
    if (gain.chance < COMFORTABLE[0] || gain.chance > COMFORTABLE[1]) factor *= UNCOMFORTABLE_FACTOR;
    // After a break begin with what is still there.
    return this.isBack ? factor * gain.chance : factor;
  }

  #cause({ concepts, kind }) {
    if (concepts.some((concept) => this.claimed.includes(concept))) return "claimed";
    if (concepts.includes(this.stuck)) return "stuck";
    return this.isCodeDue && kind === "exercise" ? "code" : "";
  }

  // Weak prerequisites, weakest first.
  #missing({ concepts }) {
    return this.#weakestFirst(concepts)
      .filter(([concept, strength]) => !concepts.includes(concept) && strength < PREREQUISITE_FROM)
      .map(([concept]) => concept);
  }

  #weakestPrerequisite(failed) {
    // What was missed beside it is no way back.
    return this.#weakestFirst(failed).find(([concept]) => !failed.includes(concept))?.[0] ?? null;
  }

  #weakestFirst(concepts) {
    const needed = new Set(concepts.flatMap((concept) => prerequisitesOf(this.model.graph, concept)));
    return [...needed]
      .map((concept) => [concept, this.#strength(concept)])
      .sort(([slug1, one], [slug2, two]) => one - two || (slug1 < slug2 ? -1 : 1));
  }

  // How likely a concept is known in the better facet of those that were tried; of others it is anybody's guess, and
  // less where they were not even read of.
  #strength(concept) {
    if (!this.#strengths.has(concept)) {
      const prospects = FACETS.map((facet) => this.prospects.of(concept, facet));
      const tried = prospects.filter(({ isNew }) => !isNew).map(({ now }) => now);
      this.#strengths.set(concept, tried.length ? Math.max(...tried) : this.#untried(concept));
    }
    return this.#strengths.get(concept);
  }

  #untried(concept) {
    return this.unread.has(concept) ? UNTAUGHT : UNTRIED;
  }

  #isNew({ concepts, facet }) {
    return concepts.some((concept) => this.prospects.of(concept, facet).isNew);
  }
}
