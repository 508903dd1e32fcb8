import assert from "node:assert/strict";
import { test } from "node:test";
import { pageMake } from "./support.mjs";
import { refusalWords, runFollow, runUrl, runWords } from "../../frontend/src/js/notebook/run.js";

const WAITING = { id: "1", state: "waiting", has_worker: true, verdict: null, time_s: null };
const RUNNING = { ...WAITING, state: "running" };
const DONE = { ...WAITING, state: "done", verdict: "passed", time_s: 0.43, message: "", traceback: "", output: "42\n", figures: [], line: null };
const done = (data) => ({ meaning: "done", status: 200, data });
const LOST = { meaning: "later", status: 0, data: null };

// A server that gives these answers in order, and keeps what it was asked.
function serverMake(...answers) {
  const asked = [];
  return { asked, request: async (url, options = {}) => (asked.push([options.method ?? "GET", url]), answers.shift()) };
}

function follow(server, { isWanted = () => true } = {}) {
  const states = [];
  const pauses = [];
  const pause = async (wait_ms) => pauses.push(wait_ms);
  const given = { url: "/run", id: "1", code: "x", request: server.request, pause, onState: (run) => states.push(run.state), isWanted };
  return runFollow(given).then((run) => ({ run, states, pauses }));
}

test("a run says how it stands in words", () => {
  assert.equal(runWords(WAITING), "Waiting");
  assert.equal(runWords({ ...WAITING, has_worker: false }), "Waiting: no worker is up right now");
  assert.equal(runWords(RUNNING), "Running");
  assert.equal(runWords(DONE), "Done, 430 ms");
  assert.equal(runWords({ ...DONE, verdict: "failed" }), "Failed: an assertion does not hold, 430 ms");
  assert.equal(runWords({ ...DONE, verdict: "internal error", time_s: null }), "Internal error");
  for (const verdict of ["error", "timeout", "memory", "output limit", "refused"])
    assert.match(runWords({ ...DONE, verdict }), /^(Error|Timeout|Out of memory|Output limit|Refused)/);
});

test("a run is followed to its end, asked for less and less often", async () => {
  const server = serverMake(done(WAITING), done(WAITING), done(RUNNING), done(DONE));
  const { run, states, pauses } = await follow(server);
  assert.deepEqual(run, DONE);
  assert.deepEqual(states, ["waiting", "waiting", "running"]);
  assert.deepEqual(server.asked[0], ["POST", "/run"]);
  assert.deepEqual(server.asked.slice(1), Array(3).fill(["GET", runUrl("1")]));
  assert.ok(pauses[0] < pauses[1] && pauses[1] < pauses[2]);
});

test("a lost connection does not lose a run that was taken", async () => {
  const { run, pauses } = await follow(serverMake(done(WAITING), LOST, LOST, done(DONE)));
  assert.deepEqual(run, DONE);
  assert.ok(pauses[1] > pauses[0] && pauses[2] === pauses[1]);
});

test("a run that is not kept any more is told", async () => {
  const { run } = await follow(serverMake(done(WAITING), { meaning: "refused", status: 404, data: {} }));
  assert.match(run.refusal, /Run it again/);
});

test("nobody asks for a run that nobody waits for", async () => {
  const server = serverMake(done(WAITING));
  await follow(server, { isWanted: () => false });
  assert.equal(server.asked.length, 1);
});

test("what is not taken says why, and that the code is kept", () => {
  assert.match(refusalWords(LOST), /cannot be reached.*kept/);
  assert.match(refusalWords({ meaning: "sign-in", status: 401, data: null }), /sign in.*kept/);
  assert.equal(refusalWords({ meaning: "later", status: 429, data: { detail: "10 runs in 60 s are the limit." } }), "10 runs in 60 s are the limit.");
  assert.equal(refusalWords({ meaning: "refused", status: 422, data: { detail: "Empty." } }), "Empty.");
});

test("a result shows its message, its output and its figures", async () => {
  pageMake("");
  const { resultNodes } = await import("../../frontend/src/js/notebook/result.js");
  const nodes = resultNodes({ ...DONE, message: "x is <one>", traceback: "line 2", figures: [{ svg: '<svg class="drawing"></svg>', label: "A" }] });
  assert.deepEqual(nodes.map((node) => node.className), ["run-message", "cell-output", "cell-output", "figure"]);
  assert.equal(nodes[0].textContent, "x is <one>");
  assert.equal(nodes[0].children.length, 0);
  assert.equal(nodes[2].textContent, "42\n");
  assert.equal(nodes[3].querySelectorAll("svg").length, 1);
});
