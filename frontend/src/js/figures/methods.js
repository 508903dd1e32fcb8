// Newton's method, gradient descent and a trust region on the double well, each from a start to where it stops.
import { curvatures, gradient, value } from "./double-well.js";

export const TOLERANCE = 1e-6;
export const ITERATIONS_MAX = 200;
export const FAR = 1e6;
export const ETA = 0.2;
export const RADIUS = 0.5;
export const RADIUS_MAX = 1;

const plus = (x, p) => x.map((each, i) => each + p[i]);
const isCritical = (x) => Math.hypot(...gradient(x)) <= TOLERANCE;
const isLost = (x) => !(Math.hypot(...x) <= FAR);

// minimum, saddle, ran off, or unfinished: what the last point is.
function endOf(x) {
  if (isLost(x)) return "ran off";
  if (!isCritical(x)) return "unfinished";
  return Math.min(...curvatures(x)) > 0 ? "minimum" : "saddle";
}

function run(start, stepOf) {
  const points = [start];
  let x = start;
  while (!isCritical(x) && !isLost(x) && points.length <= ITERATIONS_MAX) {
    x = plus(x, stepOf(x));
    points.push(x);
  }
  return { points, iterations: points.length - 1, end: endOf(x) };
}

export function newton(start) {
  return run(start, (x) => gradient(x).map((slope, i) => -slope / curvatures(x)[i]));
}

export function gradientDescent(start, eta = ETA) {
  return run(start, (x) => gradient(x).map((slope) => -eta * slope));
}

// Halves an interval until no number lies between its ends.
function bisect(isTooSmall, low, high) {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (isTooSmall(middle)) low = middle;
    else high = middle;
  }
}

// The minimiser of the model with gradient g and diagonal Hessian B in the ball of this radius.
export function trustRegionStep(g, B, radius) {
  const stepAt = (shift) => g.map((slope, i) => (slope === 0 ? 0 : -slope / (B[i] + shift)));
  const lowest = Math.min(...B);
  if (lowest > 0 && Math.hypot(...stepAt(0)) <= radius) return stepAt(0);
  const least = Math.max(0, -lowest);
  const flat = B.indexOf(lowest);
  // The hard case: no slope along the lowest curvature. What is left of the radius goes there.
  if (g[flat] === 0 && Math.hypot(...stepAt(least)) <= radius) {
    const step = stepAt(least);
    if (lowest < 0) step[flat] = Math.sqrt(radius ** 2 - Math.hypot(...step) ** 2);
    return step;
  }
  const reaches = (excess) => Math.hypot(...stepAt(least + excess)) > radius;
  return stepAt(least + bisect(reaches, 0, Math.hypot(...g) / radius + Math.abs(lowest)));
}

const modelDecrease = (g, B, p) => -g.reduce((sum, slope, i) => sum + slope * p[i] + (B[i] * p[i] ** 2) / 2, 0);

// Each iteration solves one subproblem; a step that is refused leaves the point where it is.
export function trustRegion(start) {
  const points = [start];
  let [x, radius, iterations] = [start, RADIUS, 0];
  while (iterations < ITERATIONS_MAX && !(isCritical(x) && Math.min(...curvatures(x)) >= 0)) {
    const [g, B] = [gradient(x), curvatures(x)];
    const p = trustRegionStep(g, B, radius);
    const ratio = (value(x) - value(plus(x, p))) / modelDecrease(g, B, p);
    const isLong = Math.hypot(...p) >= radius * (1 - 1e-9);
    if (ratio > 0.1) points.push((x = plus(x, p)));
    if (ratio < 0.25) radius /= 4;
    else if (ratio > 0.75 && isLong) radius = Math.min(2 * radius, RADIUS_MAX);
    iterations += 1;
  }
  return { points, iterations, end: endOf(x) };
}
