// Where a plan comes from: this device's own fold of its log, at once; the server's, once it has all events; or what is
// left of the last plan, where there is neither. All have the shape of GET /api/v1/practice/next.
import { outboxDevices, outboxList } from "../local/outbox.js";
import { settingsGet } from "../local/practice-settings.js";

const ROUNDS = 3;
const DAY_MS = 86_400_000;

// A round that was under way when the event was written did not take it along.
export async function eventsDeliver(db, syncNow) {
  for (let round = 0; round < ROUNDS && navigator.onLine; round += 1) {
    await syncNow();
    if (!(await isEventWaiting(db))) return true;
  }
  return !(await isEventWaiting(db));
}

async function isEventWaiting(db) {
  for (const device of await outboxDevices(db)) if ((await outboxList(db, device, 1)).length) return true;
  return false;
}

// Return the server's plan, or null.
export async function planAsk(send, url, { minutes, answered = null }) {
  const search = new URLSearchParams();
  if (minutes !== null) search.set("minutes", minutes.toFixed(2));
  if (answered) search.set("answered", answered.id);
  const { meaning, data } = await send(`${url}?${search}`);
  return meaning === "done" ? data : null;
}

const ahead = ({ item, reason }) => ({ ...item, reason });

async function goalOf(db) {
  const { exam_date, minutes_a_day } = await settingsGet(db);
  const exam_day = exam_date.value === null ? null : Math.round(Date.parse(`${exam_date.value}T00:00:00Z`) / DAY_MS);
  return { exam_day, minutes_a_day: minutes_a_day.value, values: {} };
}

// Without a network: what this page has read already, and what the browser keeps copies of.
async function availableMake(isAtHand) {
  if (navigator.onLine) return undefined;
  if (!globalThis.caches) return isAtHand;
  const { availableOffline } = await import("../offline/available.js");
  const isKept = await availableOffline();
  return (item) => isAtHand(item) || isKept(item);
}

// Return this device's plan, or null where it does not have what it takes yet.
export async function planHere(db, { minutes, answered = null, isAtHand = () => false }) {
  const { cardOf, daysToExam, planLocal, standingsOf } = await import("../practice/queue.js");
  const goal = await goalOf(db);
  const plan = await planLocal(db, { goal, minutes, isAvailable: await availableMake(isAtHand) });
  if (!plan) return null;
  return {
    item: plan.choice && cardOf(plan.choice, plan),
    done_because: plan.done_because,
    needs_network: plan.needs_network.map(ahead),
    then: plan.then.map(ahead),
    spent_min: plan.spent_min,
    minutes_a_day: goal.minutes_a_day,
    minutes_left: plan.minutes_left,
    horizon: daysToExam(goal, plan.moment.day) === null ? "in 30 days" : "by your exam",
    answered: answered ? standingsOf({ ...answered, facet: answered.kind === "quiz" ? "know" : "do" }, plan) : [],
  };
}

// Have at hand what a plan of this device's own takes, scripts too.
export async function planPrepare(db, send) {
  const [{ catalogueRefresh }] = await Promise.all([
    import("../practice/queue.js"),
    import("../offline/available.js"),
  ]);
  await catalogueRefresh(db, send);
}

// The next of what was planned, without what is known only once the answer is folded in.
export function planRest(plan, spent_min) {
  const [item = null, ...then] = plan.then;
  const left = plan.minutes_left;
  return {
    ...plan,
    item,
    then,
    spent_min: plan.spent_min + spent_min,
    minutes_left: left === null ? null : Math.max(0, left - spent_min),
    done_because: item ? "" : "unknown",
    needs_network: [],
    answered: [],
  };
}
