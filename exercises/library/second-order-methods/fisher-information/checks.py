"""Checks of the Fisher information: correctness, then purity, then cost."""

import torch

from exercises.checking import (
    expect_close,
    expect_definite,
    expect_pure,
    expect_residual,
    expect_symmetric,
    expect_tensor,
    rule_broken,
    tolerance_for,
    wide,
)

FISHER = "the Fisher matrix"


def value(solution, reference, rng):
    """Compare with the expectation itself: every label of every example, by its probability."""
    for n, d, c in ((5, 2, 3), (4, 3, 2), (1, 1, 2), (1, 3, 4), (6, 1, 5)):
        W, X, y = _regression(solution, rng, n, d, c)
        _expect_fisher(solution(W, X, y), _expectation(W, X), _case(W, X))


def labels(solution, reference, rng):
    """Call with labels, and with others in their place."""
    for n, d, c in ((6, 2, 3), (3, 2, 2)):
        W, X, y = _regression(solution, rng, n, d, c)
        shape = W.new_empty(d * c, d * c)
        first, second = solution(W, X, y), solution(W, X, (y + 1) % c)
        for matrix in (first, second):
            expect_tensor(matrix, shape, what=FISHER, case=_case(W, X))
        if not torch.equal(first, second):
            observed = "other labels made another Fisher matrix"
            rule_broken(_case(W, X), observed, "the labels do not enter, not by a single bit")


def certain(solution, reference, rng):
    """Use logits in the thousands: some predictions are certain, and exp alone overflows."""
    for dtype in (torch.float64, torch.float32):
        W, X, y = _regression(solution, rng, 5, 2, 3)
        W[0] = W.new_tensor([1600.0, -800.0, 100.0])
        X[:, 0] = X.new_tensor([1.0, -1.0, 3.0, 0.0, 2.0])
        # All five predictions, then only those with a logit that decides.
        for rows in (slice(0, 5), slice(0, 3)):
            layer = W.to(dtype), X[rows].to(dtype), y[rows]
            want = reference(*layer)
            case = f"{_case(*layer[:2])}, {_name(dtype)}, logits up to 4800"
            _expect_fisher(solution(*layer), want, case, dtype)


def hessian(solution, reference, rng):
    """Compare with the Hessian of the mean loss, which autograd differentiates twice."""
    for n, d, c in ((7, 3, 2), (4, 2, 4)):
        W, X, y = _regression(solution, rng, n, d, c)

        def loss(w, X=X, y=y, shape=W.shape):
            return torch.nn.functional.cross_entropy(X @ w.reshape(shape), y)

        want = torch.autograd.functional.hessian(loss, W.reshape(-1))
        _expect_fisher(solution(W, X, y), want, _case(W, X))


def null_space(solution, reference, rng):
    """Move all classes by the same vector: no prediction changes, so F takes it to zero."""
    for n, d, c in ((3, 1, 2), (8, 3, 4)):
        W, X, y = _regression(solution, rng, n, d, c)
        F = solution(W, X, y)
        expect_tensor(F, W.new_empty(d * c, d * c), what=FISHER, case=_case(W, X))
        moved = _tensor(solution, rng.standard_normal((d, 1))).expand(d, c).reshape(-1)
        size = max(float(F.norm()), float(reference(W, X, y).norm())) * float(moved.norm())
        expect_residual(
            wide(F @ moved),
            scale=size,
            tolerance=tolerance_for("float64", "recursion"),
            what="the Fisher matrix, put into F·vec(u1ᵀ) = 0,",
            case=_case(W, X),
        )


def semidefinite(solution, reference, rng):
    """Look at symmetry and at the smallest eigenvalue."""
    for n, d, c in ((2, 3, 3), (10, 2, 4)):
        W, X, y = _regression(solution, rng, n, d, c)
        F = solution(W, X, y)
        expect_tensor(F, W.new_empty(d * c, d * c), what=FISHER, case=_case(W, X))
        expect_symmetric(F, what=FISHER, case=_case(W, X))
        expect_definite(F, what=FISHER, case=_case(W, X))


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for n, d, c in ((9, 3, 4), (20, 5, 2)):
        W, X, y = _regression(solution, rng, n, d, c)
        W, X = W.float(), X.float()
        want = reference(W.double(), X.double(), y)
        _expect_fisher(solution(W, X, y), want, f"{_case(W, X)}, float32", torch.float32)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    regression = _regression(solution, rng, 6, 3, 3)
    F = expect_pure(solution, *regression, what=FISHER)
    _expect_fisher(F, reference(*regression), _case(*regression[:2]))


def memory(solution, reference, rng):
    """Use so many examples that one matrix for each would take 1.5 GiB."""
    W, X, y = _regression(solution, rng, 10_000, 20, 10)
    W, X = W.float() / 4, X.float()
    _expect_fisher(solution(W, X, y), reference(W, X, y), _case(W, X), torch.float32)


def _expect_fisher(F, want, case, dtype=torch.float64):
    expect_tensor(F, want.to(dtype), what=FISHER, case=case)
    expect_close(F, want, tolerance=tolerance_for(dtype, "recursion"), what=FISHER, case=case)


def _expectation(W, X):
    """Return F by its definition, one score at a time."""
    total = W.new_zeros(W.numel(), W.numel())
    for x, p in zip(X, torch.softmax(X @ W, 1), strict=True):
        for label, probability in enumerate(p):
            error = -p
            error[label] += 1
            score = torch.outer(x, error).reshape(-1)
            total += probability * torch.outer(score, score) / len(X)
    return total


def _regression(solution, rng, n, d, c):
    """Return weights, inputs and labels; no label is the likeliest one throughout."""
    W, X = rng.standard_normal((d, c)), rng.standard_normal((n, d))
    y = torch.as_tensor(rng.integers(0, c, n), device=solution.device)
    return _tensor(solution, W), _tensor(solution, X), y


def _case(W, X):
    return f"n = {X.shape[0]}, d = {W.shape[0]}, c = {W.shape[1]}"


def _name(dtype):
    return str(dtype).removeprefix("torch.")


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
