import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { areEqual, ExpressionError, expressionRead } from "../../frontend/src/js/reading/expressions.js";

const { symbols, real, equal, different, refused } = JSON.parse(
  await readFile(new URL("./expression-cases.json", import.meta.url), "utf8"),
);

test("what the server finds equal, a device finds equal", () => {
  for (const [one, other] of equal) {
    assert.equal(areEqual(one, other, symbols, real), true, `${one} = ${other}`);
    assert.equal(areEqual(other, one, symbols, real), true, `${other} = ${one}`);
  }
});

test("what the server finds different, a device finds different", () => {
  for (const [one, other] of different) {
    assert.equal(areEqual(one, other, symbols, real), false, `${one} is not ${other}`);
    assert.equal(areEqual(other, one, symbols, real), false, `${other} is not ${one}`);
  }
});

test("what is no expression is refused with the server's sentence", () => {
  for (const [text, sentence] of refused)
    assert.throws(
      () => expressionRead(text, symbols),
      (error) => error instanceof ExpressionError && (assert.equal(error.message, sentence, text), true),
      text,
    );
});
