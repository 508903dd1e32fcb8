import assert from "node:assert/strict";
import { before, test } from "node:test";
import { acknowledgeAll, pageMake, serverMake, until } from "./support.mjs";

const ACTIONS = `<button type="button" data-answer disabled>Check</button><span data-answer-hint></span>`;
const feedback = (texts) => `<div data-feedback hidden><p data-feedback-verdict></p><div data-explanations>${texts}</div></div>`;
const WHY = `<div data-explanation>why</div>`;
const OPTIONS = [["a", true], ["b", false]];
const choiceHtml = (id) => `
  <fieldset data-question="${id}" data-kind="single" data-item-rev="2" data-concepts="newton-step bfgs" data-instance="0">
    <div data-prompt>${id}?</div>
    ${OPTIONS.map(([option, right]) => `<label><input type="radio" name="${id}" value="${option}" data-correct="${right}"><span>${option}</span></label><div data-option-explanation="${option}" hidden>about ${option}</div>`).join("")}
    ${ACTIONS}${feedback(WHY)}
  </fieldset>`;
const texts = (number) => `<div data-wrong="${number * 2}" hidden>twice</div>${WHY}`;
const numericHtml = (id, numbers, all) => `
  <fieldset data-question="${id}" data-kind="numeric" data-item-rev="1" data-concepts="" data-instance="0" data-answer-value="${numbers[0]}" data-relative-tolerance="0.01">
    <div data-prompt>type ${numbers[0]}</div><label><input type="text" name="${id}"></label>${ACTIONS}${feedback(texts(numbers[0]))}
  </fieldset>
  ${all ? numbers.slice(1).map((number, index) => `<div data-instance-of="${id}" data-instance="${index + 1}" data-answer-value="${number}"><div data-prompt>type ${number}</div><div data-explanations>${texts(number)}</div></div>`).join("") : ""}`;
const EXPRESSION = `
  <fieldset data-question="q4" data-kind="expression" data-item-rev="1" data-concepts="" data-instance="0" data-answer-value="2/L" data-symbols="L">
    <div data-prompt>?</div><label><input type="text" name="q4"></label>${ACTIONS}
    ${feedback(`<div data-wrong="1/L" hidden>half</div><div data-wrong="L/2" hidden>upside down</div>${WHY}`)}
  </fieldset>`;
const ORDERING = `
  <fieldset data-question="q5" data-kind="ordering" data-item-rev="1" data-concepts="" data-instance="0" data-order="a b c">
    <div data-prompt>?</div><ol data-steps>${["b", "a", "c"].map((id) => `<li data-step="${id}"><span data-handle></span><span data-moves><button data-move="-1">up</button><button data-move="1">down</button></span><div data-option-explanation="${id}" hidden>about ${id}</div></li>`).join("")}</ol>
    <p data-moved></p>${ACTIONS}${feedback(WHY)}
  </fieldset>`;
const slotHtml = (name, ...questions) => `<div data-slot="${name}">${questions.join("")}</div>`;
const SERVER = { q2: { choice: ["b"], instance: 0, is_correct: false, revision: 2, answered_at: "2026-01-01T00:00:00Z" } };
const slots = (all) => `${slotHtml("belongs", choiceHtml("q1"))}
  ${slotHtml("covers", choiceHtml("q2a"), ...(all ? [choiceHtml("q2"), choiceHtml("q2b")] : []))}
  ${slotHtml("term", numericHtml("q3", [3, 7, 11], all))}${slotHtml("use", EXPRESSION)}${slotHtml("extra", ORDERING)}`;
const html = (part, server, pool) => `<section data-skill-check data-part="${part}" data-pool="${pool}"><b data-score></b><b data-answered></b><b data-status></b><button data-retake hidden></button>
  ${slots(false)}<script type="application/json" data-answers>${JSON.stringify(server)}</script></section>`;
const POOL = "/lessons/part/questions/";

function answerGive(method, url, body) {
  if (url === POOL) return [200, slots(true)];
  if (url === "/cut-off/") throw new TypeError("fetch failed");
  return acknowledgeAll(method, url, body);
}

let modules;
let requests;
before(async () => {
  const window = pageMake("", { learner: "guest" });
  window.Element.prototype.scrollIntoView = () => {};
  requests = serverMake(answerGive);
  modules = { check: await import("../../frontend/src/js/reading/skill-check.js"), page: await import("../../frontend/src/js/site/page.js") };
});

