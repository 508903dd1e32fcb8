import assert from "node:assert/strict";
import { test } from "node:test";
import { answersMerge, isCorrect, latestOf, misplaced, numberParse, summary, turnOf, wrongMatch } from "../../frontend/src/js/reading/scoring.js";

const options = [{ id: "a", is_correct: true }, { id: "b", is_correct: false }, { id: "c", is_correct: true }];
const numeric = (answer, relative_tolerance = 0.01) => ({ kind: "numeric", answer, relative_tolerance });

test("a question with several right options wants exactly these", () => {
  const question = { kind: "multiple", options };
  assert.equal(isCorrect(question, ["a", "c"]), true);
  assert.equal(isCorrect(question, ["c", "a"]), true);
  assert.equal(isCorrect(question, ["a"]), false);
  assert.equal(isCorrect(question, ["a", "b", "c"]), false);
});

test("a number may be off by the relative tolerance, also below zero and at zero", () => {
  assert.equal(isCorrect(numeric(200), 201.9), true);
  assert.equal(isCorrect(numeric(200), 202.1), false);
  assert.equal(isCorrect(numeric(-4), -4.03), true);
  assert.equal(isCorrect(numeric(-4), 4), false);
  assert.equal(isCorrect(numeric(0), 0.009), true);
  assert.equal(isCorrect(numeric(0), 0.02), false);
});

test("numbers are read as people write them", () => {
  const cases = { "0.5": 0.5, " 0,5 ": 0.5, "3/8": 0.375, "1e-3": 0.001, "−2": -2, "-1/4": -0.25 };
  for (const [text, value] of Object.entries(cases)) assert.equal(numberParse(text), value, text);
  for (const text of ["", "x", "1/0", "1/", "/2", "1/2/3", "1.2.3"]) assert.ok(Number.isNaN(numberParse(text)), text);
});

const given = (question, is_correct, answered_at, attempt = 1) => ({ question, is_correct, answered_at, attempt });
const FIRST = { attempt: 1, begun_at: 0 };

test("the newest answer counts, wherever it was given", () => {
  const server = { q1: { is_correct: true, answered_at: "2026-01-01T00:00:02Z" }, q2: { is_correct: true, answered_at: "2026-01-01T00:00:02Z" } };
  const at = (second) => Date.parse(`2026-01-01T00:00:0${second}Z`);
  const merged = answersMerge([given("q1", false, at(3)), given("q2", false, at(1))], server, FIRST);
  assert.equal(merged.q1.is_correct, false);
  assert.equal(merged.q2.is_correct, true);
});

test("a new attempt leaves the answers of the earlier one behind, the server's too", () => {
  const server = { q1: { is_correct: true, answered_at: "2026-01-01T00:00:00Z" } };
  const begun_at = Date.parse("2026-01-02T00:00:00Z");
  const merged = answersMerge([given("q2", true, begun_at - 5, 1), given("q3", true, begun_at + 5, 2)], server, { attempt: 2, begun_at });
  assert.deepEqual(Object.keys(merged), ["q3"]);
});

test("an expression may be written in any way that means the same", () => {
  const question = { kind: "expression", answer: "2/L", wrong: ["1/L", "L/2"], symbols: ["L"], real: [] };
  assert.equal(isCorrect(question, "4*L^-1/2"), true);
  assert.equal(isCorrect(question, "L/2"), false);
  assert.equal(wrongMatch(question, "0.5*L"), 1);
  assert.equal(wrongMatch(question, "3/L"), -1);
});

test("a number that a misconception leads to is told by its own tolerance", () => {
  const question = { kind: "numeric", answer: 3, relative_tolerance: 0.01, wrong: ["9", "-1.5"] };
  assert.equal(wrongMatch(question, 9.05), 0);
  assert.equal(wrongMatch(question, -1.5), 1);
  assert.equal(wrongMatch(question, 3), -1);
});

test("steps are right in one order only, and the first misplaced one is found", () => {
  const question = { kind: "ordering", order: ["a", "b", "c", "d"] };
  assert.equal(isCorrect(question, ["a", "b", "c", "d"]), true);
  assert.equal(isCorrect(question, ["a", "c", "b", "d"]), false);
  assert.equal(misplaced(question, ["a", "c", "b", "d"]), 1);
  assert.equal(isCorrect(question, ["a", "b", "c"]), false);
});

test("the newest answer to any variant counts for its slot", () => {
  const answers = { a: given("a", true, 2), b: given("b", false, 5), x: given("x", true, 9) };
  assert.equal(latestOf(["a", "b", "c"], answers).question, "b");
  assert.equal(latestOf(["c"], answers), undefined);
});

test("a slot keeps its turn for an attempt, and takes the next one for the next", () => {
  const turn = turnOf("device", "part", "use", 1);
  assert.equal(turnOf("device", "part", "use", 1), turn);
  assert.equal(turnOf("device", "part", "use", 2), turn + 1);
  const others = ["a", "b", "c", "d", "e", "f", "g", "h"].map((device) => turnOf(device, "part", "use", 1) % 3);
  assert.deepEqual([...new Set(others)].sort(), [0, 1, 2]);
});

test("score, count and status go from not attempted over in progress to done", () => {
  assert.deepEqual(summary(2, []), { answered: 0, total: 2, score: 0, status: "not attempted" });
  assert.deepEqual(summary(2, [given("q1", true, 1)]), { answered: 1, total: 2, score: 1, status: "in progress" });
  const both = [given("q1", true, 1), given("q2", false, 1)];
  assert.deepEqual(summary(2, both), { answered: 2, total: 2, score: 1, status: "done" });
});
