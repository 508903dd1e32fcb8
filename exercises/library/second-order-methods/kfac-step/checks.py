"""Checks of the K-FAC step: correctness, then purity, then cost."""

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_pure,
    expect_residual,
    expect_tensor,
    rule_broken,
    tolerance_for,
    wide,
)

STEP = "the step"


def value(solution, reference, rng):
    """Compare with the solve of the full Kronecker system, on layers where it is small."""
    for o, i in ((3, 5), (5, 2), (1, 4), (4, 1)):
        layer = (*_layer(solution, rng, o, i), float(rng.uniform(0.05, 0.5)))
        _expect_step(solution(*layer), _kronecker_solve(*layer), layer)


def square(solution, reference, rng):
    """Use a square layer, where exchanged factors still fit."""
    layer = (*_layer(solution, rng, 4, 4), 0.1)
    _expect_step(solution(*layer), _kronecker_solve(*layer), layer)


def rank_deficient(solution, reference, rng):
    """Use factors estimated from a single example, then factors that are zero."""
    for examples in (1, 0):
        layer = (*_layer(solution, rng, 3, 4, examples=examples), 0.1)
        _expect_step(solution(*layer), reference(*layer), layer, f", factors of rank {examples}")


def round_trip(solution, reference, rng):
    """Multiply the step by both damped factors; what remains to G is the backward error."""
    for o, i in ((3, 7), (6, 6), (20, 10)):
        G, A, B = _layer(solution, rng, o, i)
        step, case = solution(G, A, B, 0.2), f"o = {o}, i = {i}"
        expect_tensor(step, G, what=STEP, case=case)
        damped_A, damped_B = wide(_damped(A, 0.2)), wide(_damped(B, 0.2))
        sizes = np.linalg.norm(damped_B, 2) * np.linalg.norm(damped_A, 2)
        expect_residual(
            damped_B @ wide(step) @ damped_A - wide(G),
            scale=sizes * np.linalg.norm(wide(step)) + np.linalg.norm(wide(G)),
            tolerance=tolerance_for("float64", "backward", size=max(o, i)),
            what="the step, put into (B + λI)X(A + λI) = G,",
            case=case,
        )


def positive(solution, reference, rng):
    """Take the inner product of step and gradient: the preconditioner is positive definite."""
    for o, i in ((1, 1), (4, 6), (8, 3)):
        G, A, B = _layer(solution, rng, o, i)
        step, case = solution(G, A, B, 0.1), f"o = {o}, i = {i}"
        expect_tensor(step, G, what=STEP, case=case)
        product = float((wide(step) * wide(G)).sum())
        if not product > 0:
            observed = f"the inner product of your step with G is {product:.3g}"
            rule_broken(case, observed, "a positive definite preconditioner keeps it positive")


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for o, i in ((6, 9), (12, 4)):
        layer = _single_precision_layer(solution, rng, o, i)
        _expect_step(solution(*layer), _double_precision(reference, layer), layer, ", float32")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    layer = (*_layer(solution, rng, 4, 5), 0.1)
    _expect_step(expect_pure(solution, *layer, what=STEP), reference(*layer), layer)


def memory(solution, reference, rng):
    """Use a layer whose Kronecker product would hold 256 000² numbers: 244 GiB in float32."""
    layer = _single_precision_layer(solution, rng, 500, 512)
    _expect_step(solution(*layer), _double_precision(reference, layer), layer, ", float32")


def _expect_step(step, want, layer, note=""):
    """Expect the step within the forward error that the conditioning of the factors allows."""
    G, A, B, lam = layer
    case = f"o = {G.shape[0]}, i = {G.shape[1]}{note}"
    expect_tensor(step, G, what=STEP, case=case)
    largest = [float(np.linalg.eigvalsh(wide(factor))[-1]) for factor in (A, B)]
    condition = (largest[0] + lam) * (largest[1] + lam) / lam**2
    bound = max(10 * condition, 1000) * torch.finfo(G.dtype).eps
    reason = "ten roundings times the condition number of the damped factors, a thousand at least"
    expect_close(step, want, tolerance=Tolerance(bound, reason), what=STEP, case=case)


# notebook: recorded
def _kronecker_solve(G, A, B, lam):
    """Return the step from one system of size o·i; vec goes row by row."""
    system = torch.kron(_damped(B, lam), _damped(A, lam))
    return torch.linalg.solve(system, G.reshape(-1)).reshape(G.shape)


def _damped(matrix, lam):
    return matrix + lam * torch.eye(len(matrix), dtype=matrix.dtype, device=matrix.device)


def _layer(solution, rng, o, i, *, examples=None):
    """Return gradient and factors of a layer; without `examples` the factors have full rank."""
    inputs = _tensor(solution, rng.standard_normal((2 * i if examples is None else examples, i)))
    outputs = _tensor(solution, rng.standard_normal((2 * o if examples is None else examples, o)))
    G = _tensor(solution, rng.standard_normal((o, i)))
    return G, _second_moment(inputs), _second_moment(outputs)


def _single_precision_layer(solution, rng, o, i):
    return (*(matrix.float() for matrix in _layer(solution, rng, o, i)), 0.2)


def _double_precision(reference, layer):
    """Return what is right for rounded inputs, computed without rounding them again."""
    G, A, B, lam = layer
    return reference(G.double(), A.double(), B.double(), lam)


def _second_moment(rows):
    return rows.mT @ rows / max(len(rows), 1)


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
