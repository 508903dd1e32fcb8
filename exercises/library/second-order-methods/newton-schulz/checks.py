"""Checks of the Newton–Schulz iteration: correctness, then purity, then cost.

Singular values are not near 1 after five steps, and of ill-conditioned matrices the smallest stay
far below, so nothing here asks for orthogonality.
"""

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_in_interval,
    expect_pure,
    expect_tensor,
    wide,
)

A, B, C = 3.4445, -4.7750, 2.0315
RESULT = "the result"
TOLERANCES = {
    torch.float64: Tolerance(
        1e-10, "float64: each step may magnify the rounding of small singular values by 3.4"
    ),
    torch.float32: Tolerance(
        1e-3, "float32: each step may magnify the rounding of small singular values by 3.4"
    ),
}


def value(solution, reference, rng):
    """Compare with the polynomial applied to the singular values, vectors kept."""
    for m, n in ((3, 3), (2, 5), (6, 4), (1, 1), (1, 4), (12, 30)):
        G = _normal(solution, rng, m, n)
        _expect_result(solution(G), _mapped(G, 5), G)


def steps(solution, reference, rng):
    """Ask for no step, for one, and for others."""
    for count in (0, 1, 2, 7):
        G = _normal(solution, rng, 4, 6)
        _expect_result(solution(G, steps=count), _mapped(G, count), G, f", steps = {count}")


def zero(solution, reference, rng):
    """Give the zero matrix, whose norm nothing can be divided by."""
    for m, n in ((3, 3), (4, 2), (2, 4)):
        G = torch.zeros(m, n, dtype=torch.float64, device=solution.device)
        _expect_result(solution(G), G, G, ", G = 0")


def scale(solution, reference, rng):
    """Multiply G by numbers large and small."""
    for factor in (1e4, 1e-4, 1e-5):
        G = factor * _normal(solution, rng, 4, 3)
        _expect_result(solution(G), _mapped(G, 5), G, f", G multiplied by {factor:g}")
    G = 1e-9 * _normal(solution, rng, 3, 4)
    case = ", eps = 1e-3 and a norm far below"
    _expect_result(solution(G, eps=1e-3), reference(G, eps=1e-3), G, case)


def finite(solution, reference, rng):
    """Start from few large singular values, where a wrong polynomial runs away at once."""
    for m, n in ((1, 3), (4, 4), (8, 5)):
        G = _normal(solution, rng, m, 1) @ _normal(solution, rng, 1, n)
        result, case = solution(G), f"m = {m}, n = {n}, G of rank 1"
        expect_tensor(result, G, what=RESULT, case=case)
        largest = float(np.linalg.svd(wide(result), compute_uv=False)[0])
        expect_in_interval(largest, 0.0, 2.0, what="the largest singular value", case=case)


def tall(solution, reference, rng):
    """Give matrices with more rows than columns, then their transposes."""
    for m, n in ((5, 2), (7, 1), (40, 6)):
        G = _normal(solution, rng, m, n)
        for matrix in (G, G.mT.contiguous()):
            _expect_result(solution(matrix), _mapped(matrix, 5), matrix)


def singular_values(solution, reference, rng):
    """Give a spectrum down to 0.0035 of the norm, and look at where five steps bring it."""
    spectrum = np.array([1.0, 0.5, 0.2, 0.05, 0.01, 0.004])
    for m, n in ((6, 6), (9, 6)):
        left, right = _orthogonal(rng, m)[:, :6], _orthogonal(rng, n)[:6]
        G = _tensor(solution, (left * spectrum) @ right)
        result, case = solution(G), f"m = {m}, n = {n}, singular values from 1 to 0.004"
        expect_tensor(result, G, what=RESULT, case=case)
        sigma = np.linalg.svd(wide(result), compute_uv=False)
        for end, name in ((sigma[-1], "smallest"), (sigma[0], "largest")):
            expect_in_interval(float(end), 0.68, 1.21, what=f"the {name} singular value", case=case)


def polynomial(solution, reference, rng):
    """Compare singular values alone with what the quintic makes of those of G."""
    for m, n in ((5, 5), (4, 8)):
        G = _normal(solution, rng, m, n)
        result, case = solution(G), _case(G)
        expect_tensor(result, G, what=RESULT, case=case)
        expect_close(
            np.linalg.svd(wide(result), compute_uv=False),
            np.sort(_quintic(np.linalg.svd(wide(G), compute_uv=False), 5))[::-1],
            tolerance=TOLERANCES[torch.float64],
            what="the list of singular values",
            case=case,
        )


def equivariance(solution, reference, rng):
    """Turn G by orthogonal matrices from both sides; the result turns with it."""
    for m, n in ((3, 3), (6, 4)):
        G = _normal(solution, rng, m, n)
        P, Q = (_tensor(solution, _orthogonal(rng, size)) for size in (m, n))
        plain, turned = solution(G), solution(P @ G @ Q)
        expect_tensor(plain, G, what=RESULT, case=_case(G))
        _expect_result(turned, P @ plain @ Q, G, ", compared with the turned result of G")


def precision(solution, reference, rng):
    """Run in float32 against the same rounded input in float64; then in bfloat16."""
    for m, n in ((8, 5), (4, 9)):
        G = _normal(solution, rng, m, n).float()
        _expect_result(solution(G), _mapped(G.double(), 5), G, ", float32")
        G = G.to(torch.bfloat16)
        result, case = solution(G), f"{_case(G)}, bfloat16"
        expect_tensor(result, G, what=RESULT, case=case)
        # Two to three digits are left, which is no matter for a comparison of values.
        sigma = np.linalg.svd(wide(result), compute_uv=False)
        expect_in_interval(float(sigma[0]), 0.5, 1.5, what="the largest singular value", case=case)


def purity(solution, reference, rng):
    """Call twice with the same input, and look at what the calls left behind."""
    G = _normal(solution, rng, 5, 3)
    _expect_result(expect_pure(solution, G, what=RESULT), _mapped(G, 5), G)


def memory(solution, reference, rng):
    """Use matrices whose Gram matrix on the long side would take 298 GiB."""
    for m, n in ((200_000, 4), (4, 200_000)):
        G = _normal(solution, rng, m, n)
        _expect_result(solution(G), reference(G), G)


def _expect_result(result, want, G, note=""):
    case = f"{_case(G)}{note}"
    expect_tensor(result, G, what=RESULT, case=case)
    expect_close(result, want, tolerance=TOLERANCES[G.dtype], what=RESULT, case=case)


def _mapped(G, count):
    """Return the result by way of a singular value decomposition."""
    U, sigma, Vh = np.linalg.svd(wide(G), full_matrices=False)
    return torch.as_tensor((U * _quintic(sigma, count)) @ Vh, device=G.device)


def _quintic(sigma, count):
    sigma = sigma / np.linalg.norm(sigma)
    for _ in range(count):
        sigma = A * sigma + B * sigma**3 + C * sigma**5
    return sigma


def _case(G):
    return f"m = {G.shape[0]}, n = {G.shape[1]}"


def _normal(solution, rng, m, n):
    return _tensor(solution, rng.standard_normal((m, n)))


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
