// The queue from what this device has: its log, what still waits to be sent, and the catalogue.
//
//   await catalogueRefresh(db, request)       with a network, on the practice page and after each sync
//   const plan = await planLocal(db, {...})   null where this device has no catalogue of its script's rules
//
// given     now_ms         by this device's clock                        tz_offset_min  minutes east of UTC
//           goal           {exam_day, minutes_a_day, values}, see selector.js
//           minutes        what is left of a session; null for no limit
//           isAvailable    tells of an item whether it can be done now; see offline/available.js
// returned  choice, then   what is next, and what fits after it: choices {item, reason, gain: {total, chance, now,
//                          later, refreshes: [[slug, gain]]}, score, cause, missing}; `choice` is null where nothing
//                          is left
//           needs_network  choices worth doing that isAvailable refused
//           done_because   "", "time is up", "session over", "nothing gains", "nothing left", "needs the network"
//           minutes_left, spent_min, state, moment, model
// cards.js makes of a choice what GET /api/v1/practice/next says of it.
import { metaGet } from "../local/store.js";
import { catalogueGet } from "./catalogue.js";
import { dayFit, nextOf } from "./daily.js";
import { dayIndex } from "./days.js";
import { stateLocal } from "./journal.js";
import { modelOf } from "./parameters.js";
import { momentOf, NO_GOAL, planMake } from "./selector.js";

export { cardOf, standingsOf } from "./cards.js";
export { catalogueRefresh } from "./catalogue.js";
export { daysToExam } from "./selector.js";

const MS_PER_MIN = 60_000;
const NAMED_LIMIT = 5;

export async function planLocal(
  db,
  {
    now_ms = Date.now(),
    tz_offset_min = -new Date().getTimezoneOffset(),
    goal = NO_GOAL,
    minutes = null,
    isAvailable = () => true,
  } = {},
) {
  const catalogue = await catalogueGet(db);
  const model = catalogue ? modelOf(catalogue) : null;
  if (!model) return null;
  const state = await stateLocal(db, model, now_ms);
  const server_ms = now_ms + ((await metaGet(db, "clock")) ?? 0);
  const t_ms = Math.max(server_ms, state.key?.[0] ?? 0);
  const day = Math.max(dayIndex(t_ms, tz_offset_min), state.today.day);
  const moment = momentOf(day, t_ms, tz_offset_min, goal);
  const plan = planMake(catalogue.items, state, model, moment, goal);
  return {
    ...offered(plan, minutes, isAvailable),
    spent_min: state.today.day === day ? state.today.spent_ms / MS_PER_MIN : 0,
    state,
    moment,
    model,
  };
}

// Null is no limit.
const least = (one, two) => (one === null || two === null ? (one ?? two) : Math.min(one, two));

const isTwin = (one, other) => one.item.pool !== "" && one.item.pool === other.item.pool;

function offered({ choices, done_because, minutes_left }, minutes, isAvailable) {
  const here = choices.filter(({ item }) => isAvailable(item));
  const choice = nextOf(here, minutes);
  const left = least(minutes, minutes_left);
  const ended = done_because || endedBecause(choice, minutes);
  const rest = here.filter((each) => each !== choice && !isTwin(each, choice));
  const then = ended ? [] : dayFit(rest, left === null ? null : left - choice.item.minutes);
  const needs_network = choices.filter((each) => !here.includes(each)).slice(0, NAMED_LIMIT);
  return { choice, then, needs_network, done_because: ended, minutes_left: left };
}

function endedBecause(choice, minutes) {
  if (choice === null) return "needs the network";
  return minutes !== null && choice.item.minutes > minutes ? "session over" : "";
}
