// What the calibrator looks at before an answer: memory and recent success of its concepts.
import { logit } from "./calibrator.js";
import { DAY_MS } from "./days.js";
import { curve, recall } from "./memory.js";
import { AGAIN } from "./ratings.js";
import { ratingOf, trackNew } from "./state.js";

const [PRIOR_WINS, PRIOR_LOSSES] = [3, 2];
const EVEN = Math.log(PRIOR_WINS / PRIOR_LOSSES);
// FSRS says 1.0 right after any review, a failed one too; so what was missed counts as no fresher than this.
const MISSED_DAYS = 1;
const BLANK = trackNew();

// The trial of asking for concepts in one facet at an instant; an item about several has the mean of their features.
export function trialOf(state, facet, concepts, t_ms, parameters, guess = 0) {
  const ability = abilityOf(state);
  const [tracks, others] = facet === "know" ? [state.know, state.do] : [state.do, state.know];
  const row = (concept) => featuresOf(tracks[concept] ?? BLANK, others[concept] ?? BLANK, t_ms, ability, parameters);
  const rows = concepts.length ? concepts.map(row) : [featuresOf(BLANK, BLANK, t_ms, ability, parameters)];
  const features = rows.length === 1 ? rows[0] : meanOf(rows);
  return { concepts, features, guess, slip: parameters.pools[facet].slip };
}

const meanOf = (rows) =>
  rows[0].map((_each, place) => rows.reduce((total, row) => total + row[place], 0) / rows.length);

function featuresOf(track, other, t_ms, ability, parameters) {
  const { memory } = track;
  const crossed = other.memory === null ? 0 : logit(recall(other.memory, t_ms, parameters));
  const wins = Math.log1p(track.wins);
  const losses = Math.log1p(track.losses);
  if (memory === null) return [1, 1, 0, wins, losses, crossed, ability];
  let elapsed_days = (t_ms - memory.last_ms) / DAY_MS;
  if (elapsed_days < MISSED_DAYS && ratingOf(track) === AGAIN) elapsed_days = MISSED_DAYS;
  return [1, 0, logit(curve(elapsed_days, memory.stability_days, parameters)), wins, losses, crossed, ability];
}

// The log-odds of the learner's recent success over all concepts, shrunk to nothing.
const abilityOf = ({ wins, losses }) => Math.log((PRIOR_WINS + wins) / (PRIOR_LOSSES + losses)) - EVEN;
