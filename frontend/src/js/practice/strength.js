// The honest probability that pages show: calibrated, without guessing; null where a concept was never reviewed.
import { known } from "./calibrator.js";
import { trialOf } from "./features.js";
import { calibratorOf } from "./state.js";

export function chanceKnown(state, concept, facet, t_ms, parameters) {
  if (!state[facet][concept]?.memory) return null;
  return known(calibratorOf(state, facet), trialOf(state, facet, [concept], t_ms, parameters));
}
