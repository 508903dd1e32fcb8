// The concepts as practice sees them: titles, prerequisites and encompassing edges by slug.
import { dictMap, dictOf } from "./dicts.js";

export const graphRead = ({ rev, titles, prerequisites, encompasses }) => ({
  rev,
  titles: dictOf(titles),
  prerequisites: dictOf(prerequisites),
  encompasses: dictMap(encompasses, Object.entries),
});

export const titleOf = (graph, concept) => graph.titles[concept] ?? concept;

export const prerequisitesOf = (graph, concept) => graph.prerequisites[concept] ?? [];

// What practice of some concepts gives others: the largest weight that reaches each. `shares` is a Map of how much of
// each concept practised was got right; those themselves are left out.
export function reached(graph, shares) {
  const found = new Map();
  for (const [concept, share] of shares)
    for (const [other, weight] of graph.encompasses[concept] ?? [])
      if (!shares.has(other)) found.set(other, Math.max(found.get(other) ?? 0, weight * share));
  return found;
}
