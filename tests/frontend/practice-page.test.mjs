import assert from "node:assert/strict";
import { test } from "node:test";
import { pageMake, storeMake } from "./support.mjs";
import { eventMake } from "../../frontend/src/js/local/events.js";
import { guestMove } from "../../frontend/src/js/local/moving.js";
import { eventAdd } from "../../frontend/src/js/local/outbox.js";
import { metaPut } from "../../frontend/src/js/local/store.js";
import { changeWords, planShow } from "../../frontend/src/js/practice-page/card.js";
import { commandOf } from "../../frontend/src/js/practice-page/keys.js";
import { eventsDeliver, planAsk, planHere, planRest } from "../../frontend/src/js/practice-page/plans.js";
import { problemsOf, summaryWords } from "../../frontend/src/js/practice-page/settings-form.js";
import { settingsGet, settingsMerge, settingsSet, settingsSync } from "../../frontend/src/js/local/practice-settings.js";
import { sittingBegin, sittingDone, sittingFound, sittingKeep, sittingLeft } from "../../frontend/src/js/practice-page/sitting.js";
import { todayShow } from "../../frontend/src/js/practice-page/today.js";

const window = pageMake("");
const node = (html) => {
  const root = window.document.createElement("div");
  root.innerHTML = html;
  return root;
};
const pressed = (key, html = "<p></p>", more = {}) => commandOf({ key, target: node(html).firstElementChild, ...more });

test("keys choose, answer, go on and put off", () => {
  assert.deepEqual(pressed("1"), { does: "choose", place: 0 });
  assert.deepEqual(pressed("9"), { does: "choose", place: 8 });
  assert.deepEqual(pressed("b"), { does: "choose", place: 1 });
  assert.deepEqual(pressed("G"), { does: "choose", place: 6 });
  assert.deepEqual(pressed("Enter"), { does: "go on" });
  assert.deepEqual(pressed("n"), { does: "next" });
  for (const [key, reason] of [["i", "known"], ["l", "not now"], ["h", "too hard"]])
    assert.deepEqual(pressed(key), { does: "say", reason });
  for (const key of ["0", "x", "Tab", "ArrowDown", " ", "F1", "é"]) assert.equal(pressed(key), undefined, key);
});

test("keys do nothing while the learner types, but for the one that leaves the field", () => {
  for (const field of ['<input type="text">', "<input>", '<input type="number">', "<textarea></textarea>", "<select></select>"])
    for (const key of ["1", "a", "n", "i", "h", "l", "Enter"]) assert.equal(pressed(key, field), undefined, `${key} in ${field}`);
  assert.deepEqual(pressed("Escape", '<input type="text">'), { does: "leave" });
  assert.equal(pressed("Escape"), undefined);
});

test("what a browser does with a key stays the browser's", () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])
    for (const key of ["n", "1", "Enter"]) assert.equal(pressed(key, "<p></p>", more), undefined);
  for (const html of ["<a href='/'>x</a>", "<button>x</button>", "<summary>x</summary>"])
    assert.equal(pressed("Enter", html), undefined, html);
  assert.deepEqual(pressed("Enter", '<input type="radio">'), { does: "go on" });
  assert.deepEqual(pressed("2", '<input type="radio">'), { does: "choose", place: 1 });
});

test("a session counts the minutes that practice counts", () => {
  const sitting = sittingBegin(15, 4);
  assert.equal(sittingLeft(sitting, 4), 15);
  assert.equal(sittingDone(sitting, 10), 6);
  assert.equal(sittingLeft(sitting, 10), 9);
  assert.equal(sittingLeft(sitting, 40), 0);
  // The day's count began anew.
  assert.equal(sittingLeft(sitting, 2), 13);
  assert.equal(sittingLeft(sittingBegin(null, 4), 4), null);
});

