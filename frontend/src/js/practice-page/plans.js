// Where a plan comes from: the server, which has all events, or what is left of the last plan while it cannot be asked.
import { outboxDevices, outboxList } from "../local/outbox.js";

const ROUNDS = 3;

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
export async function planAsk(send, url, { minutes, answered = "" }) {
  const search = new URLSearchParams();
  if (minutes !== null) search.set("minutes", minutes.toFixed(2));
  if (answered) search.set("answered", answered);
  const { meaning, data } = await send(`${url}?${search}`);
  return meaning === "done" ? data : null;
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
    answered: [],
  };
}