const $ = (selector) => document.querySelector(selector);
const question = (id) => $(`[data-question=${id}]`);
const asked = (slot) => $(`[data-slot=${slot}] [data-question]`).dataset.question;
const totals = () => ["score", "answered", "status"].map((name) => $(`[data-${name}]`).textContent);
const press = (id) => question(id).querySelector("[data-answer]").click();
const shown = (id, selector) => [...question(id).querySelectorAll(selector)].filter((node) => !node.hidden).map((node) => node.textContent);
const events = async () => (await modules.page.database).getAll("outbox");

async function visit({ part = "p", server = SERVER, hash = "", pool = POOL, begin = () => {} } = {}) {
  location.hash = hash;
  document.body.innerHTML = html(part, server, pool);
  begin();
  await modules.check.skillCheckMount($("[data-skill-check]"));
}

async function answered(id) {
  press(id);
  await until(() => question(id).dataset.answeredAs);
  return question(id).dataset.answeredAs;
}

test("an answer known to the server is shown at once, in the variant that it answered", async () => {
  await visit();
  assert.deepEqual(totals(), ["0", "1/5", "in progress"]);
  assert.equal(asked("covers"), "q2");
  assert.equal(question("q2").dataset.answeredAs, "wrong");
  assert.equal(question("q2").querySelector("[value=b]").checked, true);
});

test("nothing is recorded while nothing is chosen, written or moved", async () => {
  await visit();
  const hints = { q1: "Choose an answer first.", q3: "Write a number first.", q4: "Write an expression first.", q5: "Bring the steps into order first." };
  for (const [id, words] of Object.entries(hints)) {
    press(id);
    await until(() => question(id).querySelector("[data-answer-hint]").textContent);
    assert.equal(question(id).querySelector("[data-answer-hint]").textContent, words);
  }
  question("q4").querySelector("input").value = "2L";
  press("q4");
  assert.match(question("q4").querySelector("[data-answer-hint]").textContent, /multiplication with \*/);
  assert.deepEqual(await events(), []);
});

test("an answer is explained, counted, and its event stored in the log's form", async () => {
  await visit();
  question("q1").querySelector("[value=b]").checked = true;
  assert.equal(await answered("q1"), "wrong");
  assert.equal(question("q1").querySelector("[data-feedback]").dataset.correct, "false");
  assert.deepEqual(shown("q1", "[data-option-explanation]"), ["about a", "about b"]);
  assert.deepEqual(shown("q1", "[data-explanation]"), ["why"]);
  assert.deepEqual([...question("q1").querySelectorAll(".option-mark")].map((mark) => mark.textContent), ["right", "your answer"]);
  assert.deepEqual(totals(), ["0", "2/5", "in progress"]);
  const [event] = await events();
  assert.equal(event.kind, "quiz");
  assert.equal(event.item_id, "q1");
  assert.equal(event.item_rev, "2");
  assert.deepEqual(event.payload, { part: "p", question: "q1", question_kind: "single", slot: "belongs", instance: 0, choice: ["b"], correct: false, options: ["a", "b"], concepts: ["newton-step", "bfgs"], attempt: 1 });
});

test("a number is evaluated within its tolerance against the instance that was asked, and Enter answers", async () => {
  await visit();
  const wanted = Number(question("q3").dataset.answerValue);
  const instance = Number(question("q3").dataset.instance);
  assert.equal(wanted, [3, 7, 11][instance]);
  assert.equal(question("q3").querySelector("[data-prompt]").textContent, `type ${wanted}`);
  question("q3").querySelector("input").value = `${2 * wanted}/1`;
  question("q3").querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await until(() => question("q3").dataset.answeredAs);
  assert.equal(question("q3").dataset.answeredAs, "wrong");
  assert.deepEqual(shown("q3", "[data-wrong]"), ["twice"]);
  assert.equal((await events()).at(-1).payload.instance, instance);
});

test("an expression finds the misconception that it comes from", async () => {
  question("q4").querySelector("input").value = " 0.5*L ";
  assert.equal(await answered("q4"), "wrong");
  assert.deepEqual(shown("q4", "[data-wrong]"), ["upside down"]);
  assert.equal((await events()).at(-1).payload.choice, "0.5*L");
});

test("steps are moved with their buttons, which keep the focus and say where the step is", async () => {
  const order = () => [...question("q5").querySelectorAll("[data-step]")].map((step) => step.dataset.step).join("");
  const button = (step, by) => question("q5").querySelector(`[data-step=${step}] [data-move="${by}"]`);
  button("b", -1).click();
  assert.equal(order(), "bac");
  button("b", 1).click();
  button("b", 1).click();
  assert.equal(order(), "acb");
  assert.equal(document.activeElement, button("b", 1));
  assert.equal(question("q5").querySelector("[data-moved]").textContent, "Now at place 3 of 3.");
  assert.equal(await answered("q5"), "wrong");
  assert.deepEqual([...question("q5").querySelectorAll(".option-mark")].map((mark) => mark.textContent), ["in its place", "belongs at 3", "belongs at 2"]);
  assert.deepEqual(shown("q5", "[data-option-explanation]"), ["about c"]);
  assert.deepEqual((await events()).at(-1).payload.choice, ["a", "c", "b"]);
  assert.deepEqual(totals(), ["0", "5/5", "done"]);
});

