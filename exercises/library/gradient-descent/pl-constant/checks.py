"""Checks of the PL constant: correctness, then purity, then cost."""

import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    rule_broken,
    tolerance_for,
)

MU = "the PL constant"
# 1/32, which the literature names, is a bound; this is the minimum itself, to all digits.
WAVY_MU = 0.17553098587973
WAVY_POINT = 2.201709176409499
SUBTRACTED = Tolerance(1e-9, "f − f* cancels digits of f")
TABULATED = Tolerance(1e-8, "f* is the minimum to all digits, and the points hit its minimiser")


def value(solution, reference, rng):
    """Compare on random points of quadratics that hang at any height."""
    for n, m in ((3, 10), (1, 4), (2, 1), (5, 30)):
        f, grad, height = _bowl(rng, n)
        arguments = (f, grad, rng.standard_normal((m, n)), height)
        _expect_mu(solution(*arguments), reference(*arguments), f"n = {n}, {m} points")


def wavy(solution, reference, rng):
    """Look at x² + 3 sin² x between −10 and 10, near the worst point, too."""
    points = np.concatenate([rng.uniform(-10, 10, 60), [WAVY_POINT, -WAVY_POINT]])
    got = solution(*_wavy(), rng.permutation(points)[:, None], 0.0)
    got = expect_scalar(got, what=MU, case="x² + 3 sin² x")
    expect_close(got, WAVY_MU, tolerance=TABULATED, what=MU, case="x² + 3 sin² x")


def minimisers(solution, reference, rng):
    """Give rows at the minimum: among others, and alone."""
    for n in (2, 1):
        xs = rng.integers(1, 4, (5, n)).astype(float)
        xs[[1, 3]] = 0.0
        arguments = (*_round_bowl(n), xs, 2.0)
        case = f"n = {n}, two rows at the minimum"
        _expect_mu(solution(*arguments), reference(*arguments), case)
        got = solution(*_round_bowl(n), np.zeros((2, n)), 2.0)
        expect_equal(got, math.inf, what=MU, case=f"n = {n}, every row at the minimum")


def below(solution, reference, rng):
    """Give an f* that f goes below, at one row or at all."""
    for xs in (np.array([[3.0, 1.0], [0.0, 0.25], [2.0, 2.0]]), np.zeros((1, 2))):
        outcome = solution.call(*_round_bowl(2), xs, 2.5)
        expect_raises(outcome, ValueError, what="the call", case="f below fstar at a row")


def shift(solution, reference, rng):
    """Lift f and f* by the same number."""
    for lifted in (-7.0, 50.0):
        f, grad, height = _bowl(rng, 3)
        xs = rng.standard_normal((8, 3))
        got = solution(lambda x, f=f, c=lifted: f(x) + c, grad, xs, height + lifted)
        case = f"f and f* shifted by {lifted:g}"
        _expect_mu(got, reference(f, grad, xs, height), case, SUBTRACTED)


def scale(solution, reference, rng):
    """Multiply f by c: the constant is multiplied, too."""
    for c in (1e-18, 8.0, 1e18):
        f, grad, _ = _bowl(rng, 3, height=0.0)
        xs = rng.standard_normal((8, 3))
        got = solution(lambda x, f=f, c=c: c * f(x), lambda x, g=grad, c=c: c * g(x), xs, 0.0)
        _expect_mu(got, c * reference(f, grad, xs, 0.0), f"f multiplied by {c:g}")


