// Folds one attempt: predict, learn, rate, and give credit to what was practised on the way.
import { learn } from "./calibrator.js";
import { textOf } from "./events.js";
import { evidenceOf } from "./evidence.js";
import { trialOf } from "./features.js";
import { reached } from "./graph.js";
import { guessFloor } from "./guessing.js";
import { credited, recall, review } from "./memory.js";
import { honestyNote } from "./predictions.js";
import { AGAIN, aided, checkRating, EASY, GOOD, HARD, HARD_FROM, selfRated, shareRating } from "./ratings.js";
import { dictOf } from "./dicts.js";
import { calibratorOf, ratingOf, trackNew } from "./state.js";

const LONGEST_MS = 30 * 60_000;
const UNTIMED_MS = 90_000;
const RATINGS = [AGAIN, HARD, GOOD, EASY];

const includeAll = (list, more) => {
  for (const each of more) if (!list.includes(each)) list.push(each);
};

// Only the first attempt at an item on a learner-local day counts as recall; what follows on that day comes after the
// answer was seen, and is practice. `model` is {graph, parameters, observe}.
export function attemptFold(state, event, t_ms, model) {
  const evidence = evidenceOf(event);
  if (evidence.own.size === 0 && evidence.tagged.size === 0) return;
  const facet = event.kind === "quiz" ? "know" : "do";
  const { today } = state;
  const wasDone = today.done.includes(event.item_id);
  spend(state, event, evidence, t_ms);
  if (today.firsts[event.item_id]) {
    // Code that fails again is on its way; only the pass that ends it says something.
    if (event.kind === "quiz" || (evidence.isPassed && !wasDone)) repeat(state, evidence, facet, t_ms, model);
    return;
  }
  const aids = today.aids[event.item_id] ?? [];
  if (aids.length === 0) learnFrom(state, event, evidence, facet, t_ms, model);
  succeed(state, evidence, facet, aids, model.parameters);
  const first = firstMake(event, evidence, facet, aids, t_ms);
  today.firsts[event.item_id] = first;
  if (first.part) (today.parts[first.part] ??= []).push(event.item_id);
  const tracks = state[facet];
  const last = { day: today.day, item_id: event.item_id, passed: evidence.passed, total: evidence.total };
  for (const concept of evidence.own.keys()) tracks[concept].last = last;
  rate(state, event.item_id, first, model);
  for (const [concept, share] of evidence.tagged)
    if (share < HARD_FROM) reviewOn(tracks[concept], event.item_id, AGAIN, today.day, t_ms, model);
  if (aids.length === 0) credit(state, t_ms, evidence, tracks, model);
}

// The learner's own rating of an item that was attempted on the same day.
export function selfRatingFold(state, event, model) {
  const first = state.today.firsts[event.item_id];
  const stated = event.payload.rating;
  if (!first || !RATINGS.includes(stated)) return;
  first.own_rating = stated;
  rate(state, event.item_id, first, model);
}

// The sending of code: the time that went into it, and that code was written.
export function workFold({ today }, event) {
  today.spent_ms += Math.min(event.duration_ms ?? 0, LONGEST_MS);
  today.since_code_ms = 0;
}

function firstMake({ kind, item_id, payload }, evidence, facet, aids, t_ms) {
  const ratings = dictOf();
  for (const [concept, share] of evidence.own) ratings[concept] = aided(shareRating(share), aids);
  return {
    facet,
    ratings,
    is_right: [...evidence.own.values()].every((share) => share >= 1),
    t_ms,
    part: kind === "quiz" ? textOf(payload, "part") : "",
    slot: textOf(payload, "slot", item_id),
    own_rating: 0,
  };
}

function spend(state, event, evidence, t_ms) {
  const { today } = state;
  const isQuiz = event.kind === "quiz";
  if (isQuiz) {
    state.times[event.item_id] = (state.times[event.item_id] ?? 0) + 1;
    const spent_ms = event.duration_ms === null ? UNTIMED_MS : Math.min(event.duration_ms, LONGEST_MS);
    today.spent_ms += spent_ms;
    today.since_code_ms += spent_ms;
  } else today.since_code_ms = 0;
  state.last_attempt_ms = t_ms;
  today.last_concepts = [...evidence.own.keys()];
  for (const concept of today.last_concepts)
    if (today.claimed.includes(concept) && !today.settled.includes(concept)) today.settled.push(concept);
  if (isQuiz || event.payload.verdict === "passed") includeAll(today.done, [event.item_id]);
  if (evidence.isPassed) {
    today.failures = 0;
    today.failed = [];
  } else {
    today.failures += 1;
    includeAll(today.failed, evidence.own.keys());
  }
}

