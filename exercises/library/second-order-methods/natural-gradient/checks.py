"""Checks of the natural gradient: the solution, its invariance, then purity and products."""

import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_tensor,
    expect_tuple,
    tolerance_for,
)

STEP = "the natural gradient"
SOLVED = Tolerance(1e-8, "conjugate gradients end at rounding; the condition number is below 1e4")
CLOSED = tolerance_for("float64", "recursion")
SINGLE = Tolerance(3e-3, "float32: the condition number is about 30")


def value(solution, reference, rng):
    """Compare with a dense solve on several sizes."""
    for n, damping in ((3, 0.1), (1, 0.5), (8, 0.01), (20, 1.0)):
        F, g = _fisher(rng, n), _tensor(rng.standard_normal(n))
        got = solution(g, _product(F), damping, 3 * n)
        _expect_step(got, _solved(F, g, damping), f"n = {n}, damping = {damping}")


def gaussian(solution, reference, rng):
    """Give gradients in mean and standard deviation, at several widths."""
    for sigma in (0.1, 3.0, float(rng.uniform(0.3, 2.0))):
        mu, gmu, gsigma = (float(number) for number in rng.standard_normal(3))
        arguments, case = (mu, sigma, gmu, gsigma), f"sigma = {sigma:.3g}"
        _expect_pair(_gaussian(solution)(*arguments), _gaussian(reference)(*arguments), case)


def damping(solution, reference, rng):
    """Let F be a multiple of I, or zero; then the answer is a multiple of the gradient."""
    for c, lam in ((1.0, 3.0), (0.0, 0.5), (2.0, 0.0)):
        g = _tensor(rng.standard_normal(4))
        got = solution(g, _product(c * torch.eye(4).double()), lam, 8)
        _expect_step(got, g / (c + lam), f"F = {c:g}·I, damping = {lam:g}")


def refuses(solution, reference, rng):
    """Give a damping below zero, a gradient outside the range of F, and a width that is none."""
    F, g = torch.diag(_tensor([1.0, 2.0, 0.0])), torch.ones(3).double()
    for lam in (-0.5, float("nan")):
        outcome = solution.call(g, _product(F), lam, 6)
        expect_raises(outcome, ValueError, what="natural_step", case=f"damping = {lam}")
    for named, matrix in (("diag(1, 2, 0)", F), ("0", 0 * F)):
        outcome = solution.call(g, _product(matrix), 0.0, 6)
        case = f"F = {named}, g = (1, 1, 1), damping = 0"
        expect_raises(outcome, "LinAlgError", what="natural_step", case=case)
    for sigma in (0.0, -1.0, float("nan")):
        outcome = _gaussian(solution).call(0.3, sigma, 1.0, 1.0)
        expect_raises(outcome, ValueError, what="gaussian_natgrad", case=f"sigma = {sigma}")


def no_gradient(solution, reference, rng):
    """Give a zero gradient: there is nothing to solve."""
    for n in (1, 5):
        F, g = _fisher(rng, n), torch.zeros(n).double()
        _expect_step(solution(g, _product(F), 0.1, 5), g, f"n = {n}, g = 0")


def singular(solution, reference, rng):
    """Give an F of low rank and a gradient in its range, without damping."""
    for n, rank in ((5, 2), (9, 3)):
        columns = torch.linalg.qr(_tensor(rng.standard_normal((n, rank))))[0]
        eigenvalues = _tensor(rng.uniform(0.5, 3.0, rank))
        part = _tensor(rng.standard_normal(rank))
        F, g = (columns * eigenvalues) @ columns.mT, columns @ part
        got = solution(g, _product(F), 0.0, n)
        _expect_step(got, columns @ (part / eigenvalues), f"n = {n}, F of rank {rank}, damping = 0")


def invariance(solution, reference, rng):
    """Change the parameters by θ = Tz: the step in z, taken back to θ, is the same."""
    for n in (2, 6):
        F, g = _fisher(rng, n), _tensor(rng.standard_normal(n))
        T = torch.eye(n).double() + 0.3 * _tensor(rng.standard_normal((n, n))) / n
        got = T @ solution(T.mT @ g, _product(T.mT @ F @ T), 0.0, 4 * n)
        _expect_step(got, _solved(F, g, 0.0), f"n = {n}, parameters changed by θ = Tz")
    # In (μ, log σ) the Fisher matrix is diag(1/σ², 2), and the gradient gains a factor σ.
    sigma, gmu, gsigma = 0.7, 1.2, -0.8
    other = (sigma**2 * gmu, sigma * (sigma * gsigma) / 2)
    got = _gaussian(solution)(0.3, sigma, gmu, gsigma)
    _expect_pair(got, other, "the same step as in mean and log σ")


def truncated(solution, reference, rng):
    """Allow few iterations: conjugate gradients have one answer after each."""
    for n, iters in ((30, 5), (12, 1), (6, 0)):
        F, g = _fisher(rng, n), _tensor(rng.standard_normal(n))
        want = reference(g, _product(F), 1e-2, iters)
        _expect_step(solution(g, _product(F), 1e-2, iters), want, f"n = {n}, iters = {iters}")


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for n in (4, 10):
        F, g = _fisher(rng, n).float(), _tensor(rng.standard_normal(n)).float()
        got, case = solution(g, _product(F), 0.1, 2 * n), f"float32, n = {n}"
        expect_tensor(got, g, what=STEP, case=case)
        want = _solved(F.double(), g.double(), 0.1)
        expect_close(got, want, tolerance=SINGLE, what=STEP, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    F, g = _fisher(rng, 5), _tensor(rng.standard_normal(5))
    got = expect_pure(solution, g, _product(F), 0.1, 15, what=STEP, case="n = 5")
    _expect_step(got, _solved(F, g, 0.1), "n = 5")


def calls(solution, reference, rng):
    """Count products."""
    for n, iters in ((40, 6), (10, 4)):
        F, g = _fisher(rng, n), _tensor(rng.standard_normal(n))
        case = f"n = {n}, iters = {iters}"
        got = solution(g, _product(F), 0.1, iters)
        _expect_step(got, reference(g, _product(F), 0.1, iters), case)
        expect_oracle_calls(solution, "fvp", iters + 1, at_least=1, what="products", case=case)


def _gaussian(of):
    return of.function("gaussian_natgrad")


def _expect_step(got, want, case):
    expect_tensor(got, want, what=STEP, case=case)
    expect_close(got, want, tolerance=SOLVED, what=STEP, case=case)


def _expect_pair(got, want, case):
    pair = expect_tuple(got, ("dmu", "dsigma"), case=case)
    for number, right, what in zip(pair, want, ("dmu", "dsigma"), strict=True):
        expect_scalar(number, what=what, case=case)
        expect_close(number, float(right), tolerance=CLOSED, what=what, case=case)


def _solved(F, g, damping):
    return torch.linalg.solve(F + damping * torch.eye(len(g)).double(), g)


def _product(F):
    def fvp(v):
        if not isinstance(v, torch.Tensor) or v.shape != (len(F),) or v.dtype != F.dtype:
            raise ValueError(f"fvp takes a tensor of shape ({len(F)},) with the gradient's dtype")
        return F @ v

    return fvp


def _fisher(rng, n):
    """Return the mean outer product of 3n scores."""
    scores = _tensor(rng.standard_normal((3 * n, n)))
    return scores.mT @ scores / len(scores) + 0.05 * torch.eye(n).double()


def _tensor(numbers):
    return torch.as_tensor(numbers, dtype=torch.float64)
