// Sends code to be graded and follows it to its result. A submission is stored on this device before it is sent,
// and forgotten once its result has been shown.
import { eventMake } from "../local/events.js";
import { eventAdd } from "../local/outbox.js";
import { submissionForget, submissionMake, submissionsOpen } from "../local/submissions.js";
import { request } from "../site/http.js";
import { changed, database, namespace, onSubmissionSent } from "../site/page.js";
import { submissionSend } from "../sync/deliveries.js";
import { faultsOf } from "./faults.js";
import { historyShow } from "./history.js";
import { IDLE, isOpen, progressNext } from "./progress.js";
import { streamFollow } from "./stream.js";
import { timeWords } from "./units.js";
import { workMount } from "./work.js";

const KEPT = {
  later: "Not sent: the site cannot be reached. Your submission is kept on this device and will be sent when it can be.",
  "sign-in": "Not sent: sign in, and it will be sent then. Your submission is kept on this device.",
};

const submissionUrl = (id) => `/api/v1/submissions/${id}`;

function keptWords({ meaning, status, data }) {
  if (status !== 429) return KEPT[meaning];
  return `${data?.detail ?? "Too many submissions."} Yours is kept on this device and will be sent then.`;
}

// The same code asked for twice while offline is one submission.
async function submissionStore(db, wanted, work) {
  const waiting = (await submissionsOpen(db, wanted.exercise)).filter((row) => row.state === "unsent");
  const isSame = (row) => ["code", "scope", "device"].every((field) => row[field] === wanted[field]);
  const known = waiting.find(isSame);
  if (known) return known;
  const row = submissionMake(wanted);
  const payload = { submission: row.id, scope: wanted.scope, device: wanted.device };
  const event = eventMake({ kind: "exercise_submit", item_id: wanted.exercise, duration_ms: work.take(), payload });
  await eventAdd(db, event, { submissions: row });
  return row;
}

export class Submitting {
  constructor(form, results, history, editor, draft) {
    Object.assign(this, { form, results, history, editor, draft, exercise: form.dataset.exercise });
    this.state = IDLE;
    this.followed = null;
    this.stop = () => {};
    this.work = workMount(`descent-work-${namespace}-${this.exercise}`);
    onSubmissionSent((row, answer) => this.sent(row, answer));
    // Another tab may have sent it.
    document.addEventListener("descent:synced", () => this.state.phase === "kept" && this.sentElsewhere());
  }

  step(kind, data) {
    const { hasWorker } = this.state;
    this.state = progressNext(this.state, kind, data);
    this.results.show(this.state);
    if (kind === "queued" && hasWorker !== this.state.hasWorker) this.results.waitShow(this.followed);
  }

  isBusy() {
    return ["sending", "queued", "running"].includes(this.state.phase);
  }

  async submit(scope) {
    if (this.state.phase === "sending") return;
    this.stop();
    this.step("sending");
    this.editor.faultsShow([]);
    const { exercise, form } = this;
    const device = form.querySelector("[data-device]")?.value ?? form.dataset.onlyDevice;
    const wanted = { exercise, device, scope, code: this.editor.text(), url: form.dataset.submitUrl };
    const db = await database;
    await this.draft.versionKeep(wanted.code);
    const row = await submissionStore(db, wanted, this.work);
    this.followed = row.id;
    this.sent(row, await submissionSend(db, request, row));
    changed();
  }

  sent(row, answer) {
    if (row.id !== this.followed) return;
    if (answer.meaning === "done") this.follow(answer.data);
    else if (answer.meaning in KEPT) this.step("kept", { words: keptWords(answer) });
    else this.refusedShow();
  }

  // Where another page sent it, the learner is told here.
  async refusedShow() {
    const db = await database;
    const { id, created_at, reason } = await db.get("submissions", this.followed);
    this.step("refused", { words: `Your code of ${timeWords(created_at)} was not taken: ${reason}` });
    await submissionForget(db, id);
  }

  follow(submission) {
    this.stop();
    this.followed = submission.id;
    this.state = IDLE;
    historyShow(this.history, submission);
    if (!isOpen(submission.state)) return this.finish(submission);
    this.step(submission.state === "queued" ? "queued" : "started", submission);
    // What is said of another one's wait must not stay.
    if (this.results.idOpen()) this.results.waitShow(submission.id);
    this.stop = streamFollow(submission.events_url, {
      onEvent: (kind, data) => (kind === "done" ? this.finish(data) : this.step(kind, data)),
      onLost: () => this.ask(submission.id),
    });
  }

  // Where no stream can be held the panel asks for itself.
  async ask(id) {
    await this.results.panelShow(id);
    await this.results.panelWait(id);
    if (this.followed !== id) return;
    const { data } = await request(submissionUrl(id));
    if (data && !isOpen(data.state)) this.finish(data);
  }

  async finish(result) {
    this.step("done", result);
    historyShow(this.history, result);
    this.editor.faultsShow(faultsOf(result));
    if (await this.results.panelShow(result.id)) await submissionForget(await database, result.id);
  }

  async sentElsewhere() {
    const row = await (await database).get("submissions", this.followed);
    if (row?.state !== "unsent") await this.restore();
  }

  // A submission under way when the page was left, here or on another device.
  async restore() {
    const db = await database;
    const open = await submissionsOpen(db, this.exercise);
    const newest = open.at(-1);
    for (const row of open) if (row.state !== "unsent" && row !== newest) await submissionForget(db, row.id);
    const id = newest?.id ?? this.results.idOpen();
    if (!id) return;
    this.followed = id;
    if (newest?.state === "unsent") return this.step("kept", { words: KEPT.later });
    if (newest?.state === "refused") return this.refusedShow();
    const { status, data } = await request(submissionUrl(id));
    if (status === 200) this.follow(data);
    else if (status === 404) await submissionForget(db, id);
  }
}
