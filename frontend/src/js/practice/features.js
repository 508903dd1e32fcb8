// What the calibrator looks at before an answer: memory and recent success of its concepts.
import { logit } from "./calibrator.js";
import { DAY_MS } from "./days.js";
import { curve, recall } from "./memory.js";
import { AGAIN } from "./ratings.js";
import { ratingOf, trackNew } from "./state.js";

const [PRIOR_WINS, PRIOR_LOSSES] = [3, 2];
// "missed" fades with a half-life of six hours: FSRS says 1.0 right after any review, a failed one too.
const MISSED_FADES = 1 / 16;
const BLANK = trackNew();

// The trial of asking for concepts in one facet at an instant; an item about several has the mean of their features.
export function trialOf(state, facet, concepts, item_id, t_ms, parameters, guess = 0) {
  const ability = abilityOf(state);
  const [tracks, others] = facet === "know" ? [state.know, state.do] : [state.do, state.know];
  const row = (concept) =>
    featuresOf(facet, tracks[concept] ?? BLANK, others[concept] ?? BLANK, t_ms, ability, parameters);
  const rows = concepts.length ? concepts.map(row) : [featuresOf(facet, BLANK, BLANK, t_ms, ability, parameters)];
  const features = rows.length === 1 ? rows[0] : meanOf(rows);
  return { concepts, item_id, features, guess };
}

const meanOf = (rows) =>
  rows[0].map((_each, place) => rows.reduce((total, row) => total + row[place], 0) / rows.length);

function featuresOf(facet, track, other, t_ms, ability, parameters) {
  const know = facet === "know" ? 1 : 0;
  const { memory } = track;
  const crossed = other.memory === null ? 0 : logit(recall(other.memory, t_ms, parameters));
  const wins = Math.log1p(track.wins);
  const losses = Math.log1p(track.losses);
  if (memory === null) return [know, 1 - know, 1, 0, 0, wins, losses, crossed, ability, 0, 0];
  const elapsed_days = Math.max(0, (t_ms - memory.last_ms) / DAY_MS);
  return [
    know,
    1 - know,
    0,
    logit(curve(elapsed_days, memory.stability_days, parameters)),
    ratingOf(track) === AGAIN ? MISSED_FADES ** elapsed_days : 0,
    wins,
    losses,
    crossed,
    ability,
    (memory.difficulty - 5) / 3,
    Math.log1p(elapsed_days),
  ];
}

// The log-odds of the learner's recent success over all concepts, shrunk to nothing.
function abilityOf({ wins, losses }) {
  return Math.log((PRIOR_WINS + wins) / (PRIOR_LOSSES + losses)) - Math.log(PRIOR_WINS / PRIOR_LOSSES);
}
