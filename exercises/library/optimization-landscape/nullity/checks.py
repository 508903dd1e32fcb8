"""Checks of the nullity: correctness, then purity. All answers are whole numbers."""

import numpy as np

from exercises.checking import expect_equal, expect_pure, expect_raises

NULLITY = "the nullity"


def value(solution, reference, rng):
    """Use known spectra in random bases; a direction of curvature 1e-9 is not flat in float64."""
    for p, flat in ((20, 7), (30, 1), (24, 0)):
        eigenvalues = np.concatenate((np.geomspace(1e-9, 3.0, p - flat), np.zeros(flat)))
        H = _with_eigenvalues(rng, eigenvalues)
        expect_equal(solution(H), reference(H), what=NULLITY, case=f"p = {p}, no rtol")


def tolerance(solution, reference, rng):
    """Give tolerances: of a flat spectrum with a few small ones, then equality on a diagonal."""
    p = 25
    eigenvalues = np.concatenate((np.ones(p - 3), [2e-4, 1e-7, -1e-9]))
    H = _with_eigenvalues(rng, eigenvalues)
    for rtol in (1e-4, 1e-8, 1e-3):
        want = reference(H, rtol)
        expect_equal(solution(H, rtol), want, what=NULLITY, case=f"p = {p}, rtol = {rtol:g}")
    H = np.diag([4.0, 1.0, 1.25, 1e-3])
    case = "H = diag(4, 1, 1.25, 0.001), rtol = 0.25"
    expect_equal(solution(H, 0.25), reference(H, 0.25), what=NULLITY, case=case)


def zero(solution, reference, rng):
    """Give matrices without a nonzero entry, the empty one among them."""
    for p in (3, 1, 0):
        expect_equal(solution(np.zeros((p, p))), p, what=NULLITY, case=f"H = 0, p = {p}")


def indefinite(solution, reference, rng):
    """Give eigenvalues of both signs, then no positive one."""
    p, flat = 22, 6
    for named, signs in (
        ("both signs", np.where(np.arange(p - flat) % 2, 1.0, -1.0)),
        ("no positive eigenvalue", -np.ones(p - flat)),
    ):
        eigenvalues = np.concatenate((signs * rng.uniform(0.5, 2.0, p - flat), np.zeros(flat)))
        H = _with_eigenvalues(rng, eigenvalues)
        expect_equal(solution(H), reference(H), what=NULLITY, case=f"p = {p}, {named}")


def single_precision(solution, reference, rng):
    """Use float32, where zeros come out near 1e-7."""
    for p, n in ((30, 12), (40, 39)):
        J = rng.standard_normal((n, p)).astype(np.float32)
        H = J.T @ J
        case = f"float32, p = {p}, no rtol"
        expect_equal(solution(H), reference(H), what=NULLITY, case=case)


def scale(solution, reference, rng):
    """Multiply the loss, and with it the Hessian, by powers of two near 1e±12."""
    H = _with_eigenvalues(rng, np.concatenate((rng.uniform(0.5, 2.0, 15), np.zeros(6))))
    want = reference(H)
    for exponent in (-40, 40):
        case = f"p = 21, H multiplied by 2^{exponent}"
        expect_equal(solution(2.0**exponent * H), want, what=NULLITY, case=case)


def interpolating(solution, reference, rng):
    """Take least squares with more parameters than targets."""
    for n, p in ((1, 20), (8, 45)):
        X = rng.standard_normal((n, p))
        got = solution(2 / n * X.T @ X)
        expect_equal(got, p - n, what=NULLITY, case=f"n = {n} targets, p = {p} parameters")


def refused(solution, reference, rng):
    """Give what is not square, then NaN and infinity."""
    refusals = (ValueError, np.linalg.LinAlgError)
    for named, H in (
        ("H with a NaN", np.diag([1.0, np.nan, 0.0])),
        ("H with an infinite entry", np.diag([1.0, np.inf, 0.0])),
        ("H of shape (2, 3)", np.ones((2, 3))),
    ):
        expect_raises(solution.call(H, 1e-3), refusals, case=named)


def purity(solution, reference, rng):
    """Call twice with the same matrix, and look at what the calls left behind."""
    H = _with_eigenvalues(rng, np.concatenate((rng.uniform(0.5, 2.0, 16), np.zeros(5))))
    got = expect_pure(solution, H, what=NULLITY, case="p = 21")
    expect_equal(got, reference(H), what=NULLITY, case="p = 21")


def _with_eigenvalues(rng, eigenvalues):
    p = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((p, p)))[0]
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2
