import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid7 } from "../../frontend/src/js/local/uuid7.js";

test("an id has version 7 and the RFC's variant", () => {
  assert.match(uuid7(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("an id begins with its time in milliseconds", () => {
  const now = Date.now() + 1_000_000;
  assert.equal(parseInt(uuid7(now).replaceAll("-", "").slice(0, 12), 16), now);
});

test("ids sort in the order they were made, within a millisecond and when the clock steps back", () => {
  const now = Date.now() + 2_000_000;
  const ids = Array.from({ length: 10_000 }, (_each, index) => uuid7(index < 9_000 ? now : now - 60_000));
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
});