test("a session goes on in its tab after a reload, and another begins anew", () => {
  sittingKeep(sittingBegin(15, 4));
  assert.equal(sittingFound("?minutes=15", 10).from_min, 4);
  assert.equal(sittingFound("?minutes=5", 10).from_min, 10);
  for (const search of ["", "?minutes=x", "?minutes=0"]) assert.equal(sittingFound(search, 10), null);
  sittingKeep(null);
  assert.equal(sittingFound("?minutes=15", 10).from_min, 10);
});

const row = (exam, exam_at, minutes, minutes_at) => ({
  exam_date: { value: exam, changed_at_ms: exam_at },
  minutes_a_day: { value: minutes, changed_at_ms: minutes_at },
});

test("of each field the newest change wins, whoever merges", () => {
  const [one, other] = [row("2027-01-31", 5, 20, 1), row(null, 3, 45, 2)];
  assert.deepEqual(settingsMerge(one, other), row("2027-01-31", 5, 45, 2));
  assert.deepEqual(settingsMerge(other, one), row("2027-01-31", 5, 45, 2));
});

test("what is set is kept on this device first, dated by the corrected clock", async () => {
  const db = await storeMake();
  await metaPut(db, "clock", -86_400_000);
  const set = await settingsSet(db, { exam_date: null, minutes_a_day: 20 });
  assert.ok(Math.abs(set.minutes_a_day.changed_at_ms - (Date.now() - 86_400_000)) < 60_000);
  assert.equal(set.exam_date.changed_at_ms, 0, "what was not changed is not dated");
  const cut = await settingsSync(db, async () => ({ meaning: "later" }));
  assert.equal(cut.meaning, "later");
  assert.deepEqual(await settingsGet(db), { ...set, is_dirty: true });
});

test("a change goes to the server once, and what the server has comes back", async () => {
  const db = await storeMake();
  await settingsSet(db, { exam_date: "2027-01-31", minutes_a_day: 20 });
  const sent = [];
  const send = async (url, { method = "GET", body } = {}) => {
    sent.push(method);
    return { meaning: "done", data: body ? { ...body, minutes_a_day: { value: 45, changed_at_ms: 9e15 } } : row("2027-02-01", 9e15, 30, 9e15) };
  };
  await settingsSync(db, send);
  assert.equal((await settingsGet(db)).minutes_a_day.value, 45);
  await settingsSync(db, send);
  assert.deepEqual(sent, ["PUT", "GET"]);
  assert.equal((await settingsGet(db)).exam_date.value, "2027-02-01");
});

test("a change made while another is on its way is not lost", async () => {
  const db = await storeMake();
  await settingsSet(db, { minutes_a_day: 20 });
  await settingsSync(
    db,
    async (_url, { body }) => {
      await settingsSet(db, { minutes_a_day: 60 });
      return { meaning: "done", data: body };
    },
  );
  const kept = await settingsGet(db);
  assert.deepEqual([kept.minutes_a_day.value, kept.is_dirty], [60, true]);
});

test("at sign-in a guest's settings join the account's, field by field", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  await account.put("meta", { key: "practice-settings", value: { ...row(null, 1, 20, 9e15), is_dirty: false } });
  await settingsSet(guest, { exam_date: "2027-01-31", minutes_a_day: 30 });
  await guestMove(guest, account);
  const joined = await settingsGet(account);
  assert.deepEqual([joined.exam_date.value, joined.minutes_a_day.value, joined.is_dirty], ["2027-01-31", 20, true]);
  assert.equal(await account.count("meta"), 1);
});

const NOW = new Date(2026, 10, 21, 23, 30);

