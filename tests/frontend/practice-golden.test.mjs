import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { DAY_MS } from "../../frontend/src/js/practice/days.js";
import { fold, REVISION } from "../../frontend/src/js/practice/folding.js";
import { graphRead } from "../../frontend/src/js/practice/graph.js";
import { NO_GOAL, planMake } from "../../frontend/src/js/practice/selector.js";

const FOLDER = new URL("../practice/golden/", import.meta.url);
const AGREEMENT = 1e-6;
const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const common = read("common.json");
const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json") && name !== "common.json")
  .map(read);
const model = { graph: graphRead(common.graph), parameters: common.parameters };
const plain = (value) => JSON.parse(JSON.stringify(value));

// Every number agrees to 1e-6, absolute or relative, and a time to 1e-6 days; everything else wholly.
function agree(found, wanted, place = "") {
  if (typeof wanted === "number" && typeof found === "number") {
    const unit = place.endsWith("_ms") ? DAY_MS : Math.max(1, Math.abs(wanted));
    return assert.ok(Math.abs(found - wanted) <= AGREEMENT * unit, `${place}: ${found}, not ${wanted}`);
  }
  if (wanted === null || typeof wanted !== "object") return assert.equal(found, wanted, place);
  assert.ok(found !== null && typeof found === "object", `${place}: ${found}`);
  assert.equal(Array.isArray(found), Array.isArray(wanted), place);
  assert.deepEqual(Object.keys(found).sort(), Object.keys(wanted).sort(), place);
  for (const key of Object.keys(wanted)) agree(found[key], wanted[key], `${place}/${key}`);
}

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

for (const { name, events, state, predictions, choice } of cases) {
  test(`${name}: the log folds to the state and the predictions of the table`, () => {
    const seen = [];
    agree(plain(fold(events, { ...model, observe: (prediction) => seen.push(prediction) })), state);
    agree(plain(seen), predictions);
  });

  test(`${name}: the choice has the scores and the words of the table`, () => {
    const goal = { ...NO_GOAL, ...choice.goal };
    const { choices, done_because, minutes_left } = planMake(common.items, fold(events, model), model, choice.moment, goal);
    agree(plain({ done_because, minutes_left, choices: choices.map(chosen) }), {
      done_because: choice.done_because,
      minutes_left: choice.minutes_left,
      choices: choice.choices,
    });
  });

  test(`${name}: the browser goes on from a state that the server wrote`, () => {
    const half = events.slice(0, Math.floor(events.length / 2));
    assert.deepEqual(plain(fold(events, model, plain(fold(half, model)))), plain(fold(events, model)));
    assert.deepEqual(plain(fold(events, model, state)), state);
  });
}
