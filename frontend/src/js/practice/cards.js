// What is to be said of a choice, as GET /api/v1/practice/next says it.
import { prospectOf } from "./gains.js";
import { titleOf } from "./graph.js";

// `plan` is what planLocal returned.
export function cardOf({ item, reason, gain }, plan) {
  const prospects = prospectsOf(item, plan);
  const sum = prospects.reduce((total, { now, after, after_miss }) => total + now * after + (1 - now) * after_miss, 0);
  const practised = Math.max(sum / Math.max(1, prospects.length), gain.later);
  const is_new = prospects.every(({ isNew }) => isNew);
  return {
    ...item,
    reason,
    outlook: { now: gain.now, later: gain.later, practised, is_new },
    standings: standingsOf(item, plan),
    refreshes: gain.refreshes.map(([concept]) => titleOf(plan.model.graph, concept)),
  };
}

// How likely each concept of an item is, now and at the horizon.
export const standingsOf = (item, plan) =>
  prospectsOf(item, plan).map(({ now, later, isNew }, place) => {
    const concept = item.concepts[place];
    return { concept, title: titleOf(plan.model.graph, concept), facet: item.facet, now, later, is_new: isNew };
  });

const prospectsOf = ({ concepts, facet }, { state, moment, model }) =>
  concepts.map((concept) => prospectOf(state, concept, facet, moment, model.parameters));
