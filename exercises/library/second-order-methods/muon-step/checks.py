"""Checks of the Muon step: correctness, then purity."""

import math

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_in_interval,
    expect_pure,
    expect_raises,
    expect_tensor,
    expect_tuple,
    wide,
)

A, B, C = 3.4445, -4.7750, 2.0315
NAMES = "weights", "momentum"
TOLERANCES = {
    torch.float64: Tolerance(
        1e-10, "float64: each step may magnify the rounding of small singular values by 3.4"
    ),
    torch.float32: Tolerance(
        1e-3, "float32: each step may magnify the rounding of small singular values by 3.4"
    ),
}


def value(solution, reference, rng):
    """Compare with the same step, orthogonalised by way of singular values."""
    for m, n in ((3, 3), (4, 2), (2, 5), (1, 1), (9, 7)):
        layer = _layer(solution, rng, m, n)
        _expect_step(solution(*layer, 0.1), _step(*layer, 0.1), layer)
    layer = _layer(solution, rng, 4, 4)
    _expect_step(solution(*layer, 0.02, mu=0.5), _step(*layer, 0.02, mu=0.5), layer, ", mu = 0.5")


def momentum(solution, reference, rng):
    """Follow the momentum alone: from zero, from a gradient, from a momentum without gradient."""
    for m, n in ((3, 4), (5, 2)):
        W, G, buf = _layer(solution, rng, m, n)
        for layer, note in (
            ((W, G, torch.zeros_like(G)), ", buf = 0"),
            ((W, G, buf), ""),
            ((W, torch.zeros_like(G), buf), ", G = 0"),
        ):
            result = solution(*layer, 0.1, mu=0.9)
            _expect_step(result, _step(*layer, 0.1, mu=0.9), layer, f"{note}, mu = 0.9")


def nesterov(solution, reference, rng):
    """Take a step without looking ahead, then one with it."""
    for m, n in ((4, 4), (3, 6)):
        layer = _layer(solution, rng, m, n)
        for ahead in (False, True):
            result = solution(*layer, 0.1, nesterov=ahead)
            want = _step(*layer, 0.1, nesterov=ahead)
            _expect_step(result, want, layer, f", nesterov = {ahead}")


def decay(solution, reference, rng):
    """Decay weights in square, wide and tall layers."""
    for m, n in ((3, 3), (2, 6), (8, 2)):
        layer = _layer(solution, rng, m, n)
        _expect_step(solution(*layer, 0.1, wd=0.5), _step(*layer, 0.1, wd=0.5), layer, ", wd = 0.5")


def shapes(solution, reference, rng):
    """Take a step in a layer and in its transpose, and compare their lengths."""
    for m, n in ((8, 2), (18, 2), (2, 8)):
        W, G, buf = _layer(solution, rng, m, n)
        layer = torch.zeros_like(W), G, buf
        _expect_step(solution(*layer, 0.1), _step(*layer, 0.1), layer, ", W = 0")


def bound(solution, reference, rng):
    """Scale gradients up and down; the spectral norm of the step hardly follows."""
    for m, n, size in ((5, 5, 1e3), (12, 3, 1.0), (3, 12, 1e3)):
        W, G, buf = _layer(solution, rng, m, n)
        layer = W, size * G, size * buf
        case = f"{_case(W)}, gradients of size {size:g}"
        moved = _weights(solution(*layer, 0.1), W, case) - wide(W)
        at_most = 1.21 * 0.1 * math.sqrt(max(1, m / n))
        longest = float(np.linalg.norm(moved, 2))
        expect_in_interval(longest, 0.0, at_most, what="the spectral norm of the step", case=case)


def refusal(solution, reference, rng):
    """Hand in a vector, such as a bias, and a stack of matrices."""
    for shape in ((4,), (2, 3, 3)):
        layer = [_tensor(solution, rng.standard_normal(shape)) for _ in range(3)]
        outcome = solution.call(*layer, 0.1)
        expect_raises(outcome, ValueError, case=f"parameter of {len(shape)} dimensions")


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for m, n in ((8, 5), (4, 9)):
        layer = [matrix.float() for matrix in _layer(solution, rng, m, n)]
        want = _step(*(matrix.double() for matrix in layer), 0.1, wd=0.1)
        _expect_step(solution(*layer, 0.1, wd=0.1), want, layer, ", float32")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    layer = _layer(solution, rng, 5, 3)
    result = expect_pure(solution, *layer, 0.1, 0.95, 0.1, what="the result")
    _expect_step(result, _step(*layer, 0.1, wd=0.1), layer)


def _expect_step(result, want, layer, note=""):
    case = f"{_case(layer[0])}{note}"
    parts = zip(expect_tuple(result, NAMES, case=case), want, NAMES, strict=True)
    for got, right, name in parts:
        what = "the new weights" if name == "weights" else "the new momentum"
        expect_tensor(got, layer[0], what=what, case=case)
        expect_close(got, right, tolerance=TOLERANCES[layer[0].dtype], what=what, case=case)


def _weights(result, W, case):
    weights = expect_tuple(result, NAMES, case=case)[0]
    expect_tensor(weights, W, what="the new weights", case=case)
    return wide(weights)


def _step(W, G, buf, lr, *, mu=0.95, wd=0.0, nesterov=True):
    """Return the step in NumPy, its orthogonalisation by a singular value decomposition."""
    W, G, buf = wide(W), wide(G), wide(buf)
    averaged = mu * buf + (1 - mu) * G
    update = (1 - mu) * G + mu * averaged if nesterov else averaged
    rate = lr * math.sqrt(max(1, W.shape[0] / W.shape[1]))
    return (1 - lr * wd) * W - rate * _orthogonalised(update), averaged


def _orthogonalised(update):
    U, sigma, Vh = np.linalg.svd(update, full_matrices=False)
    sigma = sigma / max(np.linalg.norm(sigma), 1e-7)
    for _ in range(5):
        sigma = A * sigma + B * sigma**3 + C * sigma**5
    return (U * sigma) @ Vh


def _layer(solution, rng, m, n):
    """Return weights, gradient and momentum, the momentum neither zero nor along the gradient."""
    W, G, noise = (rng.standard_normal((m, n)) for _ in range(3))
    return [_tensor(solution, matrix) for matrix in (W, G, 0.3 * noise)]


def _case(W):
    return f"m = {W.shape[0]}, n = {W.shape[1]}"


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
