"""Checks of negative curvature: correctness, then purity, then cost.

The direction is not unique, so it is held to its contract, which the check computes by itself.
"""

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_scalar,
    expect_tensor,
    expect_tuple,
    rule_broken,
)

DIRECTION = "the direction"
ROUNDED = Tolerance(1e-9, "float64: a sum of n products loses a few roundings")


def value(solution, reference, rng):
    """Hide one negative eigenvalue among many positive ones, and give few steps."""
    for n, k in ((40, 20), (80, 24), (2, 2)):
        spectrum = np.append(rng.uniform(0.5, 3.0, n - 1), -2.0)
        H, g = _matrix(rng, spectrum), _vector(rng, n)
        case = f"n = {n}, k = {k}, one negative eigenvalue"
        _expect_direction(solution(_product(H), n, k, g, 1), H, g, -2.0, case)


def sign(solution, reference, rng):
    """Turn the gradient round: the direction turns with it."""
    for n in (4, 9):
        spectrum = np.append(rng.uniform(0.5, 3.0, n - 1), -1.0)
        H, g = _matrix(rng, spectrum), _vector(rng, n)
        case = f"n = k = {n}"
        gradients = (g, -g, 0 * g)
        results = [solution(_product(H), n, n, gradient, 2) for gradient in gradients]
        for result, gradient in zip(results, gradients, strict=True):
            _expect_direction(result, H, gradient, -1.0, case)


def none(solution, reference, rng):
    """Use matrices that are positive definite, singular, or zero."""
    for number in range(24):
        n = 3 + number % 6
        rank = n if number < 8 else 1 + number % (n - 1)
        spectrum = np.append(rng.uniform(0.5, 4.0, rank), np.zeros(n - rank))
        H, g = _matrix(rng, spectrum), _vector(rng, n)
        _expect_none(solution(_product(H), n, n, g, number), f"n = k = {n}, H ≽ 0 of rank {rank}")
    for n in (1, 4):
        result = solution(_product(torch.zeros(n, n).double()), n, n, _vector(rng, n), 0)
        _expect_none(result, f"n = k = {n}, H = 0")


def dominated(solution, reference, rng):
    """Put a little negative curvature beside positive curvature a hundred times as large."""
    for n in (6, 12):
        spectrum = np.append(np.geomspace(1.0, 50.0, n - 1), -0.5)
        H, g = _matrix(rng, spectrum), _vector(rng, n)
        case = f"n = k = {n}, eigenvalues from −0.5 to 50"
        _expect_direction(solution(_product(H), n, n, g, 3), H, g, -0.5, case)


def scale(solution, reference, rng):
    """Measure f in other units: nothing but the curvature's own size may change."""
    for unit in (1e-12, 1e12):
        H, g = unit * _matrix(rng, np.array([-0.5, 1.0, 2.0, 4.0])), _vector(rng, 4)
        case = f"n = k = 4, H multiplied by {unit:g}"
        _expect_direction(solution(_product(H), 4, 4, g, 4), H, g, -0.5 * unit, case)
        H = unit * _matrix(rng, np.array([0.0, 0.0, 2.0, 4.0]))
        _expect_none(solution(_product(H), 4, 4, g, 4), f"{case}, H ≽ 0 of rank 2")


def breakdown(solution, reference, rng):
    """Use matrices with one or two eigenvalues, where the vectors soon span all there is."""
    for spectrum in (np.full(5, -2.0), np.array([-1.0] * 3 + [4.0] * 3), np.array([-3.0])):
        n = len(spectrum)
        H, g = _matrix(rng, spectrum), _vector(rng, n)
        case = f"n = k = {n}, {len(set(spectrum))} different eigenvalues"
        _expect_direction(solution(_product(H), n, n, g, 5), H, g, spectrum.min(), case)


def purity(solution, reference, rng):
    """Call twice with the same seed, and look at what the calls left behind."""
    H, g = _matrix(rng, np.array([-1.0, 0.5, 2.0, 3.0, 3.5])), 3 * _vector(rng, 5)
    result = expect_pure(solution, _product(H), 5, 5, g, 6, what="the result")
    _expect_direction(result, H, g, -1.0, "n = k = 5")


def calls(solution, reference, rng):
    """Count the products, with negative curvature and without."""
    for n, k, smallest in ((30, 15, -4.0), (30, 6, 0.5), (12, 12, -4.0)):
        spectrum = np.append(rng.uniform(1.0, 3.0, n - 1), smallest)
        solution(_product(_matrix(rng, spectrum)), n, k, _vector(rng, n), 7)
        case = f"n = {n}, k = {k}"
        expect_oracle_calls(solution, "Hv", k, at_least=1, what="products", case=case)


def _expect_direction(result, H, g, smallest, case):
    """Expect a unit vector, its curvature, nearly the smallest one, and no way uphill."""
    if result is None:
        rule_broken(case, "the result is None", "there is negative curvature, and it is found")
    v, curvature = expect_tuple(result, ("v", "lam"), case=case)
    expect_tensor(v, g, what=DIRECTION, case=case)
    curvature = expect_scalar(curvature, what="the curvature", case=case)
    length = float(v.norm())
    expect_close(length, 1.0, tolerance=ROUNDED, what=f"the length of {DIRECTION}", case=case)
    along = float(v @ H @ v)
    what = "the curvature, compared with vᵀHv,"
    expect_close(curvature, along, tolerance=ROUNDED, what=what, case=case)
    if not curvature <= 0.9 * smallest:
        observed = f"the curvature is {curvature:.4g}"
        rule_broken(case, observed, "at least nine tenths of the most negative one is found")
    uphill = float(g @ v)
    if not uphill <= 1e-12 * float(g.norm()):
        rule_broken(case, f"gᵀv is {uphill:.3g}", "of both signs the one with gᵀv ≤ 0 is returned")


def _expect_none(result, case):
    if result is not None:
        rule_broken(case, "a direction was returned", "None, where no curvature is negative")


def _matrix(rng, spectrum):
    """Return a symmetric matrix with this spectrum in a random basis."""
    Q = np.linalg.qr(rng.standard_normal((len(spectrum), len(spectrum))))[0]
    H = (Q * spectrum) @ Q.T
    return torch.as_tensor((H + H.T) / 2)


def _product(H):
    def product(v):
        if not isinstance(v, torch.Tensor):
            raise TypeError("Hv takes a torch tensor.")
        if v.shape != H.shape[:1] or v.dtype != H.dtype:
            raise ValueError(f"Hv takes a float64 tensor of shape ({len(H)},).")
        return H @ v

    return product


def _vector(rng, n):
    return torch.as_tensor(rng.standard_normal(n))
