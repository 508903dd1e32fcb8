"""Checks of the Hessian matrix: values, what is exact, then purity and what was asked of f."""

import numpy as np
import torch

from exercises.checking import (
    differentiable,
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_tensor,
    rule_broken,
    tolerance_for,
    wide,
)

HESSIAN = "the Hessian"


def value(solution, reference, rng):
    """Compare on Rosenbrock's function, and on two whose variables all mix."""
    for f, n, named in (
        (_mixed(rng, 4), 4, "log-sum-exp and a sine"),
        (_rosenbrock, 6, "Rosenbrock's function"),
        (lambda z: z[0] ** 4, 1, "x⁴"),
        (_mixed(rng, 2), 2, "log-sum-exp and a sine"),
    ):
        x = _point(rng, n)
        _expect_hessian(solution(differentiable(f), x), reference(f, x), f"{named}, n = {n}")


def linear(solution, reference, rng):
    """Give functions whose gradient is a constant: there is nothing to differentiate again."""
    for n in (3, 1):
        slope, x = _point(rng, n), _point(rng, n)
        case = f"a linear function, n = {n}"
        got = solution(differentiable(lambda z, slope=slope: slope @ z + 2.0), x)
        expect_tensor(got, torch.zeros(n, n, dtype=x.dtype), what=HESSIAN, case=case)
        if wide(got).any():
            largest = np.abs(wide(got)).max()
            rule_broken(case, f"{HESSIAN} has an entry {largest:.3g}", "it is exactly 0")


def partly_linear(solution, reference, rng):
    """Give functions that are curved in some variables only."""
    for f, named in (
        (lambda z: z[0] ** 3 + 2 * z[1] + z[2], "x₁³ + 2x₂ + x₃"),
        (lambda z: torch.sin(z[1]) * z[3], "sin(x₂)·x₄, which leaves x₁ and x₃ out"),
    ):
        x = _point(rng, 4)
        _expect_hessian(solution(differentiable(f), x), reference(f, x), f"{named}, n = 4")


def symmetric(solution, reference, rng):
    """Give a function whose hand-written gradient is wrong: its derivative is not symmetric.

    Whether a solution's rows or its columns are the products is free where H is symmetric, so
    either of the two is right here. What is neither has been made symmetric.
    """
    for n in (2, 4):
        slopes = torch.as_tensor(rng.standard_normal((n, n)))
        f, x, case = _wrongly_derived(slopes), _point(rng, n), f"a wrong gradient, n = {n}"
        got, want = solution(differentiable(f), x), reference(f, x)
        expect_tensor(got, want, what=HESSIAN, case=case)
        if np.abs(wide(got) - wide(want.T)).max() < np.abs(wide(got) - wide(want)).max():
            want = want.T
        _expect_hessian(got, want, case)


def scale(solution, reference, rng):
    """Multiply a function by something huge and by something tiny."""
    for factor in (1e60, 1e-20):
        f, x = _mixed(rng, 3), _point(rng, 3)
        got = solution(differentiable(lambda z, f=f, factor=factor: factor * f(z)), x)
        case = f"f multiplied by {factor:g}, n = 3"
        expect_tensor(got, torch.zeros(3, 3, dtype=x.dtype), what=HESSIAN, case=case)
        _expect_hessian(got / factor, reference(f, x), case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    f, x = _mixed(rng, 5), _point(rng, 5)
    got = expect_pure(solution, differentiable(f), x, what=HESSIAN, case="n = 5")
    _expect_hessian(got, reference(f, x), "n = 5")


def calls(solution, reference, rng):
    """Count what the judge was asked for: products with the Hessian, and values."""
    for n in (4, 9):
        f, x, case = _mixed(rng, n), _point(rng, n), f"n = {n}"
        _expect_hessian(solution(differentiable(f), x), reference(f, x), case)
        expect_oracle_calls(solution, "f.hvp", n, what="Hessian-vector products", case=case)
        expect_oracle_calls(solution, "f", n + 1, at_least=1, what="values", case=case)


def _expect_hessian(got, want, case):
    expect_tensor(got, want, what=HESSIAN, case=case)
    tolerance = tolerance_for(np.float64, "hvp", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=HESSIAN, case=case)


def _rosenbrock(z):
    return (100 * (z[1:] - z[:-1] ** 2) ** 2 + (1 - z[:-1]) ** 2).sum()


def _mixed(rng, n):
    """Return a function whose second derivatives are all different from zero."""
    A = torch.as_tensor(rng.standard_normal((n + 1, n)))
    c = torch.as_tensor(rng.uniform(0.5, 1.5, n))
    return lambda z: torch.logsumexp(A @ z, 0) + torch.sin(c @ z) * (1 + z @ z)


def _wrongly_derived(slopes):
    """Return a function whose gradient is said to be Cx for a C that is not symmetric."""

    class Wrong(torch.autograd.Function):
        @staticmethod
        def forward(z):
            return z @ slopes @ z / 2

        @staticmethod
        def setup_context(ctx, inputs, output):
            ctx.save_for_backward(*inputs)

        @staticmethod
        def backward(ctx, cotangent):
            (z,) = ctx.saved_tensors
            return cotangent * (slopes @ z)

    return Wrong.apply


def _point(rng, n):
    return torch.as_tensor(rng.uniform(-1.0, 1.0, n))
