"""The natural gradient against dense solves, and its invariance to the parameters' choice."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.distributions import Normal, kl_divergence

from reference.natural_gradient import gaussian_natgrad, natural_step

seeds = st.integers(0, 2**32 - 1)


class Counted:
    def __init__(self, F):
        self.F, self.calls = F, 0

    def __call__(self, v):
        self.calls += 1
        return self.F @ v


def information(seed, n, rank=None):
    scores = torch.from_numpy(np.random.default_rng(seed).standard_normal((rank or 2 * n, n)))
    return scores.mT @ scores / len(scores), scores


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 10), st.floats(1e-3, 10.0))
def test_it_solves_the_damped_system(seed, n, damping):
    F, scores = information(seed, n)
    operator = Counted(F)
    step = natural_step(scores[0], operator, damping, iters=3 * n)
    expected = torch.linalg.solve(F + damping * torch.eye(n).double(), scores[0])
    assert float((step - expected).norm()) <= 1e-8 * float(expected.norm())
    assert operator.calls <= 3 * n


def test_iterations_are_its_budget():
    F, scores = information(1, 30)
    operator = Counted(F)
    natural_step(scores[0], operator, 1e-3, iters=5)
    assert operator.calls == 5
    assert torch.equal(natural_step(scores[0], operator, 1e-3, 0), torch.zeros(30).double())


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(3, 10))
def test_a_singular_matrix_without_damping_gives_the_solution_of_least_norm(seed, n):
    F, scores = information(seed, n, rank=2)
    step = natural_step(scores[0], lambda v: F @ v, 0.0, iters=n)
    expected = torch.linalg.pinv(F, rtol=1e-10, hermitian=True) @ scores[0]
    condition = float(torch.linalg.eigvalsh(F)[-1] / torch.linalg.eigvalsh(F)[-2])
    assert float((step - expected).norm()) <= 1e-12 * condition * float(expected.norm())


def test_a_gradient_outside_the_range_is_refused():
    F = torch.diag(torch.tensor([1.0, 2.0, 0.0]).double())
    with pytest.raises(torch.linalg.LinAlgError, match="singular"):
        natural_step(torch.ones(3).double(), lambda v: F @ v, 0.0, iters=10)
    with pytest.raises(torch.linalg.LinAlgError, match="singular"):
        natural_step(torch.ones(3).double(), lambda v: 0 * v, 0.0, iters=10)


def test_damping_belongs_to_the_matrix_and_is_not_negative():
    step = natural_step(torch.ones(2).double(), lambda v: v, damping=3.0, iters=2)
    torch.testing.assert_close(step, torch.full((2,), 0.25).double())
    with pytest.raises(ValueError, match="non-negative"):
        natural_step(torch.ones(2), lambda v: v, -1.0, 2)


def test_no_gradient_takes_no_product():
    operator = Counted(torch.eye(3).double())
    assert not natural_step(torch.zeros(3).double(), operator, 0.0, 5).any()
    assert operator.calls == 0


def test_float32_is_kept():
    F, scores = (t.float() for t in information(2, 5))
    assert natural_step(scores[0], lambda v: F @ v, 0.1, 10).dtype == torch.float32


def kl_of_step(eta, mu, sigma, step):
    moved = Normal(mu + eta * step[0], sigma + eta * step[1])
    return float(kl_divergence(Normal(mu, sigma), moved))


def test_half_the_squared_length_is_the_divergence_to_third_order():
    mu, sigma = torch.tensor(0.3).double(), torch.tensor(0.7).double()
    step = np.array([0.4, -0.3])
    F = np.diag([1 / 0.49, 2 / 0.49])
    etas = np.array([1e-1, 1e-2, 1e-3])
    errors = [abs(kl_of_step(e, mu, sigma, step) - e**2 / 2 * step @ F @ step) for e in etas]
    assert np.polyfit(np.log(etas), np.log(errors), 1)[0] == pytest.approx(3, abs=0.1)


def test_the_gaussian_step_is_the_dense_solve_with_autograds_fisher():
    mu, log_free = 0.3, 0.7
    theta = torch.tensor([mu, log_free], dtype=torch.float64)
    centre = Normal(*theta)
    F = torch.autograd.functional.hessian(lambda t: kl_divergence(centre, Normal(*t)), theta)
    g = np.array([1.2, -0.4])
    got = gaussian_natgrad(mu, log_free, *g)
    np.testing.assert_allclose(got, np.linalg.solve(F.numpy(), g), rtol=1e-12)


def test_the_step_does_not_depend_on_the_parameters_to_first_order():
    mu, sigma, gmu, gsigma = 0.3, 0.7, 1.0, 0.5
    dmu, dsigma = gaussian_natgrad(mu, sigma, gmu, gsigma)
    # In (μ, log σ) the Fisher matrix is diag(1/σ², 2), and the gradient gains a factor σ.
    dlog = sigma * gsigma / 2
    etas = np.array([1e-1, 1e-2, 1e-3])
    distance = [abs((sigma + e * dsigma) - sigma * np.exp(e * dlog)) for e in etas]
    assert np.polyfit(np.log(etas), np.log(distance), 1)[0] == pytest.approx(2, abs=0.1)
    assert dmu == pytest.approx(sigma**2 * gmu)


@pytest.mark.parametrize("sigma", [0.0, -1.0, float("nan"), np.array([1.0, 0.0])])
def test_a_deviation_that_is_not_positive_is_refused(sigma):
    with pytest.raises(ValueError, match="positive"):
        gaussian_natgrad(0.0, sigma, 1.0, 1.0)
