// The box that "/" opens: when it opens, what it asks for, how the keys move in it.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { boxOpen } from "../../frontend/src/js/search/box.js";
import { keySet, searchKeyMount } from "../../frontend/src/js/site/search-key.js";
import { pageMake } from "./support.mjs";

mock.timers.enable({ apis: ["setTimeout"] });
const asked = [];
let answer = () => "";
globalThis.fetch = async (address, { signal }) => {
  asked.push({ address, signal });
  const html = await answer(address);
  if (html === null) throw new TypeError("offline");
  return { ok: true, text: async () => html };
};
const window = pageMake(`
  <a href="/search/" data-search-open>Search</a><a href="#x" id="other">other</a>
  <textarea></textarea><input type="radio"><div contenteditable><p id="line">code</p></div>`);
let opened = 0;
let handed = null;
searchKeyMount(document, async () => ({
  boxOpen(typed) {
    opened += 1;
    handed = typed;
  },
}));

const press = (target, key, more = {}) => {
  const event = new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};
const settle = async () => {
  for (let round = 0; round < 8; round += 1) await Promise.resolve();
};
const box = () => document.querySelector("dialog");
const field = () => box().querySelector("input[name=q]");
const said = () => box().querySelector("[role=status]").textContent;
const two = '<div data-found="2 results"><a href="/a/" data-hit>A</a><a href="/b/" data-hit>B</a></div>';

async function type(words) {
  field().value = words;
  field().dispatchEvent(new window.Event("input", { bubbles: true }));
  mock.timers.tick(200);
  await settle();
}

beforeEach(() => {
  opened = 0;
  asked.length = 0;
  answer = () => two;
  keySet(true);
});

test("the slash opens the box, with Shift too, and does nothing else", async () => {
  assert.equal(press(document.body, "/").defaultPrevented, true);
  await settle();
  press(document.querySelector("input[type=radio]"), "/", { shiftKey: true });
  await settle();
  assert.equal(opened, 2);
});

test("what is typed while the box is on its way is not lost", async () => {
  press(document.body, "/");
  for (const key of ["h", "e", "Shift", "/"]) press(document.body, key);
  await settle();
  assert.deepEqual([opened, handed], [1, "he/"]);
  assert.equal(press(document.body, "x").defaultPrevented, false);
  boxOpen("saddle");
  await settle();
  assert.equal(field().value, "saddle");
  assert.deepEqual(asked.map((each) => each.address), ["/search/results/?q=saddle"]);
});

test("where somebody types, or holds another key, a slash is a slash", async () => {
  press(document.querySelector("textarea"), "/");
  press(document.querySelector("#line"), "/");
  press(document.body, "/", { ctrlKey: true });
  press(document.body, "/", { altKey: true });
  press(document.body, "7", { shiftKey: true });
  await settle();
  assert.equal(opened, 0);
});

test("the key can be turned off, and the link says whether it is on", async () => {
  const link = document.querySelector("[data-search-open]");
  assert.equal(link.getAttribute("aria-keyshortcuts"), "/");
  keySet(false);
  assert.equal(link.hasAttribute("aria-keyshortcuts"), false);
  assert.equal(press(document.body, "/").defaultPrevented, false);
  await settle();
  assert.equal(opened, 0);
});

test("the link opens the box; with Ctrl it opens a tab", async () => {
  const link = document.querySelector("[data-search-open]");
  const click = (more) => {
    const event = new window.MouseEvent("click", { bubbles: true, cancelable: true, ...more });
    link.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(click({}), true);
  assert.equal(click({ ctrlKey: true }), false);
  await settle();
  assert.equal(opened, 1);
});

test("it asks once for what was typed in one go, and says how many there are", async () => {
  boxOpen();
  field().value = "ne";
  field().dispatchEvent(new window.Event("input", { bubbles: true }));
  mock.timers.tick(50);
  assert.equal(asked.length, 0);
  await type("newton & step");
  assert.deepEqual(asked.map((each) => each.address), ["/search/results/?q=newton%20%26%20step"]);
  assert.equal(said(), "2 results");
});

test("an answer that comes late does not replace a newer one", async () => {
  boxOpen();
  let release;
  answer = (address) => (address.endsWith("slow") ? new Promise((done) => (release = () => done(two))) : '<p data-found="1 result"></p>');
  await type("slow");
  await type("fast");
  assert.equal(asked[0].signal.aborted, true);
  release();
  await settle();
  assert.equal(said(), "1 result");
});

test("arrows go round between the field and the results", async () => {
  boxOpen();
  await type("newton");
  const [first, second] = box().querySelectorAll("[data-hit]");
  field().focus();
  press(field(), "ArrowDown");
  assert.equal(document.activeElement, first);
  press(first, "ArrowDown");
  assert.equal(document.activeElement, second);
  press(second, "ArrowDown");
  assert.equal(document.activeElement, field());
  press(field(), "ArrowUp");
  assert.equal(document.activeElement, second);
});

test("results that change under the focus give it back to the field", async () => {
  boxOpen();
  await type("wolfe");
  box().querySelector("[data-hit]").focus();
  await type("wolfe con");
  assert.equal(document.activeElement, field());
});

test("typing on a result goes on in the field; a shortcut stays a shortcut", async () => {
  boxOpen();
  await type("hessian");
  const first = box().querySelector("[data-hit]");
  first.focus();
  press(first, "c", { ctrlKey: true });
  assert.equal(document.activeElement, first);
  press(first, "n");
  assert.equal(document.activeElement, field());
});

test("without a connection it says so, and asks again for the same words", async () => {
  boxOpen();
  answer = () => null;
  await type("lanczos");
  assert.match(said(), /needs a connection/);
  answer = () => two;
  await type("lanczos");
  assert.equal(said(), "2 results");
});

test("an empty field shows nothing and is not sent", async () => {
  boxOpen();
  await type("muon");
  await type("");
  assert.equal(box().querySelector("[data-hit]"), null);
  assert.equal(said(), "");
  const submit = new window.Event("submit", { bubbles: true, cancelable: true });
  box().querySelector("form").dispatchEvent(submit);
  assert.equal(submit.defaultPrevented, true);
});

test("a result that is pressed closes the box, as a link within the page would not", async () => {
  boxOpen();
  await type("sam");
  assert.equal(box().open, true);
  box().querySelector("[data-hit]").addEventListener("click", (event) => event.preventDefault());
  box().querySelector("[data-hit]").click();
  assert.equal(box().open, false);
});

test("the switch in the box turns the key off", () => {
  boxOpen();
  const key = box().querySelector("[data-key]");
  assert.equal(key.checked, true);
  key.checked = false;
  key.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(localStorage.getItem("descent-search-key"), "off");
});
