// How a submission stands, folded from what was done here and from the server's events. The same event twice
// changes nothing.
import { bytesWords, ordinalWords, secondsWords } from "./units.js";

export const IDLE = {
  phase: "idle",
  words: "",
  place: null,
  hasWorker: true,
  current: null,
  total: 0,
  checks: [],
  result: null,
};

export const isOpen = (state) => state === "queued" || state === "running";

const verdictWords = (verdict) => verdict.charAt(0).toUpperCase() + verdict.slice(1);

const STEPS = {
  sending: () => ({ ...IDLE, phase: "sending" }),
  kept: (_state, { words }) => ({ ...IDLE, phase: "kept", words }),
  refused: (_state, { words }) => ({ ...IDLE, phase: "refused", words }),
  // After a worker's failure a submission may stand in line again.
  queued: (state, { position, has_worker }) => ({
    ...IDLE,
    phase: "queued",
    place: position ?? state.place,
    hasWorker: has_worker ?? state.hasWorker,
  }),
  started: () => ({ ...IDLE, phase: "running" }),
  check_started: (state, { check_id, title, position, total }) => ({
    ...state,
    phase: "running",
    current: { id: check_id, title, position },
    total,
  }),
  check_finished: (state, { position, total, ...check }) => ({
    ...state,
    phase: "running",
    current: state.current ?? { id: check.id, title: check.title, position },
    total,
    checks: [...state.checks.filter((known) => known.id !== check.id), check],
  }),
  done: (state, result) => ({ ...state, phase: "done", current: null, checks: result.checks, result }),
};

export function progressNext(state, kind, data = {}) {
  if (state.phase === "done" && kind !== "sending") return state;
  return STEPS[kind](state, data);
}

// The panel says for what device, and what can be done.
function queuedWords({ place, hasWorker }) {
  if (!hasWorker) return "Queued: no grader is up for it right now";
  if (!place) return "Queued";
  return place === 1 ? "Queued, next in line" : `Queued, ${ordinalWords(place)} in line`;
}

// Nothing is said of a check's end: the next one begins at once, and two sentences a check are one too many to
// listen to.
function runningWords({ current, total }) {
  return current ? `Running check ${current.position} of ${total}: ${current.title}` : "Starting";
}

function doneWords({ verdict, points, max_points, time_s, memory_bytes }) {
  if (!verdict) return "Withdrawn";
  const facts = [`${points ?? 0} of ${max_points ?? 0} points`];
  if (time_s !== null) facts.push(secondsWords(time_s));
  if (memory_bytes !== null) facts.push(bytesWords(memory_bytes));
  return `${verdictWords(verdict)}: ${facts.join(", ")}`;
}

export function progressWords(state) {
  switch (state.phase) {
    case "sending":
      return "Sending";
    case "queued":
      return queuedWords(state);
    case "running":
      return runningWords(state);
    case "done":
      return doneWords(state.result);
    default:
      return state.words;
  }
}

// From 0 to 1, for the bar.
export function progressShare({ phase, checks, total }) {
  if (phase === "done") return 1;
  return phase === "running" && total > 0 ? Math.min(1, checks.length / total) : 0;
}
