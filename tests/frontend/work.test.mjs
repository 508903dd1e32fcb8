// How long a learner works before a submission.
import assert from "node:assert/strict";
import test from "node:test";
import { BREAK_MS, Work } from "../../frontend/src/js/exercise/work.js";

const MINUTE_MS = 60_000;

function storageMake() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

function workMake(storage = storageMake()) {
  const clock = { ms: 0 };
  const work = new Work("work", { storage, now: () => clock.ms });
  const pass = (ms) => (clock.ms += ms);
  return { work, pass, storage };
}

test("time between signs of life is work, from the moment the page is open", () => {
  const { work, pass } = workMake();
  pass(2 * MINUTE_MS);
  work.touch();
  pass(MINUTE_MS);
  assert.equal(work.take(), 3 * MINUTE_MS);
});

test("a long break counts as a short one", () => {
  const { work, pass } = workMake();
  pass(8 * 60 * MINUTE_MS);
  assert.equal(work.take(), BREAK_MS);
});

test("time in which the page was out of view is none", () => {
  const { work, pass } = workMake();
  pass(MINUTE_MS);
  work.away();
  pass(30 * MINUTE_MS);
  work.touch();
  pass(MINUTE_MS);
  assert.equal(work.take(), 2 * MINUTE_MS);
});

test("many small movements add up", () => {
  const { work, pass } = workMake();
  for (let count = 0; count < 600; count += 1) {
    pass(100);
    work.touch();
  }
  assert.equal(work.take(), MINUTE_MS);
});

test("each submission takes the time since the one before", () => {
  const { work, pass } = workMake();
  pass(MINUTE_MS);
  assert.equal(work.take(), MINUTE_MS);
  pass(2 * MINUTE_MS);
  assert.equal(work.take(), 2 * MINUTE_MS);
});

test("a page that is opened again goes on counting", () => {
  const first = workMake();
  first.pass(MINUTE_MS);
  first.work.away();
  const again = workMake(first.storage);
  again.pass(MINUTE_MS);
  assert.equal(again.work.take(), 2 * MINUTE_MS);
});
