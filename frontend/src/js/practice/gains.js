// What practising an item is expected to gain: recall at the horizon, in concepts. Only memory counts as gained.
import { known, logit, NEW, RECALL, sigmoid } from "./calibrator.js";
import { DAY_MS } from "./days.js";
import { trialOf } from "./features.js";
import { credited, curve, recall, review } from "./memory.js";
import { AGAIN, GOOD } from "./ratings.js";
import { calibratorOf } from "./state.js";

// What is known of a concept that was never practised, by the horizon and without practice.
export const UNTAUGHT = 0.2;
const PIVOT = logit(0.9);
const WORTH_MENTION = 0.005;

// A moment is {day, t_ms, tz_offset_min, horizon_ms}.
export const horizonDays = ({ horizon_ms, t_ms }) => (horizon_ms - t_ms) / DAY_MS;

// How likely a concept is known where memory recalls it with this chance: what is remembered by then is not new any
// more. What a learner answers says little of how much recall counts, so its weight has a floor here.
function withRecall(calibrator, trial, chance, { ahead_recall_weight }) {
  const features = [...trial.features];
  features[RECALL] = logit(chance);
  features[NEW] = 0;
  const likely = logit(known(calibrator, { ...trial, features }));
  const more = Math.max(0, ahead_recall_weight - calibrator.weights[RECALL]);
  return sigmoid(likely + more * (features[RECALL] - PIVOT));
}

// One concept in one facet: how likely now, at the horizon, and then after a success or a failure now.
export function prospectOf(state, concept, facet, moment, parameters) {
  const calibrator = calibratorOf(state, facet);
  const trial = trialOf(state, facet, [concept], moment.t_ms, parameters);
  const memory = state[facet][concept]?.memory ?? null;
  const [after, after_miss] = [GOOD, AGAIN].map((rating) => {
    const { stability_days } = review(memory, rating, moment.day, moment.t_ms, parameters);
    return withRecall(calibrator, trial, curve(horizonDays(moment), stability_days, parameters), parameters);
  });
  const now = known(calibrator, trial);
  const recalled = memory === null ? null : recall(memory, moment.horizon_ms, parameters);
  const later = Math.min(now, recalled === null ? UNTAUGHT : withRecall(calibrator, trial, recalled, parameters));
  return { now, later, after: Math.max(after, later), after_miss: Math.max(after_miss, later), isNew: memory === null };
}

// How likely a concept is at the horizon after implicit credit of `share`.
function refreshed(state, concept, facet, share, moment, later, parameters) {
  const track = state[facet][concept];
  if (!track?.memory || track.credited_day === moment.day) return later;
  const memory = credited(track.memory, share, moment.day, moment.t_ms, moment.tz_offset_min, parameters);
  if (memory === track.memory) return later;
  const trial = trialOf(state, facet, [concept], moment.t_ms, parameters);
  const recalled = recall(memory, moment.horizon_ms, parameters);
  return Math.max(later, withRecall(calibratorOf(state, facet), trial, recalled, parameters));
}

// The prospects of one moment, each computed once.
export class Prospects {
  #known = new Map();
  #refreshed = new Map();

  constructor(state, { graph, parameters }, moment) {
    Object.assign(this, { state, graph, parameters, moment });
  }

  of(concept, facet) {
    return computedOnce(this.#known, `${facet} ${concept}`, () =>
      prospectOf(this.state, concept, facet, this.moment, this.parameters),
    );
  }

  afterCredit(concept, facet, weight) {
    const { state, moment, parameters } = this;
    return computedOnce(this.#refreshed, `${facet} ${weight} ${concept}`, () => {
      const { later } = this.of(concept, facet);
      return refreshed(state, concept, facet, parameters.credit * weight, moment, later, parameters);
    });
  }
}

function computedOnce(found, key, compute) {
  if (!found.has(key)) found.set(key, compute());
  return found.get(key);
}

const largestFirst = ([slug1, more1], [slug2, more2]) => more2 - more1 || (slug1 < slug2 ? -1 : 1);

// The expected gain of an item. `weights` are of the concepts that it refreshes on the way; `values` say what a concept
// is worth, 1 where nothing is said. `refreshes` are pairs of slug and gain, largest first.
export function gainOf(prospects, { concepts, facet, guess }, weights, values) {
  const own = new Map(concepts.map((concept) => [concept, prospects.of(concept, facet)]));
  const count = Math.max(1, own.size);
  const valueOf = (concept) => values[concept] ?? 1;
  let now = 0;
  let later = 0;
  for (const each of own.values()) {
    now += each.now;
    later += each.later;
  }
  now /= count;
  let total = 0;
  for (const [concept, each] of own)
    total += valueOf(concept) * (now * each.after + (1 - now) * each.after_miss - each.later);
  const refreshes = [];
  for (const [concept, weight] of weights) {
    const more = now * (prospects.afterCredit(concept, facet, weight) - prospects.of(concept, facet).later);
    total += valueOf(concept) * more;
    if (more >= WORTH_MENTION) refreshes.push([concept, more]);
  }
  const chance = guess + (1 - guess) * now;
  return { total, chance, now, later: later / count, refreshes: refreshes.sort(largestFirst) };
}
