import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "../../frontend/src/js/exercise/faults.js";
import { IDLE, progressNext, progressShare, progressWords } from "../../frontend/src/js/exercise/progress.js";
import { streamFollow } from "../../frontend/src/js/exercise/stream.js";

const check = (id, verdict = "passed") => ({ id, title: id, verdict, points: 1, max_points: 1, hidden: false, message: "", mistake: null });
const RESULT = { verdict: "failed", points: 3, max_points: 12, time_s: 1.25, memory_bytes: 50 * 1024 ** 2, checks: [check("a"), check("b", "failed")], message: "", stdout: "" };
const run = (...steps) => steps.reduce((state, [kind, data]) => progressNext(state, kind, data), IDLE);
const STARTED = ["check_started", { check_id: "b", title: "Agrees", position: 2, total: 9 }];
const FINISHED = ["check_finished", { ...check("a"), position: 1, total: 9 }];

test("a submission says where it stands, from the line to the result", () => {
  assert.equal(progressWords(run(["sending"])), "Sending");
  assert.equal(progressWords(run(["queued", { position: 3 }])), "Queued, 3rd in line");
  assert.equal(progressWords(run(["queued", { position: 1 }])), "Queued, next in line");
  assert.equal(progressWords(run(["queued", { position: 3 }], ["started"])), "Starting");
  assert.equal(progressWords(run(["started"], FINISHED, STARTED)), "Running check 2 of 9: Agrees");
  assert.equal(progressWords(run(["started"], FINISHED)), "Running check 1 of 9: a");
  assert.equal(progressWords(run(["started"], STARTED, ["check_finished", { ...check("b"), position: 2, total: 9 }])), "Running check 2 of 9: Agrees");
  assert.equal(progressWords(run(["started"], ["done", RESULT])), "Failed: 3 of 12 points, 1.3 s, 50 MiB");
});

test("who waits for a grader that is not up is told, and told when it is", () => {
  const noGrader = run(["queued", { position: 1, has_worker: false }]);
  assert.equal(progressWords(noGrader), "Queued: no grader is up for it right now");
  assert.equal(progressWords(run(["queued", { position: 1, has_worker: false }], ["queued", { position: 2 }])), progressWords(noGrader));
  assert.equal(progressWords(run(["queued", { has_worker: false }], ["queued", { position: 1, has_worker: true }])), "Queued, next in line");
});

test("a submission that was withdrawn has no result", () => {
  assert.equal(progressWords(run(["queued", { position: 1 }], ["done", { ...RESULT, state: "withdrawn", verdict: null, checks: [] }])), "Withdrawn");
});

test("the bar grows with the checks that are finished", () => {
  assert.equal(progressShare(run(["queued", { position: 3 }])), 0);
  assert.equal(progressShare(run(["started"], FINISHED, STARTED)), 1 / 9);
  assert.equal(progressShare(run(["started"], ["done", RESULT])), 1);
});

test("an event that comes twice changes nothing", () => {
  assert.deepEqual(run(["started"], FINISHED, FINISHED), run(["started"], FINISHED));
  assert.deepEqual(run(["done", RESULT], FINISHED), run(["done", RESULT]));
});

test("a grading that begins anew shows no checks of the one that broke", () => {
  assert.deepEqual(run(["started"], FINISHED, ["queued", { position: 1 }], ["started"]).checks, []);
});

test("an internal error is shown though nothing was measured", () => {
  const state = run(["done", { ...RESULT, verdict: "internal error", points: null, max_points: null, time_s: null, memory_bytes: null, checks: [] }]);
  assert.equal(progressWords(state), "Internal error: 0 of 0 points");
});

class FakeSource extends EventTarget {
  static CLOSED = 2;
  readyState = 1;
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  say(kind, data) {
    this.dispatchEvent(Object.assign(new Event(kind), { data: JSON.stringify(data) }));
  }
}

function follow() {
  const seen = [];
  let source;
  const Source = class extends FakeSource {
    constructor(url) {
      super();
      this.url = url;
      source = this;
    }
  };
  streamFollow("/events", { Source, onEvent: (kind) => seen.push(kind), onLost: () => seen.push("lost") });
  return { seen, source };
}

test("a stream is followed to its end and closed", () => {
  const { seen, source } = follow();
  for (const kind of ["queued", "started", "done"]) source.say(kind, {});
  assert.deepEqual(seen, ["queued", "started", "done"]);
  assert.equal(source.readyState, FakeSource.CLOSED);
});

test("a stream that fails again and again is given up, one that recovers is not", () => {
  const { seen, source } = follow();
  for (let turn = 0; turn < 5; turn += 1) {
    for (let failure = 0; failure < 3; failure += 1) source.dispatchEvent(new Event("error"));
    source.say("started", {});
  }
  assert.ok(!seen.includes("lost"));
  for (let failure = 0; failure < 4; failure += 1) source.dispatchEvent(new Event("error"));
  assert.equal(seen.at(-1), "lost");
});

test("a stream that the server turns away is given up at once", () => {
  const { seen, source } = follow();
  source.readyState = FakeSource.CLOSED;
  source.dispatchEvent(new Event("error"));
  assert.deepEqual(seen, ["lost"]);
});

test("lines that messages name are marked once each", () => {
  const faults = faultsOf({ message: "", checks: [{ message: "ZeroDivisionError on line 7 of your code." }, { message: "line 7 again" }, { message: "Off by 2." }] });
  assert.deepEqual(faults, [{ line: 7, message: "ZeroDivisionError on line 7 of your code." }]);
});
