"""Checks of the exact step: value and special cases, what follows from it, purity, products."""

import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_residual,
    expect_scalar,
    tolerance_for,
)

STEP = "the step"
PERPENDICULAR = Tolerance(1e-12, "an inner product that is 0 is left with a few roundings")
RATIO = Tolerance(1e-9, "each step rounds a little, and the ratio of two values with it")


def value(solution, reference, rng):
    """Compare on positive definite Hessians of several sizes."""
    for n in (3, 1, 20):
        H, g = _hessian(rng, np.geomspace(0.5, 8.0, n)), rng.standard_normal(n)
        Hv = _product(H)
        _expect_step(solution(g, Hv), reference(g, Hv), f"n = {n}")


def no_curvature(solution, reference, rng):
    """Give directions along which the quadratic is a line, or falls for ever."""
    # Small integers, whose products nothing rounds.
    for d, g, said in (
        ([1.0, -1.0], [1.0, 2.0], "H = diag(1, -1), g = (1, 2)"),
        ([0.0, 2.0], [5.0, 0.0], "H = diag(0, 2), g = (5, 0)"),
        ([-4.0], [0.5], "H = (-4), g = (0.5)"),
    ):
        got = solution(np.array(g), _product(np.diag(d)))
        expect_equal(got, math.inf, what=STEP, case=said)
    H = _hessian(rng, np.array([-3.0, 0.5, 1.0, 4.0]))
    g = np.linalg.eigh(H)[1][:, 0] * 2 + 0.1 * rng.standard_normal(4)
    got = solution(g, _product(H))
    expect_equal(got, math.inf, what=STEP, case="n = 4, g near an eigenvector with eigenvalue -3")


def zero_gradient(solution, reference, rng):
    """Stand at the minimum, or where the gradient vanishes without one."""
    for n, sign in ((3, 1.0), (1, 1.0), (2, -1.0)):
        H = _hessian(rng, sign * np.geomspace(0.5, 8.0, n))
        got = solution(np.zeros(n), _product(H))
        expect_equal(got, 0.0, what=STEP, case=f"n = {n}, g = 0")


def length(solution, reference, rng):
    """Multiply the gradient by powers of two, which round nothing."""
    H, g = _hessian(rng, np.geomspace(0.5, 8.0, 4)), rng.standard_normal(4)
    Hv = _product(H)
    for factor in (1.0, 4.0, 2.0**-20, 2.0**30):
        case = f"n = 4, g multiplied by {factor:.3g}"
        _expect_step(solution(factor * g, Hv), reference(g, Hv), case)


def orthogonality(solution, reference, rng):
    """Move by the step: at the bottom of the line the new gradient has no part along the old."""
    for n in (2, 6, 30):
        H, g = _hessian(rng, np.geomspace(0.1, 10.0, n)), rng.standard_normal(n)
        case = f"n = {n}"
        a = expect_scalar(solution(g, _product(H)), what=STEP, case=case)
        scale = float(g @ g) + abs(a) * float(np.linalg.norm(H, 2)) * float(g @ g)
        expect_residual(
            (g - a * (H @ g)) @ g, scale=scale, tolerance=PERPENDICULAR, what=STEP, case=case
        )


def zigzag(solution, reference, rng):
    """Begin where steepest descent is slowest: each value is the same share of the one before."""
    condition = 50.0
    Q = np.linalg.qr(rng.standard_normal((2, 2)))[0]
    H = (Q * [1.0, condition]) @ Q.T
    x = Q @ np.array([condition, 1.0])
    Hv = _product((H + H.T) / 2)
    for k in range(8):
        g = Hv(x)
        case = f"condition 50, worst start, step {k + 1}"
        new = x - expect_scalar(solution(g, Hv), what=STEP, case=case) * g
        ratio = float(new @ Hv(new)) / float(x @ Hv(x))
        want = ((condition - 1) / (condition + 1)) ** 2
        expect_close(ratio, want, tolerance=RATIO, what="the ratio of two values of f", case=case)
        x = new


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    H, g = _hessian(rng, np.geomspace(0.5, 8.0, 5)), rng.standard_normal(5)
    Hv = _product(H)
    got = expect_pure(solution, g, Hv, what=STEP, case="n = 5")
    _expect_step(got, reference(g, Hv), "n = 5")


def calls(solution, reference, rng):
    """Count the products, with curvature and without."""
    for eigenvalues, said in ((np.geomspace(0.5, 8.0, 6), "H definite"), (-np.ones(6), "H = -I")):
        Hv, g = _product(_hessian(rng, eigenvalues)), rng.standard_normal(6)
        case = f"n = 6, {said}"
        want = reference(g, Hv)
        got = solution(g, Hv)
        if math.isinf(want):
            expect_equal(got, want, what=STEP, case=case)
        else:
            _expect_step(got, want, case)
        expect_oracle_calls(solution, "Hv", 1, at_least=1, what="products with H", case=case)


def _expect_step(got, want, case):
    tolerance = tolerance_for("float64", "recursion")
    expect_close(
        expect_scalar(got, what=STEP, case=case), want, tolerance=tolerance, what=STEP, case=case
    )


def _hessian(rng, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2


def _product(H):
    def Hv(v):
        vector = np.asarray(v, dtype=np.float64)
        if vector.shape != (len(H),):
            raise ValueError(f"Hv takes an array of shape ({len(H)},), not {vector.shape}")
        return H @ vector

    return Hv
