// The calibrator: an online logistic regression that blends FSRS with recent success. It has one weight for each
// feature, and one offset for each concept and each item; each has a prior and learns by a diagonal Newton step.
const LOGIT_LIMIT = 4;
export const FEATURES = [
  "know",
  "do",
  "new",
  "recall",
  "missed",
  "wins",
  "losses",
  "other facet",
  "ability",
  "difficulty",
  "elapsed",
];
const POOLED_PRECISION = 10;
const CONCEPT_PRECISION = 12;
const ITEM_PRECISION = 24;
const RECALL = FEATURES.indexOf("recall");
const RECALL_WEIGHT_MIN = 0.2;

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

// A trial is {concepts, item_id, features, guess}. The probability that it is passed by knowledge, without guessing.
export function known(calibrator, { concepts, item_id, features }) {
  let total = 0;
  for (let place = 0; place < features.length; place += 1) total += calibrator.weights[place] * features[place];
  let ofConcepts = 0;
  for (const concept of concepts) ofConcepts += calibrator.concepts[concept]?.value ?? 0;
  if (ofConcepts) total += ofConcepts / concepts.length;
  return sigmoid(total + (calibrator.items[item_id]?.value ?? 0));
}

// Learns from the outcomes of one answer and returns what was predicted of each. All predictions are made before the
// first update: the rows of one answer over several concepts must not inform each other.
export function learn(calibrator, trials, outcomes) {
  const predicted = trials.map((trial) => known(calibrator, trial));
  return trials.map((trial, index) => {
    const s = predicted[index];
    const sSafe = Math.max(s, 1e-6);
    const p = trial.guess + (1 - trial.guess) * sSafe;
    const slope = ((outcomes[index] - p) * sSafe) / p;
    step(calibrator, trial, slope, ((1 - trial.guess) * sSafe * sSafe * (1 - s)) / p);
    return p;
  });
}

function step(calibrator, { concepts, item_id, features }, slope, information) {
  const { weights, information: seen } = calibrator;
  for (let place = 0; place < features.length; place += 1) {
    const x = features[place];
    seen[place] += information * x * x;
    weights[place] += (slope * x) / (POOLED_PRECISION + seen[place]);
  }
  // Whatever the answers say, who remembers better is not less likely to be right.
  weights[RECALL] = Math.max(RECALL_WEIGHT_MIN, weights[RECALL]);
  const share = 1 / Math.max(1, concepts.length);
  for (const concept of concepts)
    offsetStep((calibrator.concepts[concept] ??= offsetNew()), slope * share, information * share, CONCEPT_PRECISION);
  offsetStep((calibrator.items[item_id] ??= offsetNew()), slope, information, ITEM_PRECISION);
}

const offsetNew = () => ({ value: 0, information: 0 });

function offsetStep(offset, slope, information, precision) {
  offset.information += information;
  offset.value += slope / (precision + offset.information);
}
