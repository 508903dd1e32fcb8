// The memory of one concept in one facet: FSRS-6 on learner-local days, read at any instant.
//
// ts-fsrs counts whole days and rounds recall, so recall is computed here, and it is told the recall
// that they give. It also lifts a first stability to 0.1 days, which the server does not.
import { FSRSAlgorithm } from "ts-fsrs";
import { DAY_MS, dayIndex } from "./days.js";
import { GOOD } from "./ratings.js";
import { halfEven } from "./rounding.js";

const CREDIT_BELOW = 0.95;
const STABILITY_MIN = 0.001;

const models = new WeakMap();

function modelOf(parameters) {
  let model = models.get(parameters);
  if (!model) {
    const decay = -parameters.fsrs_weights[20];
    const algorithm = new FSRSAlgorithm({ w: parameters.fsrs_weights, enable_fuzz: false });
    model = { w: parameters.fsrs_weights, decay, factor: 0.9 ** (1 / decay) - 1, algorithm };
    models.set(parameters, model);
  }
  return model;
}

const curveOf = ({ factor, decay }, elapsed_days, stability_days) =>
  (1 + (factor * Math.max(0, elapsed_days)) / stability_days) ** decay;

// The probability of recall after a real number of days.
export const curve = (elapsed_days, stability_days, parameters) =>
  curveOf(modelOf(parameters), elapsed_days, stability_days);

export const recall = (memory, t_ms, parameters) =>
  curve((t_ms - memory.last_ms) / DAY_MS, memory.stability_days, parameters);

// After a review on a learner-local day, at an instant of it; `memory` is null for a concept never met.
export function review(memory, rating, day, t_ms, parameters) {
  const model = modelOf(parameters);
  if (memory === null) {
    const { difficulty } = model.algorithm.next_state(null, 0, rating);
    return { stability_days: Math.max(model.w[rating - 1], STABILITY_MIN), difficulty, last_day: day, last_ms: t_ms };
  }
  const days = Math.max(0, day - memory.last_day);
  const before = { stability: memory.stability_days, difficulty: memory.difficulty };
  const recalled = curveOf(model, days, before.stability);
  const { stability, difficulty } = model.algorithm.next_state(before, days, rating, recalled);
  return { stability_days: stability, difficulty, last_day: day, last_ms: t_ms };
}

// After practice of something that contains the concept: `share` of the way to what a Good review would give. Nothing
// changes within a day of the last review, or while recall is high.
export function credited(memory, share, day, t_ms, tz_offset_min, parameters) {
  const now = recall(memory, t_ms, parameters);
  if (day - memory.last_day < 1 || now >= CREDIT_BELOW) return memory;
  const { factor, decay } = modelOf(parameters);
  const good = review(memory, GOOD, day, t_ms, parameters).stability_days;
  const stability_days = memory.stability_days + share * (good - memory.stability_days);
  const raised = now + share * (1 - now);
  const elapsed_days = (stability_days * (raised ** (1 / decay) - 1)) / factor;
  const last_ms = t_ms - halfEven(elapsed_days * DAY_MS);
  const last_day = Math.min(day, dayIndex(last_ms, tz_offset_min));
  return { stability_days, difficulty: memory.difficulty, last_day, last_ms };
}
