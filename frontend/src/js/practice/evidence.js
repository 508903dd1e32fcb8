// What an attempt shows: for each concept the share that was right, and who is only tagged.

// Devices may have written anything.
export const conceptsOf = (source) =>
  Array.isArray(source?.concepts) ? [...new Set(source.concepts.filter((each) => typeof each === "string"))] : [];

const hasPassed = (check) => check?.verdict === "passed";

function sharesOf(checks) {
  const totals = new Map();
  const passed = new Map();
  for (const check of checks) {
    const weight = Number(check?.max_points ?? 0);
    for (const concept of conceptsOf(check)) {
      totals.set(concept, (totals.get(concept) ?? 0) + weight);
      passed.set(concept, (passed.get(concept) ?? 0) + (hasPassed(check) ? weight : 0));
    }
  }
  return [...totals].filter(([, total]) => total > 0).map(([slug, total]) => [slug, passed.get(slug) / total]);
}

const evidenceMake = (own, tagged, passed, total) => ({
  own: new Map(own),
  tagged: new Map(tagged),
  passed,
  total,
  isPassed: total > 0 && total === passed,
});

// `own` are the concepts that the item is about, `tagged` others that some of its checks need. A result that names no
// concepts of its own is about all that its checks name.
export function evidenceOf({ kind, payload }) {
  const concepts = conceptsOf(payload);
  if (kind === "quiz") {
    const share = payload.correct === true ? 1 : 0;
    return evidenceMake(concepts.map((slug) => [slug, share]), [], share, 1);
  }
  const checks = Array.isArray(payload.checks) ? payload.checks : [];
  const shares = sharesOf(checks);
  const isOwn = ([slug]) => concepts.length === 0 || concepts.includes(slug);
  const isTagged = (pair) => !isOwn(pair);
  return evidenceMake(shares.filter(isOwn), shares.filter(isTagged), checks.filter(hasPassed).length, checks.length);
}
