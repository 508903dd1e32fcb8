// What hovers over the name of a concept: asked for once, closed by Escape, heard by screen readers.
import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { previewsMount } from "../../frontend/src/js/reading/preview.js";
import { pageMake } from "./support.mjs";

Object.assign(globalThis, { innerHeight: 800, scrollX: 0, scrollY: 0 });
mock.timers.enable({ apis: ["setTimeout"] });
const asked = [];
let isDown = false;
globalThis.fetch = async (address) => {
  asked.push(address);
  if (isDown) throw new TypeError("offline");
  return { ok: true, text: async () => `<p>${address}</p>` };
};
const window = pageMake(
  '<a href="#x" data-concept="newton-step">Newton step</a> <a href="#y" data-concept="k-fac">K-FAC</a> <a href="#z">other</a>',
);
const [step, kfac, other] = document.querySelectorAll("a");
previewsMount(document);

const send = (target, kind, more = {}) => target.dispatchEvent(new window.Event(kind, { bubbles: true, ...more }));
const settle = async () => {
  for (let round = 0; round < 6; round += 1) await Promise.resolve();
};
const shown = () => document.querySelector(".preview:not([hidden])");

afterEach(() => {
  document.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
});

test("a pointer that rests on a link sees the concept, and the link is described by it", async () => {
  send(step, "pointerover");
  assert.equal(shown(), null);
  mock.timers.tick(250);
  await settle();
  assert.equal(shown().textContent, "/concepts/newton-step/preview/");
  assert.equal(step.getAttribute("aria-describedby"), shown().id);
});

test("the same concept is asked for once", async () => {
  send(step, "focusin");
  mock.timers.tick(0);
  await settle();
  assert.ok(shown());
  assert.equal(asked.filter((each) => each.includes("newton-step")).length, 1);
});

test("Escape closes it", async () => {
  send(step, "focusin");
  mock.timers.tick(0);
  await settle();
  document.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  assert.equal(shown(), null);
  assert.equal(step.hasAttribute("aria-describedby"), false);
});

test("it stays while it is pointed at, and goes when the pointer has left", async () => {
  send(step, "focusin");
  mock.timers.tick(0);
  await settle();
  send(step, "pointerout");
  send(shown(), "pointerover");
  mock.timers.tick(1000);
  assert.ok(shown());
  send(shown(), "pointerout");
  mock.timers.tick(200);
  assert.equal(shown(), null);
});

test("a link that is no concept shows nothing; offline neither, and it is asked again later", async () => {
  send(other, "pointerover");
  mock.timers.tick(1000);
  await settle();
  assert.equal(shown(), null);
  isDown = true;
  send(kfac, "focusin");
  mock.timers.tick(0);
  await settle();
  assert.equal(shown(), null);
  isDown = false;
  send(kfac, "focusout");
  mock.timers.tick(200);
  send(kfac, "focusin");
  mock.timers.tick(0);
  await settle();
  assert.ok(shown());
});
