// The arrow keys turn parts, unless they mean something where they are pressed.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { turningMount } from "../../frontend/src/js/reading/turning.js";
import { pageMake } from "./support.mjs";

let turned = [];
const window = pageMake(`
  <a rel="prev" id="before" href="#b">before</a><a rel="next" id="after" href="#a">after</a>
  <textarea></textarea><div tabindex="0" id="wide"></div><p id="text"><em>text</em></p>`);
for (const link of document.querySelectorAll("a")) link.addEventListener("click", () => turned.push(link.id));
turningMount(document);

const press = (target, key, more = {}) =>
  target.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

beforeEach(() => (turned = []));

test("left and right lead to the parts before and after", () => {
  press(document.body, "ArrowRight");
  press(document.querySelector("em"), "ArrowLeft");
  assert.deepEqual(turned, ["after", "before"]);
});

test("other keys, and arrows held with another key, lead nowhere", () => {
  press(document.body, "ArrowUp");
  press(document.body, "ArrowRight", { altKey: true });
  press(document.body, "ArrowRight", { ctrlKey: true });
  assert.deepEqual(turned, []);
});

test("where text is typed or a box scrolls, arrows stay there", () => {
  press(document.querySelector("textarea"), "ArrowRight");
  press(document.querySelector("#wide"), "ArrowRight");
  assert.deepEqual(turned, []);
});

test("at the last part nothing happens", () => {
  const link = document.querySelector("#after");
  link.remove();
  press(document.body, "ArrowRight");
  document.body.append(link);
  assert.deepEqual(turned, []);
});
