"""Checks of the Shampoo step: correctness, then purity, then cost."""

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_pure,
    expect_raises,
    expect_tensor,
    expect_tuple,
    wide,
)

NAMES = "the new weights", "the left statistic", "the right statistic"
TOLERANCES = {
    torch.float64: Tolerance(
        1e-10, "float64: a root loses digits with the condition of its matrix, which is small here"
    ),
    torch.float32: Tolerance(
        1e-3, "float32: a root loses digits with the condition of its matrix, which is small here"
    ),
}


def value(solution, reference, rng):
    """Compare with the formulas in NumPy, for layers of several shapes."""
    for m, n in ((3, 3), (4, 2), (2, 5), (1, 3), (1, 1)):
        layer = (*_layer(solution, rng, m, n), 0.5, 0.1)
        _expect_step(solution(*layer), _step(*layer), layer)


def accumulation(solution, reference, rng):
    """Take three steps, each from what the one before returned."""
    for m, n in ((3, 4), (4, 4)):
        W, _, L, R = _layer(solution, rng, m, n)
        for number in (1, 2, 3):
            G = _tensor(solution, rng.standard_normal((m, n)))
            layer = W, G, L, R, 0.3, 0.05
            result = solution(*layer)
            _expect_step(result, _step(*layer), layer, f", step {number}")
            W, L, R = result


def rank_deficient(solution, reference, rng):
    """Start from nothing with a gradient of rank 1, then with no gradient at all."""
    for m, n, eps in ((4, 3, 1e-3), (5, 5, 1e-2)):
        W, _, L, R = _layer(solution, rng, m, n)
        G = _tensor(solution, np.outer(rng.standard_normal(m), rng.standard_normal(n)))
        for gradient, note in ((G, "G of rank 1"), (0 * G, "G = 0")):
            layer = W, gradient, 0 * L, 0 * R, 0.5, eps
            _expect_step(solution(*layer), _step(*layer), layer, f", L = R = 0, {note}")


def roundoff(solution, reference, rng):
    """Give a left statistic with one eigenvalue of −1e-10, twice the size of eps."""
    for m, n in ((4, 4), (3, 2)):
        Q = _orthogonal(rng, m)
        spectrum = np.append(rng.uniform(1.0, 4.0, m - 1), -1e-10)
        # The gradient has no part along the last eigenvector, so it does not repair it.
        G = Q[:, :-1] @ rng.standard_normal((m - 1, n))
        W, _, _, R = _layer(solution, rng, m, n)
        L = (Q * spectrum) @ Q.T
        layer = W, _tensor(solution, G), _tensor(solution, (L + L.T) / 2), R, 0.5, 5e-11
        note = ", eigenvalue −1e-10 in L, eps = 5e-11"
        _expect_step(solution(*layer), _step(*layer), layer, note)


def singular(solution, reference, rng):
    """Give zero statistics and no gradient, without eps: zero has no inverse root."""
    for m, n in ((2, 3), (3, 3)):
        W, G, L, R = _layer(solution, rng, m, n)
        outcome = solution.call(W, 0 * G, 0 * L, 0 * R, 0.1, 0.0)
        case = f"m = {m}, n = {n}, L = R = 0, G = 0, eps = 0"
        expect_raises(outcome, torch.linalg.LinAlgError, case=case)


def polar(solution, reference, rng):
    """Start from nothing with a gradient of full rank: the step is its orthogonal factor."""
    for n in (2, 5):
        P, Q = _orthogonal(rng, n), _orthogonal(rng, n)
        G = _tensor(solution, (P * rng.uniform(0.5, 2.0, n)) @ Q)
        zero = torch.zeros_like(G)
        result, case = solution(zero, G, zero, zero, 1.0, 0.0), f"m = n = {n}, L = R = 0, W = 0"
        step = _expect_form(result, (zero, zero, zero), case)[0]
        tolerance = TOLERANCES[torch.float64]
        expect_close(step, -P @ Q, tolerance=tolerance, what=NAMES[0], case=case)


def equivariance(solution, reference, rng):
    """Turn gradient and statistics by orthogonal matrices; the step turns with them."""
    for m, n in ((3, 3), (5, 3)):
        W, G, L, R = _layer(solution, rng, m, n)
        P, Q = (_tensor(solution, _orthogonal(rng, size)) for size in (m, n))
        zero = torch.zeros_like(W)
        result = solution(zero, G, L, R, 0.5, 0.1)
        plain = _expect_form(result, (W, L, R), f"m = {m}, n = {n}")[0]
        turned = zero, P @ G @ Q, P @ L @ P.mT, Q.mT @ R @ Q, 0.5, 0.1
        want = P @ plain @ Q, *_step(*turned)[1:]
        _expect_step(solution(*turned), want, turned, ", compared with the turned step of G")


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for m, n in ((6, 4), (3, 8)):
        layer = (*(matrix.float() for matrix in _layer(solution, rng, m, n)), 0.5, 0.1)
        _expect_step(solution(*layer), _step(*layer), layer, ", float32")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    layer = (*_layer(solution, rng, 4, 3), 0.5, 0.1)
    _expect_step(expect_pure(solution, *layer, what="the result"), _step(*layer), layer)


def memory(solution, reference, rng):
    """Use a layer whose full preconditioner would hold 202 500² numbers: 153 GiB in float32."""
    layer = (*(matrix.float() for matrix in _layer(solution, rng, 450, 450)), 0.5, 1.0)
    _expect_step(solution(*layer), _step(*layer), layer, ", float32")


def _expect_step(result, want, layer, note=""):
    W, _, L, R, *_ = layer
    case = f"m = {W.shape[0]}, n = {W.shape[1]}{note}"
    parts = _expect_form(result, (W, L, R), case)
    for got, right, name in zip(parts, want, NAMES, strict=True):
        expect_close(got, right, tolerance=TOLERANCES[W.dtype], what=name, case=case)


def _expect_form(result, like, case):
    parts = expect_tuple(result, ("W", "L", "R"), case=case)
    for got, tensor, name in zip(parts, like, NAMES, strict=True):
        expect_tensor(got, tensor, what=name, case=case)
    return parts


def _step(W, G, L, R, lr, eps):
    """Return the step in NumPy and double precision."""
    W, G, L, R = (wide(matrix) for matrix in (W, G, L, R))
    L, R = L + G @ G.T, R + G.T @ G
    return W - lr * _inverse_fourth_root(L, eps) @ G @ _inverse_fourth_root(R, eps), L, R


def _inverse_fourth_root(matrix, eps):
    eigenvalues, Q = np.linalg.eigh(matrix)
    return (Q * (np.maximum(eigenvalues, 0) + eps) ** -0.25) @ Q.T


def _layer(solution, rng, m, n):
    """Return weights, gradient and the statistics of a few gradients before it."""
    W, G = rng.standard_normal((2, m, n))
    earlier = rng.standard_normal((2, m, n))
    L = sum(gradient @ gradient.T for gradient in earlier)
    R = sum(gradient.T @ gradient for gradient in earlier)
    return [_tensor(solution, matrix) for matrix in (W, G, L, R)]


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
