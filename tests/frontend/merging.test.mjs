// Three versions of a text, joined line by line.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../frontend/node_modules/fast-check/lib/fast-check.js";
import { regionsMake, textJoin } from "../../frontend/src/js/site/merging.js";

const kinds = (regions) => regions.map(({ kind }) => kind);
const text = fc.array(fc.constantFrom("a", "b", "c", "", "d"), { maxLength: 8 }).map((lines) => lines.join("\n"));
const conflictsOf = (regions) => regions.filter(({ kind }) => kind === "conflict");
const joinAll = (regions, choice) => textJoin(regions, conflictsOf(regions).map(() => choice));

test("changes in different places are both taken", () => {
  const regions = regionsMake("a\nb\nc\nd", "a\nB\nc\nd", "a\nb\nc\nd\ne");
  assert.deepEqual(kinds(regions), ["same", "mine", "same", "theirs"]);
  assert.equal(textJoin(regions, []), "a\nB\nc\nd\ne");
});

test("a line that one removed stays removed, and says who did", () => {
  const regions = regionsMake("a\nb\nc\nd", "a\nc\nd", "a\nb\nc");
  assert.deepEqual(regions.filter(({ removed }) => removed), [
    { kind: "mine", lines: [], removed: ["b"] },
    { kind: "theirs", lines: [], removed: ["d"] },
  ]);
  assert.equal(textJoin(regions, []), "a\nc");
});

test("a line that both changed is a conflict with three sides, and the learner chooses", () => {
  const regions = regionsMake("k\na\nm", "k\nx\nm", "k\ny\nm");
  assert.deepEqual(conflictsOf(regions), [{ kind: "conflict", base: ["a"], mine: ["x"], theirs: ["y"] }]);
  assert.deepEqual(
    ["mine", "theirs", "both"].map((choice) => joinAll(regions, choice)),
    ["k\nx\nm", "k\ny\nm", "k\nx\ny\nm"],
  );
});

test("without a common text nothing of either is dropped", () => {
  assert.equal(joinAll(regionsMake(null, "x\nk\nm", "k\nm\ny"), "both"), "x\nk\nm\ny");
  fc.assert(
    fc.property(text, text, (mine, theirs) => {
      const joined = joinAll(regionsMake(null, mine, theirs), "both").split("\n");
      for (const line of [...mine.split("\n"), ...theirs.split("\n")]) assert.ok(joined.includes(line));
    }),
  );
});

test("who alone changed a text wins, and the same change twice is one", () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      assert.equal(textJoin(regionsMake(base, changed, base), []), changed);
      assert.equal(textJoin(regionsMake(base, base, changed), []), changed);
      assert.equal(textJoin(regionsMake(base, changed, changed), []), changed);
    }),
  );
});

test("what is shown holds all of both versions, in order", () => {
  const sideOf = (regions, side, other) =>
    regions.flatMap((region) => {
      if (region.kind === "conflict") return region[side];
      return region.kind === other ? region.removed : region.lines;
    });
  fc.assert(
    fc.property(fc.option(text), text, text, (base, mine, theirs) => {
      const regions = regionsMake(base, mine, theirs);
      assert.equal(sideOf(regions, "mine", "theirs").join("\n"), mine);
      assert.equal(sideOf(regions, "theirs", "mine").join("\n"), theirs);
    }),
    { numRuns: 2000 },
  );
});