test("answers are there after a reload", async () => {
  await visit();
  assert.deepEqual(totals(), ["0", "5/5", "done"]);
  assert.equal(question("q4").querySelector("input").value, "0.5*L");
  assert.deepEqual([...question("q5").querySelectorAll("[data-step]")].map((step) => step.dataset.step), ["a", "c", "b"]);
  assert.equal(question("q1").querySelector("[data-answer]").hidden, true);
});

test("answers are sent to the server when it can be reached", async () => {
  await modules.page.syncNow();
  const sent = requests.filter(({ url }) => url === "/api/v1/practice/events").flatMap(({ body }) => body.events);
  assert.deepEqual(sent.map((event) => [event.item_id, event.seq]), [["q1", 1], ["q3", 2], ["q4", 3], ["q5", 4]]);
});

test("taking it again opens every question, with other variants and numbers, and stays so after a reload", async () => {
  await visit();
  const before = [asked("covers"), question("q3").dataset.instance];
  $("[data-retake]").click();
  await until(() => totals()[2] === "not attempted");
  await visit();
  assert.deepEqual(totals(), ["–", "0/5", "not attempted"]);
  assert.equal(question("q1").querySelector("[value=b]").checked, false);
  assert.equal(question("q1").querySelector("[data-answer]").disabled, false);
  assert.notEqual(question("q3").dataset.instance, before[1]);
  question("q1").querySelector("[value=a]").checked = true;
  assert.equal(await answered("q1"), "right");
  assert.equal((await events()).at(-1).payload.attempt, 2);
  assert.deepEqual(totals(), ["1", "1/5", "in progress"]);
});

test("as many attempts as there are variants ask each of them", async () => {
  const seen = [];
  await visit({ part: "pool", server: {} });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    seen.push(asked("covers"));
    question("q1").querySelector("[value=a]").checked = true;
    await answered("q1");
    $("[data-retake]").click();
    await until(() => totals()[2] === "not attempted");
  }
  assert.deepEqual(seen.sort(), ["q2", "q2a", "q2b"]);
});

test("an address asks the variant that it names, and answering it counts for the slot", async () => {
  await visit({ part: "named", server: { q2: SERVER.q2 }, hash: "#q2b" });
  assert.equal(asked("covers"), "q2b");
  assert.deepEqual(totals(), ["0", "1/5", "in progress"]);
  question("q2b").querySelector("[value=a]").checked = true;
  assert.equal(await answered("q2b"), "right");
  assert.deepEqual(totals(), ["1", "1/5", "in progress"]);
});

test("what is typed and not checked yet stays when news come in", async () => {
  question("q4").querySelector("input").value = "2/";
  document.dispatchEvent(new CustomEvent("descent:synced"));
  question("q1").querySelector("[value=a]").checked = true;
  await answered("q1");
  assert.equal(question("q4").querySelector("input").value, "2/");
});

for (const pool of [POOL, "/cut-off/"])
  test(`what is begun before the script runs stays, and is answered where it stands (pool ${pool})`, async () => {
    const begin = () => {
      question("q2a").querySelector("[value=a]").checked = true;
      question("q4").querySelector("input").value = "2/L";
    };
    await visit({ part: `early ${pool}`, server: {}, pool, begin });
    assert.equal(asked("covers"), "q2a");
    assert.equal(question("q4").querySelector("input").value, "2/L");
    assert.equal(await answered("q2a"), "right");
    assert.equal(await answered("q4"), "right");
    assert.deepEqual(totals(), ["2", "2/5", "in progress"]);
    // Taken again, everything is empty.
    $("[data-retake]").click();
    await until(() => totals()[1] === "0/5");
    assert.equal(question("q4").querySelector("input").value, "");
    assert.equal(document.querySelector(":checked"), null);
  });

test("where the pool cannot be fetched, the questions of the page are asked", async () => {
  await visit({ part: "cut-off", server: {}, pool: "/cut-off/" });
  assert.equal(asked("covers"), "q2a");
  question("q1").querySelector("[value=a]").checked = true;
  assert.equal(await answered("q1"), "right");
  assert.deepEqual(totals(), ["1", "1/5", "in progress"]);
});
