// Gradient descent with a constant step on f(x) = (m x1^2 + L x2^2) / 2, as the figure 5.3-step-size draws it.
export const CURVATURES = [1, 10];
export const START = [-2.1, 0.8];
export const STEPS = 40;

const [M, L] = CURVATURES;

// The largest factor by which a step multiplies a part of the error.
export const factorOf = (eta) => Math.max(...CURVATURES.map((curvature) => Math.abs(1 - eta * curvature)));

export function descentPath(eta, start = START, steps = STEPS) {
  const points = [start];
  for (let step = 0; step < steps; step += 1) points.push(points.at(-1).map((x, i) => x - eta * CURVATURES[i] * x));
  return points;
}

// After how many steps the error is certainly a share of what it was; Infinity where it never is.
export function stepsTo(share, eta) {
  const factor = factorOf(eta);
  if (factor >= 1) return Infinity;
  return factor > 0 ? Math.ceil(Math.log(share) / Math.log(factor)) : 1;
}

// What happens, from the numbers alone: first in a word, then why.
export function behaviourOf(eta) {
  if (eta * L > 2) return ["diverges", "each step overshoots the valley and lands further away"];
  if (eta * L === 2) return ["never settles", "across the valley each step only changes the sign"];
  if (eta * L === 1) return ["converges", "one step ends the error across the valley, the rest creeps along it"];
  if (eta * L > 1) return ["zigzags", "each step crosses the valley and still lands nearer"];
  return ["converges", eta * M < 0.05 ? "without crossing the valley, and slowly" : "without crossing the valley"];
}
