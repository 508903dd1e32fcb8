"""Checks of the search for critical points: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_dtype,
    expect_oracle_calls,
    expect_pure,
    expect_same_set,
)

POINTS = "the critical points"
TOL = 1e-8
NEAR = Tolerance(1e-6, "a converged Newton iteration is far nearer")
MOST_POINTS = 100_000
MOST_CALLS = 250
# Critical points of (x² + y − 11)² + (x + y² − 7)², to be polished by Newton.
HIMMELBLAU = np.array(
    [
        [3.0, 2.0],
        [-2.805, 3.131],
        [-3.779, -3.283],
        [3.584, -1.848],
        [0.087, 2.884],
        [3.385, 0.074],
        [-0.128, -1.954],
        [-3.073, -0.081],
        [-0.271, -0.923],
    ]
)


def value(solution, reference, rng):
    """Give Himmelblau's function, then the same with other origins and units."""
    box = np.array([[-5.0, 5.0], [-5.0, 5.0]])
    points = _polished(HIMMELBLAU)
    got = solution(*_oracles(_himmelblau_gradient, _himmelblau_hessian), box, TOL)
    _expect_points(got, points, "Himmelblau's function, box [-5, 5]²")
    shift, unit, c = 3 * rng.standard_normal(2), rng.uniform(0.2, 5.0, 2), rng.uniform(0.01, 50)

    def grad(x):
        return c * _himmelblau_gradient((x - shift) / unit) / unit

    def hess(x):
        return c * _himmelblau_hessian((x - shift) / unit) / np.outer(unit, unit)

    moved = shift[:, None] + unit[:, None] * box
    got = solution(*_oracles(grad, hess), moved, TOL)
    _expect_points(got, shift + unit * points, "Himmelblau's function in other units")


def none(solution, reference, rng):
    """Give a function that rises everywhere, and a box beside the only critical point."""
    box = np.array([[-1.0, 1.0], [-2.0, 1.0]])
    rising = _separable(lambda x: 1 + x**2, lambda x: 2 * x, _roots(0.3), _roots_slope(0.3))
    _expect_points(solution(*rising, box, TOL), np.empty((0, 2)), "∂f/∂x = 1 + x²")
    roots = rng.uniform(2.0, 3.0, 2)
    bowl = _separable(*(f(roots[i]) for i in range(2) for f in (_roots, _roots_slope)))
    _expect_points(solution(*bowl, box, TOL), np.empty((0, 2)), "a bowl whose minimum is outside")


def box_ends(solution, reference, rng):
    """Put critical points on the ends of the box, and others outside it."""
    low, high = rng.uniform(-2.0, -1.0, 2), rng.uniform(1.0, 2.0, 2)
    functions = _separable(
        *(f(low[i], high[i], high[i] + 0.4) for i in range(2) for f in (_roots, _roots_slope))
    )
    for named, box, xs, ys in (
        ("a minimum outside", (low - 0.5, high + 0.3), (low[0], high[0]), (low[1], high[1])),
        ("points on its corners", (low, high), (low[0], high[0]), (low[1], high[1])),
        ("one point on its lower corner", (low, high - 0.5), (low[0],), (low[1],)),
    ):
        got = solution(*functions, np.stack(box, axis=1), TOL)
        _expect_points(got, _pairs(xs, ys), f"a box with {named}")


def symmetric(solution, reference, rng):
    """Give double wells: four minima of one value and one Hessian, and four saddles in pairs."""
    at = rng.uniform(0.7, 1.3)
    wells = (_roots(-at, 0.0, at), _roots_slope(-at, 0.0, at))
    box = np.array([[-1.6, 1.9], [-1.8, 1.7]])
    want = _pairs((-at, 0.0, at), (-at, 0.0, at))
    got = solution(*_separable(*wells, *wells), box, TOL)
    _expect_points(got, want, "a double well in each variable")


def close(solution, reference, rng):
    """Put two roots of each derivative a sixteenth of the box apart."""
    a, b = rng.uniform(-0.8, 0.6, 2)
    gap = 0.125
    functions = _separable(
        *(f(root, root + gap) for root in (a, b) for f in (_roots, _roots_slope))
    )
    box = np.array([[-1.0, 1.0], [-1.0, 1.0]])
    want = _pairs((a, a + gap), (b, b + gap))
    _expect_points(solution(*functions, box, TOL), want, "four points a sixteenth of the box apart")