def deficient(solution, reference, rng):
    """Use least squares of deficient rank, and step from a minimiser along singular vectors."""
    for n, rank in ((5, 3), (4, 1)):
        A = _orthogonal(rng, 7)[:, :rank] * np.linspace(1.0, 2.0, rank) @ _orthogonal(rng, n)[:rank]
        b = rng.standard_normal(7)
        best = np.linalg.lstsq(A, b)[0]
        _, sigma, Vt = np.linalg.svd(A)
        f = _guarded(lambda x, A=A, b=b: float(np.sum((A @ x - b) ** 2) / 2), n)
        grad = _guarded(lambda x, A=A, b=b: A.T @ (A @ x - b), n)
        xs = best + np.vstack([Vt[:rank], rng.standard_normal((6, n))])
        got = solution(f, grad, rng.permutation(xs), f(best))
        case = f"least squares, n = {n}, rank {rank}"
        _expect_mu(got, sigma[rank - 1] ** 2, case, SUBTRACTED)


def rate(solution, reference, rng):
    """Hold gradient descent on x² + 3 sin² x, which is 8-smooth, to the rate 1 − μ/8."""
    f, grad = _wavy()
    x, path = rng.uniform(6, 9, 1), []
    for _ in range(40):
        path.append(x)
        x = x - grad(x) / 8
    got = expect_scalar(solution(f, grad, np.array(path), 0.0), what=MU, case="a path of 40 points")
    values = np.array([f(x) for x in path])
    broken = ~(values[1:] <= (1 - got / 8) * values[:-1] * (1 + 1e-12))
    if broken.any():
        step = int(np.argmax(broken))
        case = f"gradient descent from {path[0][0]:.3g} with step 1/8"
        observed = f"step {step} leaves more of the gap than 1 − μ/8 with your μ = {got:.4g}"
        rule_broken(case, observed, "the PL constant gives a rate that every step keeps")
    _expect_mu(got, reference(f, grad, np.array(path), 0.0), "a path of 40 points")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    xs = rng.integers(1, 4, (6, 2)).astype(float)
    xs[2] = 0.0
    arguments = (*_round_bowl(2), xs, 2.0)
    got = expect_pure(solution, *arguments, what=MU, case="6 points")
    _expect_mu(got, reference(*arguments), "6 points")


def calls(solution, reference, rng):
    """Count values and gradients."""
    m = 9
    f, grad, height = _bowl(rng, 3)
    arguments = (f, grad, rng.standard_normal((m, 3)), height)
    _expect_mu(solution(*arguments), reference(*arguments), f"{m} points")
    for name in ("f", "grad"):
        expect_oracle_calls(solution, name, m, case=f"{m} points")


def _expect_mu(got, want, case, tolerance=None):
    got = expect_scalar(got, what=MU, case=case)
    tolerance = tolerance or Tolerance(
        tolerance_for(np.float64, "recursion").bound, "sums and one quotient lose a few roundings"
    )
    expect_close(got, float(want), tolerance=tolerance, what=MU, case=case)


def _bowl(rng, n, *, height=None):
    """Return a random quadratic with minimum `height` at 0, its gradient, and the height."""
    A = rng.standard_normal((n + 2, n))
    H = A.T @ A + np.eye(n)
    height = float(rng.uniform(1, 3)) if height is None else height
    f = _guarded(lambda x: float(height + x @ H @ x / 2), n)
    return f, _guarded(lambda x: H @ x, n), height


def _round_bowl(n):
    """Return 2 + ½ Σ i·xᵢ² and its gradient: nothing is rounded for small whole numbers."""
    weights = np.arange(1.0, n + 1)
    f = _guarded(lambda x: float(2 + x @ (weights * x) / 2), n)
    return f, _guarded(lambda x: weights * x, n)


def _wavy():
    f = _guarded(lambda x: float(x[0] ** 2 + 3 * np.sin(x[0]) ** 2), 1)
    return f, _guarded(lambda x: 2 * x + 3 * np.sin(2 * x), 1)


def _guarded(function, n):
    """Return a function that tells the learner what it takes."""

    def guarded(x):
        point = np.asarray(x, dtype=np.float64)
        if point.shape != (n,):
            raise ValueError(f"one point of shape ({n},) is taken, not {point.shape}")
        return function(point)

    return guarded


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
