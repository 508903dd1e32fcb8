// Sends code to be graded and follows it to its result. A submission is stored on this device before it is sent, and forgotten
// once its result has been shown.
import { eventMake } from "../local/events.js";
import { eventAdd } from "../local/outbox.js";
import { submissionForget, submissionMake, submissionsOpen } from "../local/submissions.js";
import { request } from "../site/http.js";
import { changed, database, onSubmissionSent } from "../site/page.js";
import { submissionSend } from "../sync/deliveries.js";
import { faultsOf } from "./faults.js";
import { historyShow } from "./history.js";
import { IDLE, progressNext } from "./progress.js";
import { streamFollow } from "./stream.js";

const submissionUrl = (id) => `/api/v1/submissions/${id}`;

const KEPT = {
  later: "Not sent: the site cannot be reached. Your submission is kept on this device and will be sent when it can be.",
  "sign-in": "Not sent: sign in, and it will be sent then. Your submission is kept on this device.",
};

function keptWords({ meaning, status, data }) {
  if (status === 429) return `${data?.detail ?? "Too many submissions."} Yours is kept on this device and will be sent then.`;
  return KEPT[meaning];
}

const refusedWords = ({ data }) => [data?.title, data?.detail].filter(Boolean).join(": ") || "The submission was refused.";

export function submittingMount(form, results, history, editor) {
  const exercise = form.dataset.exercise;
  let state = IDLE;
  let followed = null;
  let stop = () => {};

  function step(kind, data) {
    state = progressNext(state, kind, data);
    results.show(state);
  }

  async function submit(scope) {
    if (state.phase === "sending") return;
    step("sending");
    editor.faultsShow([]);
    const device = form.querySelector("[data-device]")?.value ?? "cpu";
    const db = await database;
    const row = await submissionStore(db, { exercise, device, scope, code: editor.text(), url: form.dataset.submitUrl });
    followed = row.id;
    stop();
    sent(row, await submissionSend(db, request, row));
    changed();
  }

  function sent(row, answer) {
    if (row.exercise !== exercise || row.id !== followed) return;
    if (answer.meaning === "done") return follow(answer.data);
    const isKept = answer.meaning in KEPT;
    step(isKept ? "kept" : "refused", { words: isKept ? keptWords(answer) : refusedWords(answer) });
  }

  function follow(submission) {
    stop();
    followed = submission.id;
    state = IDLE;
    historyShow(history, submission);
    if (submission.state === "done") return finish(submission);
    step(submission.state === "queued" ? "queued" : "started", { position: submission.position });
    stop = streamFollow(submission.events_url, {
      onEvent: (kind, data) => (kind === "done" ? finish(data) : step(kind, data)),
      onLost: () => ask(submission.id),
    });
  }

  // Where no stream can be held the panel asks for itself.
  async function ask(id) {
    await results.panelShow(id);
    await results.panelWait(id);
    if (followed !== id) return;
    const { data } = await request(submissionUrl(id));
    if (data?.state === "done") finish(data);
  }

  async function finish(result) {
    step("done", result);
    historyShow(history, result);
    editor.faultsShow(faultsOf(result));
    if (await results.panelShow(result.id)) await submissionForget(await database, result.id);
  }

  // A submission under way when the page was left, here or on another device.
  async function restore() {
    const db = await database;
    const open = await submissionsOpen(db, exercise);
    const newest = open.at(-1);
    for (const row of open) if (row.state === "sent" && row !== newest) await submissionForget(db, row.id);
    const id = newest?.id ?? results.shownOpen();
    if (!id) return;
    followed = id;
    if (newest?.state === "unsent") return step("kept", { words: KEPT.later });
    const { status, data } = await request(submissionUrl(id));
    if (status === 200) follow(data);
    else if (status === 404) await submissionForget(db, id);
  }

  onSubmissionSent(sent);
  restore();
  return submit;
}

// The same code asked for twice while offline is one submission.
async function submissionStore(db, wanted) {
  const waiting = (await submissionsOpen(db, wanted.exercise)).filter((row) => row.state === "unsent");
  const same = waiting.find((row) => ["code", "scope", "device"].every((field) => row[field] === wanted[field]));
  if (same) return same;
  const row = submissionMake(wanted);
  const { exercise, scope, device } = wanted;
  const payload = { submission: row.id, scope, device };
  await eventAdd(db, eventMake({ kind: "exercise_submit", item_id: exercise, payload }), { submissions: row });
  return row;
}