test("settings are told in words, and what cannot be is told kindly", () => {
  assert.equal(summaryWords(row(null, 0, null, 0), NOW), "Set your exam and minutes a day");
  assert.equal(summaryWords(row("2026-11-22", 1, 20, 1), NOW), "Exam on 22 Nov 2026, in 1 day · 20 min a day");
  assert.equal(summaryWords(row("2026-11-21", 1, null, 0), NOW), "Your exam is today · no limit a day");
  assert.equal(summaryWords(row("2026-11-20", 1, null, 0), NOW), "Your exam was on 20 Nov 2026 · no limit a day");
  assert.equal(summaryWords(row(null, 0, 20, 1), NOW), "No exam set · 20 min a day");
  assert.deepEqual(problemsOf({ exam_date: null, minutes_a_day: null }, null, NOW), {});
  assert.deepEqual(problemsOf({ exam_date: "2026-11-21", minutes_a_day: 240 }, null, NOW), {});
  assert.match(problemsOf({ exam_date: "2026-11-20", minutes_a_day: null }, null, NOW).exam_date, /passed/);
  assert.match(problemsOf({ exam_date: "2026-11-20", minutes_a_day: null }, "2026-11-19", NOW).exam_date, /passed/);
  assert.deepEqual(problemsOf({ exam_date: "2026-11-20", minutes_a_day: 30 }, "2026-11-20", NOW), {});
  for (const minutes_a_day of [4, 241, 7.5, NaN])
    assert.match(problemsOf({ exam_date: null, minutes_a_day }, null, NOW).minutes_a_day, /5 to 240/);
});

const item = (id, more = {}) => ({ id, pool: `p/${id}`, kind: "quiz", title: id, url: `/l/part-1/#${id}`, concepts: ["bfgs"], minutes: 2, reason: `why ${id}`, ...more });
const PLAN = { item: item("q1"), then: [item("q2"), item("q3")], done_because: "", spent_min: 3, minutes_a_day: 20, minutes_left: 17, horizon: "in 30 days", answered: [] };

test("without any new plan the rest of the last one goes on", () => {
  const next = planRest(PLAN, 2);
  assert.deepEqual([next.item.id, next.then.map(({ id }) => id)], ["q2", ["q3"]]);
  assert.deepEqual([next.spent_min, next.minutes_left, next.done_because], [5, 15, ""]);
  const last = planRest(planRest(next, 0), 0);
  assert.deepEqual([last.item, last.done_because], [null, "unknown"]);
});

test("an event that a running sync did not take along is sent by the next one", async () => {
  const db = await storeMake();
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  let rounds = 0;
  const sync = async () => (rounds += 1) === 2 && db.clear("outbox");
  assert.equal(await eventsDeliver(db, sync), true);
  assert.equal(rounds, 2);
});

test("where the server cannot be reached no plan is asked of it", async () => {
  const db = await storeMake();
  await eventAdd(db, eventMake({ kind: "skip", item_id: "x" }));
  let rounds = 0;
  assert.equal(await eventsDeliver(db, async () => (rounds += 1)), false);
  assert.equal(rounds, 3, "it is tried a few times, not for ever");
  const asked = [];
  const send = async (url) => asked.push(url) && { meaning: "done", data: PLAN };
  assert.equal(await planAsk(send, "/next", { minutes: 7.5, answered: PLAN.item }), PLAN);
  assert.deepEqual(asked, ["/next?minutes=7.50&answered=q1"]);
  assert.equal(await planAsk(async () => ({ meaning: "later", data: null }), "/next", { minutes: null }), null);
});

test("a device without a catalogue has no plan of its own", async () => {
  assert.equal(await planHere(await storeMake(), { minutes: null }), null);
});

const CARD = `<section data-card><div data-done-note hidden><h2 data-done-title></h2><p data-done-words></p><button data-more></button></div>
  <div data-next-item><span data-kind-words></span><span data-minutes></span><h2 data-title></h2><p data-open><a data-link></a></p>
  <div data-changes><ul data-changes-list></ul></div><p data-sayings></p></div></section>
  <aside><section data-why><p data-reason></p><dl data-outlook><div data-met></div><div data-met><dt data-horizon></dt></div>
  ${["now", "later", "practised"].map((name) => `<meter data-bar="${name}"></meter><b data-bar-text="${name}"></b>`).join("")}</dl></section>
  <section data-plan><h2 data-plan-title></h2><ol data-then></ol></section></aside>`;

