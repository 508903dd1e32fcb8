"""Checks of perturbed gradient descent: correctness, then purity, then cost.

The noise is free, so no path is compared with another: it is recomputed from the learner's path.
"""

import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_finite,
    expect_mean,
    expect_oracle_calls,
    expect_pure,
    expect_shape,
    expect_varies,
    rule_broken,
    show_curves,
    tolerance_for,
)

PATH = "the path"
NO_NOISE = Tolerance(1e-12, "what is left of a step without noise is rounding")


def value(solution, reference, rng):
    """Start on the stable manifold of a saddle, and recompute the noise of every step."""
    for n, wait in ((3, 20), (1, 10), (2, 50)):
        f, grad = _valley(rng, n)
        x0 = grad.stable * rng.uniform(0.5, 1.0)
        arguments = (grad, x0, 0.1, 0.01, 120, int(rng.integers(1000)), 1e-3, wait)
        got = solution(*arguments)
        if n == 3:
            _show_values(got, reference(*arguments), f)
        _expect_path(got, arguments, f"n = {n}, wait = {wait}")


def plain(solution, reference, rng):
    """Switch the noise off: on the stable manifold the path ends in the saddle."""
    for n in (2, 4):
        _, grad = _valley(rng, n)
        arguments = (grad, grad.stable, 0.1, 0.0, 60, 3, 1e-2, 5)
        X, case = _path(solution(*arguments), 60, n, f"n = {n}"), f"n = {n}, r = 0"
        tolerance = tolerance_for(np.float64, "recursion", size=n)
        want = grad.stable * 0.9 ** np.arange(61)[:, None]
        expect_close(X, want, tolerance=tolerance, what=PATH, case=case)


def waiting(solution, reference, rng):
    """Use a flat function, where only waiting keeps noise away."""
    for wait in (2, 0, 6):
        x0 = rng.standard_normal(2)
        case = f"a flat function, wait = {wait}"
        X = _path(solution(_flat(2), x0, 0.1, 0.5, 20, 7, 1e-3, wait), 20, 2, case)
        steps = np.flatnonzero((X[1:] != X[:-1]).any(axis=1)).tolist()
        what = "the list of steps with noise"
        if steps != list(range(0, 20, wait + 1)):
            shown = ", ".join(map(str, steps[:6])) or "empty"
            rule_broken(case, f"{what} is {shown}", "at step 0, and then after each wait")


def escape(solution, reference, rng):
    """Start on the saddle, and on its stable manifold: the path ends near a minimum."""
    for n, start in ((2, 0.0), (4, 1.0)):
        f, grad = _valley(rng, n)
        arguments = (grad, start * grad.stable, 0.1, 0.01, 300, int(rng.integers(1000)))
        case = f"n = {n}, start {'on the saddle' if start == 0 else 'on its stable manifold'}"
        X = _path(solution(*arguments), 300, n, case)
        if not f(X[-1]) <= -0.2:
            observed = f"after 300 steps f is {f(X[-1]):.3g}, and it is 0 at the saddle"
            rule_broken(case, observed, "it is near a minimum, where f is −0.25")


def radius(solution, reference, rng):
    """Look at the length of noise in many dimensions."""
    for n, r in ((40, 0.2), (7, 3.0)):
        noise = _noises(solution, rng, n, r, 50)
        lengths = np.linalg.norm(noise, axis=1)
        if not lengths.max() <= r * (1 + 1e-9):
            observed = f"some noise is {lengths.max() / r:.3g} times as long as r"
            rule_broken(f"n = {n}, r = {r:g}", observed, "all noise lies in the ball of radius r")


def uniform(solution, reference, rng):
    """Compare mean and mean square of the noise with those of the uniform distribution."""
    for n in (1, 8):
        noise, case = _noises(solution, rng, n, 2.0, 120) / 2.0, f"n = {n}, 120 noises over r"
        mean_square = n / (n + 2)
        deviation = math.sqrt(n / (n + 4) - mean_square**2)
        squares = list((noise**2).sum(axis=1))
        what = "the squared length of noise"
        expect_mean(squares, mean_square, deviation=deviation, what=what, case=case)
        centre = np.zeros(n)
        deviation = math.sqrt(mean_square)
        expect_mean(list(noise), centre, deviation=deviation, what="the noise", case=case)


def fresh(solution, reference, rng):
    """Compare the noises of one run with each other."""
    noise = _noises(solution, rng, 3, 1.0, 20)
    if len(np.unique(noise.round(9), axis=0)) < 20:
        rule_broken("a flat function", "noise repeats within a run", "each noise is drawn anew")


