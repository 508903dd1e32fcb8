// One run of a cell, from its code to what came of it, in words that a page can show.
import { secondsWords } from "../exercise/units.js";

const FIRST_PAUSES_MS = [150, 250, 400, 600];
const PAUSE_MS = 1000;
const LOST_PAUSE_MS = 3000;
const UNREACHABLE = "Not run: the site cannot be reached. Your code is kept on this device.";
const SIGNED_OUT = "Not run: sign in, and run it again. Your code is kept on this device.";
const FORGOTTEN = "The run is not kept any more. Run it again.";

const VERDICTS = {
  passed: "Done",
  failed: "Failed: an assertion does not hold",
  error: "Error",
  timeout: "Timeout",
  memory: "Out of memory",
  "output limit": "Output limit",
  refused: "Refused: a figure cannot be shown",
  "internal error": "Internal error",
};

export const runUrl = (id) => `/api/v1/notebooks/runs/${id}`;

export function runWords({ state, has_worker, verdict, time_s }) {
  if (state === "waiting") return has_worker ? "Waiting" : "Waiting: no worker is up right now";
  if (state === "running") return "Running";
  const words = VERDICTS[verdict] ?? verdict;
  return time_s === null || time_s === undefined ? words : `${words}, ${secondsWords(time_s)}`;
}

export function refusalWords({ meaning, status, data }) {
  if (status === 429 || meaning === "refused" || meaning === "conflict") return data?.detail ?? "The run was refused.";
  return meaning === "sign-in" ? SIGNED_OUT : UNREACHABLE;
}

// Sends code and resolves to the run when it is done, or to { refusal } where there will be no result. `onState` hears
// of each step; `isWanted` tells whether anyone still waits.
export async function runFollow({ url, id, code, request, pause, onState, isWanted }) {
  let answer = await request(url, { method: "POST", body: { id, code } });
  if (answer.meaning !== "done") return { refusal: refusalWords(answer) };
  let run = answer.data;
  for (let asked = 0; isWanted(); asked += 1) {
    if (run.state === "done") return run;
    onState(run);
    await pause(answer.meaning === "done" ? (FIRST_PAUSES_MS[asked] ?? PAUSE_MS) : LOST_PAUSE_MS);
    answer = await request(runUrl(id));
    if (answer.status === 404) return { refusal: FORGOTTEN };
    if (answer.meaning === "done") run = answer.data;
  }
  return { refusal: "" };
}