test("a plan is shown with its reason, what it will do, and what comes then", () => {
  const root = node(CARD);
  const outlook = { now: 0.414, later: 0.2, practised: 0.62, is_new: false };
  assert.equal(planShow(root, { ...PLAN, item: item("q1", { outlook, minutes: 1.5 }) }, {}), false);
  const text = (name) => root.querySelector(`[data-${name}]`).textContent;
  assert.deepEqual([text("kind-words"), text("minutes"), text("title"), text("reason")], ["Question", "2", "q1", "why q1"]);
  assert.deepEqual([text("bar-text=now"), text("bar-text=practised"), text("horizon")], ["41%", "62%", "In 30 days"]);
  assert.equal(root.querySelector("[data-met]").hidden, false);
  assert.equal(text("plan-title"), "Then, within 17 min");
  assert.equal(root.querySelectorAll("[data-then] li").length, 2);
});

test("of what is new only what practice will do is told, as nothing else is known", () => {
  const root = node(CARD);
  planShow(root, { ...PLAN, item: item("q1", { outlook: { now: 0.5, later: 0.2, practised: 0.5, is_new: true } }) }, {});
  assert.ok([...root.querySelectorAll("[data-met]")].every((each) => each.hidden));
  planShow(root, PLAN, {});
  assert.equal(root.querySelector("[data-outlook]").hidden, true);
});

test("a day that is done says so, keeps the next behind a button, and gives it to who insists", () => {
  const root = node(CARD);
  const done = { ...PLAN, then: [], done_because: "time is up" };
  assert.equal(planShow(root, done, { isInsisting: false }), true);
  assert.equal(root.querySelector("[data-done-title]").textContent, "Done for today");
  assert.equal(root.querySelector("[data-next-item]").hidden, true);
  assert.equal(root.querySelector("[data-more]").hidden, false);
  assert.equal(planShow(root, done, { isInsisting: true }), false);
  assert.equal(root.querySelector("[data-next-item]").hidden, false);
  assert.equal(planShow(root, { ...done, item: null, done_because: "nothing left" }, { isInsisting: true }), true);
  assert.equal(root.querySelector("[data-more]").hidden, true);
});

test("an exercise leads to its page and back", () => {
  const root = node(CARD);
  planShow(root, { ...PLAN, item: item("e", { kind: "exercise", url: "/exercises/e/" }) }, {});
  const link = root.querySelector("[data-link]");
  assert.deepEqual([link.getAttribute("href"), link.textContent], ["/exercises/e/?from=practice", "Open the exercise"]);
});

test("a change is told from before to now and the exam", () => {
  const after = { concept: "newton-step", title: "Newton step", facet: "know", now: 0.78, later: 0.62 };
  const before = { now: 0.41, is_new: false };
  assert.equal(changeWords(after, before, "by your exam"), "Newton step: know 41% → 78% now, 62% by your exam");
  assert.equal(changeWords(after, { now: 0.5, is_new: true }, "in 30 days"), "Newton step: know 78% now, 62% in 30 days");
});

test("the day is told in minutes, and never as more than was asked", () => {
  const root = node(`<p data-today-text></p><progress data-today-progress></progress><a data-session="15"></a><a data-session=""></a>`);
  const shown = (plan, sitting) => {
    todayShow(root, { spent_min: 0, minutes_a_day: null, ...plan }, sitting);
    return [root.querySelector("p").textContent, root.querySelector("progress").hidden];
  };
  assert.deepEqual(shown({ spent_min: 6.4, minutes_a_day: 20 }, null), ["6 of 20 min today", false]);
  assert.deepEqual(shown({ spent_min: 8, minutes_a_day: 5 }, null), ["8 min today", false]);
  assert.deepEqual(shown({ spent_min: 8 }, null), ["8 min today", true]);
  assert.deepEqual(shown({ spent_min: 8, minutes_a_day: 20 }, { minutes: 15, from_min: 4 }), ["4 of 15 min now", false]);
  assert.equal(root.querySelector("[data-session='15']").getAttribute("aria-current"), "true");
  assert.equal(root.querySelector("[data-session='']").getAttribute("aria-current"), null);
});
