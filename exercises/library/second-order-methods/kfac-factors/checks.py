"""Checks of the K-FAC factors: correctness, then purity, then cost."""

import numpy as np
import torch

from exercises.checking import (
    expect_close,
    expect_pure,
    expect_raises,
    expect_tensor,
    expect_tuple,
    tolerance_for,
    wide,
)
from reference.fisher import fisher

FACTORS = "A", "B"


def value(solution, reference, rng):
    """Compare with sums of outer products, one example at a time."""
    for n, i, o in ((5, 3, 2), (2, 2, 4), (9, 1, 1), (1, 3, 3)):
        batch = _batch(solution, rng, n, i, o)
        _expect_factors(solution(*batch), _averages(*batch), batch)


def constant(solution, reference, rng):
    """Ask for factors with the constant input and without."""
    for n, i, o in ((6, 3, 2), (4, 1, 3)):
        batch = _batch(solution, rng, n, i, o)
        for bias in (True, False):
            result = solution(*batch, bias=bias)
            _expect_factors(result, _averages(*batch, bias=bias), batch, f", bias = {bias}")


def expectation(solution, reference, rng):
    """Hand in the columns of softmax regression's expectation, first of a single example."""
    for n, i, c in ((1, 2, 3), (1, 3, 2), (6, 2, 4)):
        X = _tensor(solution, rng.standard_normal((n, i)))
        W = _tensor(solution, rng.standard_normal((i, c)))
        backs = _label_columns(torch.softmax(X @ W, 1))
        result = solution(X, backs, bias=False)
        _expect_factors(result, _averages(X, backs, bias=False), (X, backs), f", k = {c} columns")
        if n == 1:
            A, B = result
            _expect_product(A, B, fisher(W, X), f"i = {i}, {c} classes, one example")


def exact(solution, reference, rng):
    """Cross all inputs with all derivatives: uncorrelated, they make the product exact."""
    for inputs, outputs, i, o in ((1, 1, 3, 2), (3, 2, 2, 3), (4, 3, 2, 1)):
        rows = _tensor(solution, rng.standard_normal((inputs, i)))
        columns = _tensor(solution, rng.standard_normal((outputs, o)))
        batch = rows.repeat_interleave(outputs, 0), columns.repeat(inputs, 1)
        A, B = _expect_form(solution(*batch), batch, bias=True, case=_case(*batch))
        block = _fisher_block(*batch)
        _expect_product(B, A, block, f"{_case(*batch)}, every input with every derivative")


def refusal(solution, reference, rng):
    """Hand in batches of different length, and none at all."""
    acts, backs = _batch(solution, rng, 4, 3, 2)
    for batch, case in (
        ((acts, backs[:3]), "4 inputs, 3 derivatives"),
        ((acts[:0], backs[:0]), "no examples"),
    ):
        expect_raises(solution.call(*batch), ValueError, case=case)


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for n, i, o in ((9, 4, 3), (30, 6, 2)):
        batch = [matrix.float() for matrix in _batch(solution, rng, n, i, o)]
        want = _averages(*(matrix.double() for matrix in batch))
        _expect_factors(solution(*batch), want, batch, ", float32")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    batch = _batch(solution, rng, 5, 3, 3)
    result = expect_pure(solution, *batch, what="the result")
    _expect_factors(result, _averages(*batch), batch)


def memory(solution, reference, rng):
    """Use a batch where one matrix A for each example would take 3.7 GiB in float32."""
    batch = [matrix.float() for matrix in _batch(solution, rng, 4000, 500, 4)]
    want = reference(*(matrix.double() for matrix in batch))
    _expect_factors(solution(*batch), want, batch, ", float32")


def _expect_factors(result, want, batch, note=""):
    case = f"{_case(*batch)}{note}"
    bias = len(want[0]) > batch[0].shape[1]
    factors = _expect_form(result, batch, bias=bias, case=case)
    tolerance = tolerance_for(batch[0].dtype, "recursion", size=len(batch[0]))
    for factor, right, name in zip(factors, want, FACTORS, strict=True):
        expect_close(factor, right, tolerance=tolerance, what=name, case=case)


def _expect_form(result, batch, *, bias, case):
    acts, backs = batch
    sizes = acts.shape[1] + bias, backs.shape[-1]
    factors = expect_tuple(result, FACTORS, case=case)
    for factor, size, name in zip(factors, sizes, FACTORS, strict=True):
        expect_tensor(factor, acts.new_empty(size, size), what=name, case=case)
    return factors


def _expect_product(outer, inner, block, case):
    expect_close(
        np.kron(wide(outer), wide(inner)),
        wide(block),
        tolerance=tolerance_for("float64", "recursion"),
        what="the Kronecker product, compared with the exact Fisher block,",
        case=case,
    )


def _averages(acts, backs, *, bias=True):
    """Return both factors by their definition."""
    inputs = wide(acts)
    if bias:
        inputs = np.hstack([inputs, np.ones((len(inputs), 1))])
    columns = wide(backs).reshape(len(inputs), -1, backs.shape[-1])
    A = sum(np.outer(a, a) for a in inputs) / len(inputs)
    B = sum(np.outer(b, b) for example in columns for b in example) / len(inputs)
    return A, B


def _fisher_block(acts, backs):
    """Return the mean outer product of the weight gradients, row-major, the bias last in a row."""
    inputs = np.hstack([wide(acts), np.ones((len(acts), 1))])
    gradients = [np.outer(b, a).reshape(-1) for a, b in zip(inputs, wide(backs), strict=True)]
    block = sum(np.outer(g, g) for g in gradients) / len(acts)
    return torch.as_tensor(block, device=acts.device)


def _label_columns(p):
    """Return each label's derivative of the log-likelihood, times the root of its probability."""
    identity = torch.eye(p.shape[1], dtype=p.dtype, device=p.device)
    return p.sqrt()[:, :, None] * (identity - p[:, None, :])


def _batch(solution, rng, n, i, o):
    """Return inputs and derivatives, both with a mean that is not zero."""
    acts, backs = rng.standard_normal((n, i)) + 0.5, rng.standard_normal((n, o)) - 0.3
    return [_tensor(solution, matrix) for matrix in (acts, backs)]


def _case(acts, backs):
    return f"n = {len(acts)}, i = {acts.shape[1]}, o = {backs.shape[-1]}"


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
