import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fold, REVISION } from "../../frontend/src/js/practice/folding.js";
import { NO_GOAL, planMake } from "../../frontend/src/js/practice/selector.js";
import { agree, common, GOLDEN, goldenRead, model, plain } from "./practice-support.mjs";

const cases = readdirSync(GOLDEN)
  .filter((name) => name.endsWith(".json") && name !== "common.json")
  .map(goldenRead);

const chosen = ({ item, score, gain, cause, missing, reason }) => ({
  item: item.id,
  score,
  chance: gain.chance,
  now: gain.now,
  later: gain.later,
  cause,
  missing,
  reason,
});

test("both languages run the same revision of the rules, and the table is there", () => {
  assert.equal(common.revision, REVISION);
  assert.ok(cases.length >= 20);
});

const itemsOf = (unread) =>
  common.items.map((item) => ({ ...item, is_read: !item.concepts.some((concept) => unread.includes(concept)) }));

for (const { name, events, state, predictions, choice } of cases) {
  test(`${name}: the log folds to the state and the predictions of the table`, () => {
    const seen = [];
    agree(plain(fold(events, { ...model, observe: (prediction) => seen.push(prediction) })), state);
    agree(plain(seen), predictions);
  });

  test(`${name}: the choice has the scores and the words of the table`, () => {
    const goal = { ...NO_GOAL, ...choice.goal };
    const { choices, done_because, minutes_left } = planMake(itemsOf(choice.unread), fold(events, model), model, choice.moment, goal);
    agree(plain({ done_because, minutes_left, choices: choices.map(chosen) }), {
      done_because: choice.done_because,
      minutes_left: choice.minutes_left,
      choices: choice.choices,
    });
  });
}
