// The guess floor: how likely a question is answered right by one who knows nothing. One of n options is 1/n, a set of
// them 1/(2^n - 1), an order of them 1/n!; a typed answer is not guessed.

function factorial(count) {
  let product = 1;
  for (let factor = 2; factor <= count; factor += 1) product *= factor;
  return product;
}

const FLOORS = {
  single: (count) => 1 / count,
  multiple: (count) => 1 / (2 ** Math.min(count, 50) - 1),
  ordering: (count) => 1 / factorial(Math.min(count, 20)),
};

export function guessFloor({ options, question_kind = "single" }) {
  if (!Array.isArray(options) || options.length < 2) return 0;
  const isKnown = typeof question_kind === "string" && Object.hasOwn(FLOORS, question_kind);
  return isKnown ? FLOORS[question_kind](options.length) : 0;
}
