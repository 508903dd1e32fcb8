import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesWords, ordinalWords, pointsWords, secondsWords } from "../../frontend/src/js/exercise/units.js";

test("times are short where they are short", () => {
  assert.deepEqual([0.0342, 1.25, 59.94, 125].map(secondsWords), ["34 ms", "1.3 s", "59.9 s", "2 min 5 s"]);
});

test("no time is nothing", () => {
  assert.equal(secondsWords(0.0001), "under 1 ms");
});

test("a time never has sixty seconds or a thousand milliseconds", () => {
  assert.deepEqual([0.9996, 59.96, 119.7].map(secondsWords), ["1.0 s", "1 min 0 s", "2 min 0 s"]);
});

test("memory is in binary units", () => {
  assert.deepEqual([2048, 50 * 1024 ** 2, 1.5 * 1024 ** 3].map(bytesWords), ["2 KiB", "50 MiB", "1.5 GiB"]);
});

test("places in line are ordinals", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 102, 113].map(ordinalWords), ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th"]);
});

test("points that are not known yet are a dash", () => {
  assert.deepEqual([pointsWords(3, 12), pointsWords(null, null)], ["3/12", "–/–"]);
});