// Predicts all that this answer will show, and only then learns from it.
function learnFrom(state, event, evidence, facet, t_ms, { parameters, observe }) {
  const shares = new Map([...evidence.own, ...evidence.tagged]);
  const isQuiz = event.kind === "quiz";
  const asked = isQuiz ? [[...evidence.own.keys()]] : [...shares.keys()].map((concept) => [concept]);
  const outcomes = isQuiz ? [evidence.isPassed ? 1 : 0] : [...shares.values()];
  const guess = isQuiz ? guessFloor(event.payload) : 0;
  const trials = asked.map((concepts) => trialOf(state, facet, concepts, t_ms, parameters, guess));
  learn(calibratorOf(state, facet), trials, outcomes, parameters).forEach((expected, index) => {
    const outcome = outcomes[index];
    honestyNote(state.honesty, expected, outcome);
    if (!observe) return;
    const { concepts, features } = trials[index];
    const memory = state[facet][concepts[0]]?.memory ?? null;
    const recalled = memory === null ? null : recall(memory, t_ms, parameters);
    observe({ event_id: event.id, facet, concepts, features, guess, expected, recall: recalled, outcome });
  });
}

// What was got right with a hint counts half, after the solution not.
function succeed(state, evidence, facet, aids, { concept_fade, ability_fade }) {
  const worth = aids.includes("solution_seen") ? 0 : aids.length ? 0.5 : 1;
  const shares = new Map([...evidence.own, ...evidence.tagged]);
  let sum = 0;
  for (const [concept, share] of shares) {
    const track = (state[facet][concept] ??= trackNew());
    track.wins = concept_fade * track.wins + worth * share;
    track.losses = concept_fade * track.losses + 1 - worth * share;
    sum += share;
  }
  const mean = (worth * sum) / shares.size;
  state.wins = ability_fade * state.wins + mean;
  state.losses = ability_fade * state.losses + 1 - mean;
}

// Rates an item's concepts; of a skill check, those of the whole part, which stands or falls.
function rate(state, item_id, first, model) {
  const { today } = state;
  const names = first.part ? today.parts[first.part] : [item_id];
  const slots = new Map();
  for (const name of names) {
    const { slot, is_right } = today.firsts[name];
    if (!slots.has(slot)) slots.set(slot, is_right);
  }
  const overall = first.part ? checkRating([...slots.values()]) : GOOD;
  for (const name of names) {
    const each = today.firsts[name];
    for (const concept of Object.keys(each.ratings)) {
      const rating = Math.min(each.ratings[concept], overall);
      const own = each.own_rating || (today.claimed.includes(concept) ? EASY : 0);
      const final = own ? selfRated(rating, own) : rating;
      const track = state[each.facet][concept];
      if (track.day !== today.day || track.ratings[name] !== final)
        reviewOn(track, name, final, today.day, each.t_ms, model);
    }
  }
}

function repeat(state, evidence, facet, t_ms, model) {
  for (const [concept, share] of evidence.own) {
    const track = state[facet][concept];
    if (!track || track.day !== state.today.day) continue;
    track.repeats.push(shareRating(share));
    track.reviewed_ms = t_ms;
    remember(track, model);
  }
}

function reviewOn(track, item_id, rating, day, t_ms, model) {
  if (track.day !== day) {
    track.before = track.memory;
    track.day = day;
    track.ratings = dictOf();
    track.repeats = [];
    track.reviewed_ms = t_ms;
  }
  track.ratings[item_id] = rating;
  remember(track, model);
}

function remember(track, { parameters }) {
  const { day, reviewed_ms } = track;
  let memory = review(track.before, ratingOf(track), day, reviewed_ms, parameters);
  for (const rating of track.repeats) memory = review(memory, rating, day, reviewed_ms, parameters);
  track.memory = memory;
}

// Refreshes what was practised on the way: along edges, and where a tagged check was passed.
function credit(state, t_ms, evidence, tracks, { graph, parameters }) {
  const { day } = state.today;
  const shares = new Map();
  for (const [concept, share] of evidence.own) shares.set(concept, share >= HARD_FROM ? share : 0);
  const missed = new Set();
  for (const [concept, share] of evidence.tagged)
    if (share < HARD_FROM) {
      missed.add(concept);
      shares.set(concept, 0);
    }
  const weights = reached(graph, shares);
  for (const [concept, share] of evidence.tagged)
    if (!missed.has(concept))
      weights.set(concept, Math.max(weights.get(concept) ?? 0, parameters.tagged_weight * share));
  for (const [concept, weight] of weights) {
    const track = tracks[concept];
    if (!track?.memory || track.credited_day === day) continue;
    const after = credited(track.memory, parameters.credit * weight, day, t_ms, state.tz_offset_min, parameters);
    if (weight <= 0 || after === track.memory) continue;
    track.memory = after;
    track.credited_day = day;
  }
}
