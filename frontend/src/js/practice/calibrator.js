// The calibrator of one facet: an online logistic regression that blends FSRS with recent success. It has one weight
// for each feature, and one offset for each concept; all learn by one Newton step an answer.
import { dictOf } from "./dicts.js";
import { diagonal, newtonStep } from "./newton.js";

const FEATURES = ["always", "new", "recall", "wins", "losses", "other facet", "ability"];
export const RECALL = FEATURES.indexOf("recall");
export const NEW = FEATURES.indexOf("new");
const LOGIT_LIMIT = 4;
const CERTAIN = 1e-6;

// Of a learner of whom nothing is known.
export const calibratorNew = ({ weights }, { weight_precision }) => ({
  weights: [...weights],
  covariance: diagonal(1 / weight_precision),
  concepts: dictOf(),
});

export function logit(probability) {
  if (probability <= 0) return -LOGIT_LIMIT;
  if (probability >= 1) return LOGIT_LIMIT;
  return Math.min(LOGIT_LIMIT, Math.max(-LOGIT_LIMIT, Math.log(probability / (1 - probability))));
}

export function sigmoid(logOdds) {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const power = Math.exp(logOdds);
  return power / (1 + power);
}

// A trial is {concepts, features, guess, slip}. The probability that what it asks for is known, guesses and slips
// aside.
export function known(calibrator, { concepts, features }) {
  let total = 0;
  for (let place = 0; place < features.length; place += 1) total += calibrator.weights[place] * features[place];
  let ofConcepts = 0;
  for (const concept of concepts) ofConcepts += calibrator.concepts[concept]?.value ?? 0;
  return sigmoid(ofConcepts ? total + ofConcepts / concepts.length : total);
}

// Learns from the outcomes of one answer and returns what was predicted of each. All predictions are made before the
// first update: the rows of one answer over several concepts must not inform each other.
export function learn(calibrator, trials, outcomes, parameters) {
  const predicted = trials.map((trial) => known(calibrator, trial));
  return trials.map((trial, index) => {
    const k = predicted[index];
    const span = 1 - trial.guess - trial.slip;
    const p = trial.guess + span * k;
    const rise = span * k * (1 - k);
    const ratio = rise / Math.max(CERTAIN, p * (1 - p));
    step(calibrator, trial, (outcomes[index] - p) * ratio, rise * ratio, parameters);
    return p;
  });
}

function step(calibrator, { concepts, features }, slope, information, parameters) {
  const { weight_precision, concept_precision, recall_weight_min, drift } = parameters;
  const share = 1 / Math.max(1, concepts.length);
  const offsetNew = () => ({ value: 0, variance: 1 / concept_precision });
  const offsets = concepts.map((concept) => (calibrator.concepts[concept] ??= offsetNew()));
  const spread = offsets.reduce((sum, { variance }) => sum + share * share * variance, 0);
  const prior = 1 / weight_precision;
  const damping = newtonStep(calibrator, features, { slope, information, spread, drift, prior });
  // Whatever the answers say, who remembers better is not less likely to be right.
  calibrator.weights[RECALL] = Math.max(recall_weight_min, calibrator.weights[RECALL]);
  for (const offset of offsets) {
    const move = share * offset.variance;
    offset.value += (move * slope) / damping;
    offset.variance -= (move * move * information) / damping;
  }
}
