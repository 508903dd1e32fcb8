"""Checks of the map of basins: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_shape,
    rule_broken,
)

LABELS = "the labels"
AGREEMENT = 0.99
MOST_NUMBERS = 1_000_000
# The minima of (x² + y − 11)² + (x + y² − 7)².
MINIMA = np.array(
    [
        [3.0, 2.0],
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.283185991286170],
        [3.584428340330492, -1.848126526964404],
    ]
)


def value(solution, reference, rng):
    """Run descent on Himmelblau's function, in other origins and units."""
    shift, unit = 2 * rng.standard_normal(2), rng.uniform(0.5, 2.0)

    @_oracle
    def step(x):
        return x - 0.004 * unit * _himmelblau_gradient((x - shift) / unit)

    axis = np.linspace(-5.0, 5.0, 24)
    grid = shift + unit * np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1)
    attractors = shift + unit * MINIMA[rng.permutation(4)]
    case = "descent on Himmelblau's function, 24 × 24 starts"
    got = solution(step, attractors, grid, 120, 1e-2 * unit)
    _expect_labels(got, grid.shape[:-1], case)
    share = float(np.mean(got == reference(step, attractors, grid, 120, 1e-2 * unit)))
    if not share >= AGREEMENT:
        observed = f"{share:.0%} of your labels are right"
        rule_broken(case, observed, f"at least {AGREEMENT:.0%}: only starts on a border are spared")


def attractors_themselves(solution, reference, rng):
    """Start on the attractors, with many steps and with none."""
    step = _oracle(lambda x: x)
    attractors = np.arange(1.0, 6.0)[:, None] + 0.1 * rng.standard_normal((5, 3))
    for maxit in (3, 0):
        got = solution(step, attractors, attractors[::-1].copy(), maxit)
        case = f"five attractors as starts, the last one first, maxit = {maxit}"
        _expect_exactly(got, [4, 3, 2, 1, 0], case)


def shapes(solution, reference, rng):
    """Give grids with one axis of starts, with three, and with none but one start."""
    step, attractors = _wells(-1.0, 0.0, 1.0), np.array([[-1.0], [1.0]])
    for shape in ((7,), (2, 3, 4), (1,), (5, 0)):
        starts = rng.uniform(0.1, 1.4, shape) * rng.choice([-1.0, 1.0], shape)
        got = solution(step, attractors, starts[..., None], 100)
        case = f"descent in a double well, a grid of shape {(*shape, 1)}"
        _expect_exactly(got, np.where(starts > 0, 1, 0), case)


def dynamics(solution, reference, rng):
    """Tilt the double well: its border is not halfway between the minima."""
    for border in (rng.uniform(-0.7, -0.4), rng.uniform(0.4, 0.7)):
        starts = np.append(border * rng.uniform(0.05, 0.95, 10), rng.uniform(-1.3, 1.3, 20))
        starts = starts[np.abs(starts - border) > 0.02]
        wells = _wells(-1.0, border, 1.0)
        got = solution(wells, np.array([[-1.0], [1.0]]), starts[:, None], 300, 1e-2)
        case = "descent in a tilted double well"
        _expect_exactly(got, np.where(starts > border, 1, 0), case)


def steps_allowed(solution, reference, rng):
    """Halve positive numbers, so that the steps needed are known; negative ones run away."""

    @_oracle
    def step(x):
        return np.where(x > 0, x / 2, 2 * x)

    none, maxit = np.array([[0.0]]), int(rng.integers(4, 8))
    for factor, named in ((1.5, "at 1.5 times a power of two"), (1.0, "at a power of two")):
        needed = rng.permutation(np.arange(maxit + 4))
        starts = np.append(factor * 2.0**needed, -2.0 * factor)
        steps_needed = needed + (factor > 1)
        want = np.append(np.where(steps_needed <= maxit, 0, -1), -1)
        got = solution(step, none, starts[:, None], maxit, 1.0)
        case = f"numbers halved in each step, starts {named}, radius 1, maxit = {maxit}"
        _expect_exactly(got, want, case)


