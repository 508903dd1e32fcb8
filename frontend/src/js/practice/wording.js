// Says why an item is chosen, in words made of the terms of its score.
import { horizonDays } from "./gains.js";
import { titleOf } from "./graph.js";
import { halfEven, percent } from "./rounding.js";

const NAMES_LIMIT = 2;
const CAUSES = {
  claimed: "You said that you know it: one answer settles it.",
  stuck: "What just gave you trouble builds on it.",
  code: "Time for some code.",
};

// `daysAway` is 0 but after a long break.
export function reasonOf(item, gain, { cause, missing, state, graph, moment, hasExam, daysAway }) {
  const last = lastOf(item, state);
  const names = namesOf(item.concepts, graph);
  const byThen = hasExam ? "by your exam" : `in ${halfEven(horizonDays(moment))} days`;
  return [
    last === null
      ? `${names}: new to you.`
      : `${names}: about ${percent(gain.now)} likely now, ${percent(gain.later)} ${byThen}.`,
    `${halfEven(item.minutes)} min.`,
    gain.refreshes.length && `Also refreshes ${namesOf(gain.refreshes.map(([slug]) => slug), graph)}.`,
    last !== null && lastWords(last, item, moment.day),
    daysAway && `A gentle start after ${daysAway} days.`,
    cause && CAUSES[cause],
    missing.length && missingWords(missing[0], state, graph),
  ]
    .filter(Boolean)
    .join(" ");
}

function lastOf({ concepts, facet }, state) {
  let latest = null;
  for (const concept of concepts) {
    const last = state[facet][concept]?.last ?? null;
    if (last !== null && (latest === null || last.day > latest.day)) latest = last;
  }
  return latest;
}

const namesOf = (concepts, graph) =>
  concepts
    .slice(0, NAMES_LIMIT)
    .map((concept) => titleOf(graph, concept))
    .join(" and ");

function missingWords(concept, state, graph) {
  const isMet = concept in state.know || concept in state.do;
  return `${isMet ? "First look again at" : "It builds on"} ${titleOf(graph, concept)}.`;
}

function lastWords({ day, passed, total }, { facet }, today) {
  const days = today - day;
  const when = ["today", "yesterday"][days] ?? `${days} days ago`;
  return `Last: ${passed} of ${total} ${facet === "know" ? "answers right" : "checks passed"}, ${when}.`;
}
