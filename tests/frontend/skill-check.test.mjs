import assert from "node:assert/strict";
import { before, test } from "node:test";
import { acknowledgeAll, pageMake, serverMake, until } from "./support.mjs";

const OPTIONS = [["a", true], ["b", false]];
const choiceHtml = (id) => `
  <fieldset data-question="${id}" data-kind="single" data-item-rev="2" data-concepts="newton-step bfgs">
    ${OPTIONS.map(([option, right]) => `<label><input type="radio" name="${id}" value="${option}" data-correct="${right}"><span>${option}</span></label>`).join("")}
    <button type="button" data-answer>Check</button>
    <div data-feedback hidden><p data-feedback-verdict></p>
      <div data-option-explanation="a" hidden>about a</div><div data-option-explanation="b" hidden>about b</div><div data-explanation hidden>why</div></div>
  </fieldset>`;
const NUMERIC_HTML = `
  <fieldset data-question="q3" data-kind="numeric" data-item-rev="1" data-concepts="" data-answer-value="0.25" data-relative-tolerance="0.01">
    <label><input type="text" name="q3"></label><button type="button" data-answer>Check</button>
    <div data-feedback hidden><p data-feedback-verdict></p><div data-explanation hidden>why</div></div>
  </fieldset>`;
const SERVER = { q2: { choice: ["b"], is_correct: false, revision: 2, answered_at: "2026-01-01T00:00:00Z" } };
const HTML = `<section data-skill-check data-part="p"><b data-score></b><b data-answered></b><b data-status></b><button data-retake hidden></button>
  ${choiceHtml("q1")}${choiceHtml("q2")}${NUMERIC_HTML}<script type="application/json" data-answers>${JSON.stringify(SERVER)}</script></section>`;

let modules;
let requests;
before(async () => {
  pageMake(HTML, { learner: "guest" });
  requests = serverMake(acknowledgeAll);
  modules = { check: await import("../../frontend/src/js/reading/skill-check.js"), page: await import("../../frontend/src/js/site/page.js") };
});

const $ = (selector) => document.querySelector(selector);
const question = (id) => $(`[data-question=${id}]`);
const totals = () => ["score", "answered", "status"].map((name) => $(`[data-${name}]`).textContent);
const press = (id) => question(id).querySelector("[data-answer]").click();

async function visit() {
  $("section").remove();
  document.body.innerHTML = HTML;
  await modules.check.skillCheckMount($("[data-skill-check]"));
}

test("an answer known to the server is shown at once", async () => {
  await visit();
  assert.deepEqual(totals(), ["0", "1/3", "in progress"]);
  assert.equal(question("q2").dataset.answeredAs, "wrong");
  assert.equal(question("q2").querySelector("[value=b]").checked, true);
});

test("nothing is recorded while nothing is chosen", async () => {
  await visit();
  press("q1");
  await until(() => question("q1").querySelector("[data-answer-hint]"));
  assert.equal(question("q1").querySelector("[data-answer-hint]").textContent, "Choose an answer first.");
  assert.deepEqual(totals(), ["0", "1/3", "in progress"]);
});

test("an answer is explained, counted, and its event stored in the log's form", async () => {
  await visit();
  question("q1").querySelector("[value=b]").checked = true;
  press("q1");
  await until(() => question("q1").dataset.answeredAs);
  const feedback = question("q1").querySelector("[data-feedback]");
  assert.equal(feedback.hidden, false);
  assert.equal(feedback.dataset.correct, "false");
  assert.equal(feedback.querySelector("[data-option-explanation=b]").hidden, false);
  assert.equal(feedback.querySelector("[data-option-explanation=a]").hidden, true);
  assert.equal(feedback.querySelector("[data-explanation]").hidden, false);
  assert.deepEqual([...question("q1").querySelectorAll(".option-mark")].map((mark) => mark.textContent), ["right", "your answer"]);
  assert.deepEqual(totals(), ["0", "2/3", "in progress"]);
  const [event] = await (await modules.page.database).getAll("outbox");
  assert.equal(event.kind, "quiz");
  assert.equal(event.item_id, "q1");
  assert.equal(event.item_rev, "2");
  assert.deepEqual(event.payload, { part: "p", question: "q1", choice: ["b"], correct: false, options: ["a", "b"], concepts: ["newton-step", "bfgs"], attempt: 1 });
});

test("a number is evaluated within its tolerance, and Enter answers", async () => {
  await visit();
  question("q3").querySelector("input").value = "1/4";
  question("q3").querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await until(() => question("q3").dataset.answeredAs);
  assert.equal(question("q3").dataset.answeredAs, "right");
  assert.deepEqual(totals(), ["1", "3/3", "done"]);
});

test("answers are there after a reload", async () => {
  await visit();
  assert.deepEqual(totals(), ["1", "3/3", "done"]);
  assert.equal(question("q3").querySelector("input").value, "0.25");
  assert.equal(question("q1").querySelector("[data-answer]").hidden, true);
});

test("answers are sent to the server when it can be reached", async () => {
  await modules.page.syncNow();
  const sent = requests.filter(({ url }) => url === "/api/v1/practice/events").flatMap(({ body }) => body.events);
  assert.deepEqual(sent.map((event) => [event.item_id, event.seq]), [["q1", 1], ["q3", 2]]);
});

test("taking it again opens every question, and stays so after a reload", async () => {
  await visit();
  $("[data-retake]").click();
  await until(() => totals()[2] === "not attempted");
  await visit();
  assert.deepEqual(totals(), ["–", "0/3", "not attempted"]);
  question("q1").querySelector("[value=a]").checked = true;
  press("q1");
  await until(() => question("q1").dataset.answeredAs === "right");
  const events = await (await modules.page.database).getAll("outbox");
  assert.equal(events.at(-1).payload.attempt, 2);
  assert.deepEqual(totals(), ["1", "1/3", "in progress"]);
});
