// The fold: a learner's events, in order, to what is known of the learner.
import { attemptFold, selfRatingFold, workFold } from "./attempts.js";
import { dayIndex, daysSince } from "./days.js";
import { inOrder, keyOf, keysCompare, placeOf, textOf } from "./events.js";
import { conceptsOf } from "./evidence.js";
import { FAILURES_IN_A_ROW, stateNew, stateRead, todayNew } from "./state.js";

// The server's revision of the same rules, parameters aside; where it says another, its states are not ours.
export const REVISION = "3";

// Of events in any order and more than once. With `start`, only those after `start.key` count, and `start` is left
// as it was. `model` is {graph, parameters}, and may have `observe`, which is told of each prediction.
export function fold(events, model, start = null) {
  const state = start === null ? stateNew(model.parameters) : stateRead(start);
  for (const event of inOrder(events, state.voided))
    if (state.key === null || keysCompare(keyOf(event), state.key) > 0) step(state, event, model);
  return state;
}

// Folds one event into a state, which is changed; it must come after all events in it.
export function step(state, event, model) {
  const [t_ms, tz_offset_min] = placeOf(event);
  state.tz_offset_min = tz_offset_min;
  state.key = keyOf(event);
  // West of where the day began it may be yesterday again; the fold never goes back.
  const day = Math.max(dayIndex(t_ms, tz_offset_min), state.today.day);
  if (day !== state.today.day) state.today = todayNew(day, daysSince(state.last_attempt_ms, t_ms));
  if (Object.hasOwn(FOLDS, event.kind)) FOLDS[event.kind](state, event, t_ms, model);
}

const FOLDS = {
  quiz: attemptFold,
  exercise_result: attemptFold,
  exercise_submit: workFold,
  hint: aidFold,
  solution_seen: aidFold,
  self_rating: (state, event, _t_ms, model) => selfRatingFold(state, event, model),
  skip: skipFold,
  void: voidFold,
};

function aidFold({ today }, { item_id, kind }) {
  const aids = (today.aids[item_id] ??= []);
  if (!aids.includes(kind)) aids.push(kind);
}

function voidFold({ voided }, { payload }) {
  const id = textOf(payload, "event_id");
  if (id) voided.push(id);
}

function skipFold(state, { item_id, payload }) {
  const { today } = state;
  const reason = textOf(payload, "reason", "not now");
  state.skips[item_id] = { day: today.day, reason };
  const include = (list) => conceptsOf(payload).forEach((concept) => list.includes(concept) || list.push(concept));
  if (reason === "known") {
    include(today.claimed);
    today.settled = today.settled.filter((concept) => !conceptsOf(payload).includes(concept));
    return;
  }
  // What was put off does not come at once in other words.
  today.last_concepts = conceptsOf(payload);
  // As good as having failed it twice: what it builds on comes next.
  if (reason === "too hard") {
    today.failures = Math.max(today.failures, FAILURES_IN_A_ROW);
    include(today.failed);
  }
}