def many(solution, reference, rng):
    """Give a sum of two waves: twenty-five points, in turned coordinates."""
    angle, phase = rng.uniform(0.1, 0.4), rng.uniform(-0.2, 0.2, 2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    def grad(x):
        return np.cos(np.pi * (x @ turn - phase)) @ turn.T

    def hess(x):
        slopes = -np.pi * np.sin(np.pi * (x @ turn - phase))
        return (turn * slopes[:, None, :]) @ turn.T

    centres = np.arange(-8, 8) + 0.5
    points = (_pairs(centres, centres) + phase) @ turn.T
    square = np.array([[-2.5, 2.5], [-2.5, 2.5]])
    near = points[np.all(np.abs(points) < 3.0, axis=1)]
    boxes = [square + shift[:, None] for shift in rng.uniform(-0.3, 0.3, (40, 2))]
    # Of several boxes we take the one whose ends are farthest from every point.
    box = max(boxes, key=lambda each: np.abs(near[:, :, None] - each).min())
    inside = np.all((points > box[:, 0]) & (points < box[:, 1]), axis=1)
    case = "two waves, about twenty-five points"
    _expect_points(solution(*_oracles(grad, hess), box, TOL), points[inside], case)


def flat(solution, reference, rng):
    """Give a function that is linear in x on half of the box, so that its Hessian is singular."""
    a, b = rng.uniform(0.3, 0.7), rng.uniform(-0.4, 0.4)
    functions = _separable(
        lambda x: a**3 - np.maximum(x, 0) ** 3,
        lambda x: -3 * np.maximum(x, 0) ** 2,
        _roots(b - 0.3, b + 0.3),
        _roots_slope(b - 0.3, b + 0.3),
    )
    got = solution(*functions, np.array([[-1.0, 1.0], [-1.0, 1.0]]), TOL)
    _expect_points(got, _pairs((a,), (b - 0.3, b + 0.3)), "a function linear in x where x < 0")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    box = np.array([[-5.0, 5.0], [-4.5, 5.5]])
    oracles = _oracles(_himmelblau_gradient, _himmelblau_hessian)
    case = "Himmelblau's function"
    got = expect_pure(solution, *oracles, box, TOL, what=POINTS, case=case)
    _expect_points(got, _polished(HIMMELBLAU), case)


def calls(solution, reference, rng):
    """Count calls: each may ask for any number of points."""
    at = rng.uniform(0.8, 1.2)
    wells = (_roots(-at, 0.0, at), _roots_slope(-at, 0.0, at))
    case, box = "a double well in each variable", np.array([[-1.6, 1.9], [-1.8, 1.7]])
    got = solution(*_separable(*wells, *wells), box, TOL)
    _expect_points(got, _pairs((-at, 0.0, at), (-at, 0.0, at)), case)
    for oracle in ("grad", "hess"):
        what = f"calls of `{oracle}`"
        expect_oracle_calls(solution, oracle, MOST_CALLS, what=what, case=case)


def _expect_points(got, want, case):
    expect_dtype(got, np.float64, what=POINTS, case=case)
    expect_same_set(got, want, tolerance=NEAR, what=POINTS, case=case)


def _oracles(grad, hess):
    """Return the two functions as they are handed in: of points that come from the learner."""

    def guarded(function):
        def oracle(points):
            if not isinstance(points, np.ndarray) or points.dtype != np.float64:
                raise TypeError("points are a NumPy array of float64")
            if points.ndim != 2 or points.shape[1] != 2 or len(points) > MOST_POINTS:
                raise ValueError(f"points have shape (k, 2) with k up to {MOST_POINTS}")
            with np.errstate(all="ignore"):
                return function(points)

        return oracle

    return guarded(grad), guarded(hess)


def _separable(p, p_slope, q, q_slope):
    """Return gradient and Hessian of a sum P(x) + Q(y) with these derivatives."""

    def grad(x):
        return np.stack([p(x[:, 0]), q(x[:, 1])], axis=1)

    def hess(x):
        H = np.zeros((len(x), 2, 2))
        H[:, 0, 0], H[:, 1, 1] = p_slope(x[:, 0]), q_slope(x[:, 1])
        return H

    return _oracles(grad, hess)


def _roots(*roots):
    """Return the polynomial with these roots."""
    coefficients = np.poly(roots)
    return lambda x: np.polyval(coefficients, x)


def _roots_slope(*roots):
    coefficients = np.polyder(np.poly(roots))
    return lambda x: np.polyval(coefficients, x)


def _pairs(xs, ys):
    return np.array([(x, y) for x in xs for y in ys])


def _polished(points):
    for _ in range(6):
        g, H = _himmelblau_gradient(points), _himmelblau_hessian(points)
        points = points - np.linalg.solve(H, g[:, :, None])[:, :, 0]
    return points


def _himmelblau_gradient(points):
    x, y = points.T
    a, b = x**2 + y - 11, x + y**2 - 7
    return np.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], axis=1)


def _himmelblau_hessian(points):
    x, y = points.T
    mixed = 4 * (x + y)
    rows = [[12 * x**2 + 4 * y - 42, mixed], [mixed, 12 * y**2 + 4 * x - 26]]
    return np.moveaxis(np.array(rows), 2, 0)
