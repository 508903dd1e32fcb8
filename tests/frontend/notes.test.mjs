import assert from "node:assert/strict";
import { before, test } from "node:test";
import { acknowledgeAll, pageMake, serverMake, until } from "./support.mjs";

const html = (part) => `<form data-notes data-part="${part}" data-revision="0"><textarea maxlength="20"></textarea>
  <output data-count></output><span data-notes-status></span><div data-notes-conflict hidden></div></form>`;

let modules;
before(async () => {
  pageMake(html("p"), { learner: "guest" });
  serverMake(acknowledgeAll);
  modules = { notes: await import("../../frontend/src/js/reading/notes.js"), page: await import("../../frontend/src/js/site/page.js") };
});

const $ = (selector) => document.querySelector(selector);
const noteOf = async (part) => (await modules.page.database).get("docs", `note:${part}`);
const button = (words) => [...document.querySelectorAll("[data-notes-conflict] button")].find((each) => each.textContent === words);

async function visit(part) {
  $("form").remove();
  document.body.innerHTML = html(part);
  await modules.notes.notesMount($("form"));
}

async function type(part, text) {
  $("textarea").value = text;
  $("textarea").dispatchEvent(new Event("input", { bubbles: true }));
  await until(async () => (await noteOf(part))?.text === text);
}

async function conflict(part, mine, theirs) {
  await visit(part);
  await type(part, mine);
  serverMake((method, url, body) => (body.base_revision === 0 && url.includes("/notes/") ? [409, { text: theirs, revision: 3 }] : acknowledgeAll(method, url, body)));
  await modules.page.syncNow();
  await until(() => !$("[data-notes-conflict]").hidden);
}

test("a note is counted, stored as it is typed, and there after a reload", async () => {
  await visit("p");
  await type("p", "hello");
  assert.equal($("[data-count]").textContent, "5/20");
  await visit("p");
  assert.equal($("textarea").value, "hello");
  assert.equal($("[data-notes-status]").textContent, "saved on this device");
});

test("a note that arrived says so", async () => {
  await visit("p");
  await modules.page.syncNow();
  await until(() => $("[data-notes-status]").textContent === "synced");
  assert.equal((await noteOf("p")).base_revision, 1);
});

test("a note that was changed elsewhere shows both texts, and keeping both sends both", async () => {
  await conflict("c1", "mine", "theirs");
  assert.equal($("textarea").value, "mine");
  assert.equal($("[data-notes-conflict] .merge-theirs").textContent, "theirs");
  button("Join").click();
  await until(async () => (await noteOf("c1")).others.length === 0);
  await modules.page.syncNow();
  const note = await noteOf("c1");
  assert.deepEqual([note.text, note.is_dirty, note.base_revision], ["mine\ntheirs", false, 4]);
  await until(() => $("[data-notes-conflict]").hidden);
});

test("two texts that are too long together are not cut", async () => {
  await conflict("c2", "m".repeat(15), "t".repeat(15));
  button("Join").click();
  assert.match($("[data-notes-conflict] .hint").textContent, /31 characters; 20 fit/);
  assert.equal((await noteOf("c2")).others.length, 1);
  button("Use the other").click();
  await until(async () => (await noteOf("c2")).text === "t".repeat(15));
});
