// What the fold knows of a learner: plain JSON, the same that the server writes, so that each can go on from the
// other's.
import { calibratorNew } from "./calibrator.js";
import { dictMap, dictOf } from "./dicts.js";

const NEVER = -(2 ** 31);
export const FAILURES_IN_A_ROW = 2;
const BINS = 10;

const zeros = (count) => new Array(count).fill(0);

// `before` is the memory before the review of day `day`, `ratings` that day's by item, `repeats` those of later
// attempts at the same items.
export const trackNew = () => ({
  memory: null,
  before: null,
  day: NEVER,
  reviewed_ms: 0,
  ratings: dictOf(),
  repeats: [],
  credited_day: NEVER,
  wins: 0,
  losses: 0,
  last: null,
});

// The rating of the last day with a review: the lowest of its items; 0 for none.
export function ratingOf({ ratings }) {
  let lowest = Infinity;
  for (const item in ratings) if (ratings[item] < lowest) lowest = ratings[item];
  return lowest === Infinity ? 0 : lowest;
}

export const todayNew = (day = NEVER, days_away = 0) => ({
  day,
  days_away,
  firsts: dictOf(),
  parts: dictOf(),
  aids: dictOf(),
  claimed: [],
  settled: [],
  done: [],
  spent_ms: 0,
  since_code_ms: 0,
  last_concepts: [],
  failed: [],
  failures: 0,
});

export const stateNew = (parameters) => ({
  key: null,
  voided: [],
  know: dictOf(),
  do: dictOf(),
  know_calibrator: calibratorNew(parameters.pools.know, parameters),
  do_calibrator: calibratorNew(parameters.pools.do, parameters),
  wins: 0,
  losses: 0,
  times: dictOf(),
  skips: dictOf(),
  today: todayNew(),
  last_attempt_ms: null,
  tz_offset_min: 0,
  honesty: { counts: zeros(BINS), predicted: zeros(BINS), passed: zeros(BINS) },
});

const trackRead = (track) => ({ ...track, ratings: dictOf(track.ratings) });
const calibratorRead = (calibrator) => ({ ...calibrator, concepts: dictOf(calibrator.concepts) });
const firstRead = (first) => ({ ...first, ratings: dictOf(first.ratings) });

export const calibratorOf = (state, facet) => (facet === "know" ? state.know_calibrator : state.do_calibrator);

// A state of its own from one that was written, here or by the server.
export function stateRead(written) {
  const state = structuredClone(written);
  const { today } = state;
  return {
    ...state,
    know: dictMap(state.know, trackRead),
    do: dictMap(state.do, trackRead),
    know_calibrator: calibratorRead(state.know_calibrator),
    do_calibrator: calibratorRead(state.do_calibrator),
    times: dictOf(state.times),
    skips: dictOf(state.skips),
    today: {
      ...today,
      firsts: dictMap(today.firsts, firstRead),
      parts: dictOf(today.parts),
      aids: dictOf(today.aids),
    },
  };
}
