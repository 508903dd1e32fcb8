"""Checks of sharpness and of the SAM step: correctness, then purity and calls."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_dtype,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    rule_broken,
    tolerance_for,
)

SHARPNESS, WEIGHTS = "the largest eigenvalue", "the new weights"
EXACT = Tolerance(1e-10, "n products determine the spectrum up to rounding")
CONVERGED = Tolerance(1e-6, "an eigenvalue far from the others converges in a few products")


def value(solution, reference, rng):
    """Give n products with matrices that have eigenvalues of both signs."""
    for n in (3, 1, 2, 12):
        eigenvalues = rng.uniform(-2.0, 2.0, n)
        eigenvalues[0] = 3.0
        _expect_sharpness(solution, rng, eigenvalues, n, EXACT, f"n = {n}, k = {n}")


def sam(solution, reference, rng):
    """Compare steps on a function that is no quadratic."""
    step, wanted = _sam(solution), _sam(reference)
    for n, lr, rho in ((3, 0.1, 0.5), (1, 0.3, 0.2), (8, 0.05, 2.0), (4, 0.1, 0.0)):
        w, grad = rng.standard_normal(n), _gradient(rng, n)
        _expect_weights(step(w, grad, lr, rho), wanted(w, grad, lr, rho), f"n = {n}, rho = {rho}")


def negative(solution, reference, rng):
    """Give matrices whose eigenvalue of largest modulus is negative."""
    for eigenvalues in ([-9.0, 1.0, 2.0], [-5.0, -2.0, -1.0, -3.0], [-20.0, 4.0, 0.5, -7.0, 3.0]):
        n = len(eigenvalues)
        case = f"eigenvalues from {min(eigenvalues):g} to {max(eigenvalues):g}"
        _expect_sharpness(solution, rng, np.array(eigenvalues), n, EXACT, case)


def no_gradient(solution, reference, rng):
    """Stand where the gradient is zero: no direction is uphill."""
    for n in (3, 1):
        w, case = rng.standard_normal(n), f"n = {n}, g = 0"
        got = _sam(solution)(w, _product(np.zeros((n, n))), 0.1, 0.5)
        _expect_weights(got, w, case)


def refuses(solution, reference, rng):
    """Ask for no product, for more than n, and for a radius that is none."""
    H, w = np.diag([1.0, 2.0]), rng.standard_normal(2)
    for k in (0, 3):
        outcome = solution.call(_product(H), 2, k)
        expect_raises(outcome, ValueError, what="lambda_max", case=f"n = 2, k = {k}")
    for rho in (-0.1, float("nan")):
        outcome = _sam(solution).call(w, _gradient(rng, 2), 0.1, rho)
        expect_raises(outcome, ValueError, what="sam_step", case=f"rho = {rho}")


def few(solution, reference, rng):
    """Give 25 products with a matrix of order 150, one eigenvalue apart from the others."""
    for top, bottom in ((9.0, -20.0), (6.0, 0.0)):
        eigenvalues = np.concatenate([[top, bottom], rng.uniform(0.0, 3.0, 148)])
        case = f"n = 150, k = 25, eigenvalues from {bottom:g} to {top:g}"
        _expect_sharpness(solution, rng, eigenvalues, 25, CONVERGED, case)


def degenerate(solution, reference, rng):
    """Give multiples of I and a matrix of rank one: the space stops growing before k."""
    u = rng.standard_normal(6)
    for named, H, want in (
        ("H = 3I", 3 * np.eye(5), 3.0),
        ("H = −2I", -2 * np.eye(4), -2.0),
        ("H = uuᵀ", np.outer(u, u), u @ u),
    ):
        n = len(H)
        got = expect_scalar(solution(_product(H), n, n), what=SHARPNESS, case=named)
        expect_close(got, float(want), tolerance=EXACT, what=SHARPNESS, case=named)
    got = expect_scalar(solution(_product(np.zeros((3, 3))), 3, 3), what=SHARPNESS, case="H = 0")
    if got != 0:
        rule_broken("H = 0", f"{SHARPNESS} is {got:.2g}", "it is 0")


def radius(solution, reference, rng):
    """Scale the function: the place that is looked at lies rho away, however steep it is there."""
    for scale in (1e-6, 1e6):
        w, grad, seen = rng.standard_normal(4), _gradient(rng, 4), []

        def scaled(z, grad=grad, seen=seen, scale=scale):
            seen.append(_point(z, 4))
            return scale * grad(z)

        case = f"n = 4, f multiplied by {scale:g}"
        got = _sam(solution)(w, scaled, 0.1 / scale, 0.3)
        distance = max((float(np.linalg.norm(z - w)) for z in seen), default=0.0)
        if not abs(distance - 0.3) <= 1e-9:
            observed = f"the gradient was taken at a distance of {distance:.3g} from w"
            rule_broken(case, observed, "the distance is rho = 0.3")
        _expect_weights(got, _sam(reference)(w, scaled, 0.1 / scale, 0.3), case)


def purity(solution, reference, rng):
    """Call both twice with the same inputs, and look at what the calls left behind."""
    H = _symmetric(rng, np.array([3.0, 1.0, -2.0, 0.5]))
    got = expect_pure(solution, _product(H), 4, 4, 7, what=SHARPNESS, case="n = 4")
    expect_close(got, 3.0, tolerance=EXACT, what=SHARPNESS, case="n = 4")
    w, grad = rng.standard_normal(4), _gradient(rng, 4)
    moved = expect_pure(_sam(solution), w, grad, 0.1, 0.3, what=WEIGHTS, case="n = 4")
    _expect_weights(moved, _sam(reference)(w, grad, 0.1, 0.3), "n = 4")


def calls(solution, reference, rng):
    """Count products and gradients."""
    eigenvalues = np.concatenate([[7.0], rng.uniform(-1.0, 1.0, 39)])
    for k in (15, 20):
        case = f"n = 40, k = {k}"
        _expect_sharpness(solution, rng, eigenvalues, k, CONVERGED, case)
        expect_oracle_calls(solution, "Hv", k, at_least=1, what="products", case=case)
    step, w, grad = _sam(solution), rng.standard_normal(4), _gradient(rng, 4)
    _expect_weights(step(w, grad, 0.1, 0.3), _sam(reference)(w, grad, 0.1, 0.3), "n = 4")
    expect_oracle_calls(step, "grad", 2, at_least=2, what="gradients", case="n = 4")


def _sam(of):
    return of.function("sam_step")


def _expect_sharpness(solution, rng, eigenvalues, k, tolerance, case):
    H = _symmetric(rng, eigenvalues)
    got = solution(_product(H), len(H), k, int(rng.integers(1000)))
    got = expect_scalar(got, what=SHARPNESS, case=case)
    want = float(np.max(eigenvalues))
    expect_close(got, want, tolerance=tolerance, what=SHARPNESS, case=case)


def _expect_weights(got, want, case):
    expect_dtype(got, np.float64, what=WEIGHTS, case=case)
    tolerance = tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=WEIGHTS, case=case)


def _symmetric(rng, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    return (Q * eigenvalues) @ Q.T


def _point(z, n):
    if not isinstance(z, np.ndarray) or z.shape != (n,):
        raise ValueError(f"an array of shape ({n},) is taken")
    return z.astype(np.float64)


def _product(H):
    return lambda v: H @ _point(v, len(H))


def _gradient(rng, n):
    H, b = _symmetric(rng, rng.uniform(0.5, 3.0, n)), rng.standard_normal(n)
    return lambda z: H @ _point(z, n) + np.sin(z) + b