def seed(solution, reference, rng):
    """Run with several seeds."""
    x0 = rng.standard_normal(3)
    paths = [solution(_flat(3), x0, 0.1, 0.5, 4, number) for number in range(4)]
    expect_varies(paths, what=PATH, case="n = 3, T = 4")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    _, grad = _valley(rng, 2)
    arguments = (grad, grad.stable, 0.1, 0.01, 90, 5, 1e-3, 10)
    got = expect_pure(solution, *arguments, what=PATH, case="n = 2, T = 90")
    _expect_path(got, arguments, "n = 2, T = 90")


def calls(solution, reference, rng):
    """Count the gradients, of a run with noise."""
    for T in (30, 1):
        x0 = rng.standard_normal(2)
        _path(solution(_flat(2), x0, 0.1, 0.5, T, 1, 1e-3, 3), T, 2, f"T = {T}")
        expect_oracle_calls(solution, "grad", T, what="gradients", case=f"T = {T}")


def _show_values(got, want, f):
    show_curves(
        "f along the path, past a saddle",
        {
            "yours": lambda: [f(x) for x in got],
            "reference": [f(x) for x in want],
            "at the saddle": [0.0] * len(want),
        },
        x_label="step t",
        y_label="f(xₜ)",
        scale="linear",
    )


def _expect_path(got, arguments, case):
    """Expect noise of at most r at the steps where it is due, and none at the others."""
    grad, x0, eta, r, T, _, gtol, wait = arguments
    X = _path(got, T, len(x0), case)
    expect_equal(X[0], x0, what="row 0 of the path", case=case)
    grads = np.array([grad(x) for x in X[:-1]])
    noise = X[1:] - X[:-1] + eta * grads
    due, latest = np.zeros(T, dtype=bool), -wait - 1
    for t in range(T):
        if np.linalg.norm(grads[t]) <= gtol and t - latest > wait:
            due[t], latest = True, t
    others = noise[~due]
    expect_close(
        others, np.zeros_like(others), tolerance=NO_NOISE, what="noise where none is due", case=case
    )
    lengths = np.linalg.norm(noise[due], axis=1)
    if not ((lengths > 0) & (lengths <= r * (1 + 1e-9))).all():
        step = int(np.flatnonzero(due)[np.argmin((lengths > 0) & (lengths <= r * (1 + 1e-9)))])
        observed = f"the noise of step {step} has length {np.linalg.norm(noise[step]):.3g}"
        rule_broken(case, observed, f"it is due there: more than 0, and at most r = {r:g}")


def _noises(solution, rng, n, r, count):
    """Return as many noises, from a run on a flat function without waiting."""
    arguments = (_flat(n), np.zeros(n), 0.1, r, count, int(rng.integers(1000)), 1e-3, 0)
    return np.diff(_path(solution(*arguments), count, n, f"n = {n}, a flat function"), axis=0)


def _path(got, T, n, case):
    expect_shape(got, (T + 1, n), what=PATH, case=case)
    expect_finite(got, what=PATH, case=case)
    return got


class _Gradient:
    """The gradient of ½Σzᵢ² − ½z₀² + ¼z₀⁴ without z₀ in the sum, in turned axes z = Qx.

    `stable` is a unit vector on the stable manifold of the saddle at 0, which is the plane z₀ = 0;
    in one dimension there is only the saddle itself.
    """

    def __init__(self, Q):
        self.Q = Q
        self.stable = Q[-1] if len(Q) > 1 else np.zeros(1)

    def __call__(self, x):
        z = self.Q @ _point(x, len(self.Q))
        z[0] = z[0] ** 3 - z[0]
        return self.Q.T @ z


def _valley(rng, n):
    """Return f and its gradient: a strict saddle at 0, and minima where f = −0.25."""
    # A permutation of the axes: exact, so that the stable manifold is one in floating point, too.
    Q = np.eye(n)[rng.permutation(n)]

    def f(x):
        z = Q @ x
        return float((z @ z) / 2 - z[0] ** 2 + z[0] ** 4 / 4)

    return f, _Gradient(Q)


def _flat(n):
    return lambda x: 0.0 * _point(x, n)


def _point(x, n):
    point = np.asarray(x, dtype=np.float64)
    if point.shape != (n,):
        raise ValueError(f"grad takes a point of shape ({n},), not {point.shape}")
    return point