def diverging(solution, reference, rng):
    """Give starts whose iterates turn round for ever, run away, or become NaN."""
    attractors = np.array([[0.5, 0.0], [-2.0, 0.0]])

    @_oracle
    def step(x):
        # Inside the unit circle to the first attractor; on it a turn; outside away, to inf − inf.
        length = np.linalg.norm(x, axis=-1, keepdims=True)
        inside = attractors[0] + 0.2 * (x - attractors[0])
        turned = np.stack([-x[..., 1], x[..., 0]], axis=-1)
        away = x**3 * 1e60 - x**2 * 1e60
        return np.where(length < 0.99, inside, np.where(length < 1.01, turned, away))

    angle = rng.uniform(0, 2 * np.pi, 12)
    radii = np.repeat([0.5, 1.0, 3.0], 4)
    grid = (radii * [np.cos(angle), np.sin(angle)]).T
    want = np.repeat([0, -1, -1], 4)
    case = "starts of which some turn round in a circle and some run away to NaN"
    _expect_exactly(solution(step, attractors, grid, 40), want, case)


def first_reached(solution, reference, rng):
    """Let iterates pass one attractor on the way to the next."""
    step, attractors = _oracle(lambda x: x + 1), np.array([[6.0], [3.0]])
    starts = rng.permutation(np.array([-2.0, 0.0, 3.0, 4.0, 5.0, 6.0, 7.0]))
    want = np.where(starts <= 3, 1, np.where(starts <= 6, 0, -1))
    case = "one added in each step, attractors at 6 and 3"
    _expect_exactly(solution(step, attractors, starts[:, None], 12), want, case)


def given_radius(solution, reference, rng):
    """Give points that stay, at known distances, and several radii."""
    step, attractors = _oracle(lambda x: x), np.array([[0.0, 0.0], [20.0, 0.0]])
    grid = np.array([[0.8, 0.8], [0.5, -0.5], [0.0, 0.99], [1.01, 0.0], [19.2, 0.0], [3.0, 0.0]])
    want = [-1, 0, 0, -1, 1, -1]
    _expect_exactly(solution(step, attractors, grid, 2, 1.0), want, "points that stay, radius 1")
    got = solution(step, 1e-3 * attractors, 1e-3 * grid, 2)
    _expect_exactly(got, want, "points that stay, the radius of 1e-3 by default")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    step, attractors = _wells(-1.0, 0.0, 1.0), np.array([[-1.0], [1.0]])
    starts = rng.uniform(0.1, 1.4, 9) * rng.choice([-1.0, 1.0], 9)
    case = "descent in a double well"
    got = expect_pure(solution, step, attractors, starts[:, None], 100, what=LABELS, case=case)
    _expect_exactly(got, np.where(starts > 0, 1, 0), case)


def calls(solution, reference, rng):
    """Count the calls of step, each of which serves all points."""
    maxit, starts = 30, rng.uniform(0.1, 1.4, 50) * rng.choice([-1.0, 1.0], 50)
    got = solution(_wells(-1.0, 0.0, 1.0), np.array([[-1.0], [1.0]]), starts[:, None], maxit, 0.1)
    case = f"descent in a double well, 50 starts, maxit = {maxit}"
    _expect_exactly(got, np.where(starts > 0, 1, 0), case)
    expect_oracle_calls(solution, "step", maxit, at_least=1, what="calls of `step`", case=case)


def _expect_exactly(got, want, case):
    want = np.asarray(want)
    _expect_labels(got, want.shape, case)
    expect_equal(got, want, what=LABELS, case=case)


def _expect_labels(got, shape, case):
    expect_shape(got, shape, what=LABELS, case=case)
    if not np.issubdtype(got.dtype, np.integer):
        rule_broken(
            case, f"{LABELS} have dtype {got.dtype}", "labels are whole numbers, an int dtype"
        )


def _oracle(function):
    """Return the step as it is handed in: of points that come from the learner."""

    def step(points):
        if not isinstance(points, np.ndarray) or points.dtype != np.float64:
            raise TypeError("points are a NumPy array of float64")
        if points.ndim < 1 or points.size > MOST_NUMBERS:
            raise ValueError("points have the shape of the grid")
        with np.errstate(all="ignore"):
            return function(points)

    return step


def _wells(left, border, right):
    """Return descent for the derivative (x − left)(x − border)(x − right)."""
    return _oracle(lambda x: x - 0.15 * (x - left) * (x - border) * (x - right))


def _himmelblau_gradient(points):
    x, y = points[..., 0], points[..., 1]
    a, b = x**2 + y - 11, x + y**2 - 7
    return np.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], axis=-1)
