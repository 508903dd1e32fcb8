"""The numbers and the claims of section 5.5 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import itertools
import math
import runpy

import numpy as np
import pytest
import torch

from reference.hutchinson import hutchinson
from reference.lanczos import lanczos
from tests.courses.content.printed import CONTENT, Section

FIGURES = CONTENT / "second-order-methods" / "part-3" / "figures"


def test_the_numbers_of_curvature_diagnostics() -> None:
    section = Section("so-5.5")
    values = torch.tensor([-1.0, 1.0, 4.0], dtype=torch.float64)
    start = torch.ones(3, dtype=torch.float64)
    alpha, beta, _ = lanczos(lambda v: values * v, start, 2)
    T = torch.diag(alpha) + torch.diag(beta, 1) + torch.diag(beta, -1)
    low, high = torch.linalg.eigvalsh(T).tolist()
    left = 3 * (values - alpha[0])
    assert left.tolist() == pytest.approx([-7, -1, 8])
    square = round(float(left @ left))
    terms = [round(float(value * part**2)) for value, part in zip(values, left, strict=True)]
    assert alpha[0] == pytest.approx(4 / 3)
    assert alpha[1] == pytest.approx(sum(terms) / square)
    assert beta[0] == pytest.approx(math.sqrt(square / 27))
    assert values[0] <= low <= high <= values[2]
    section.prints(
        rf"$\beta_1=\sqrt{{{square}/27}}\approx{beta[0]:.4f}$",
        rf"$\alpha_2=({terms[0]}{terms[1]:+d}{terms[2]:+d})/{square}\approx{alpha[1]:.4f}$",
        rf"knows only ${alpha[0]:.4f}$",
        rf"the Ritz values ${low:.4f}$ and ${high:.4f}$",
    )
    probes(section)
    section.prints(
        r"$\theta_1=0.02$ after ten products",
        rf"$9\cdot16={9 * 16}$",
        r"$40\pm3$ (standard error, 16 probes)",
        "20 Lanczos products and 10 probes",
    )
    section.prints_nothing_else()


def probes(section: Section) -> None:
    H = np.array([[2.0, 1.0], [1.0, 3.0]])
    samples = [float(np.array(z) @ H @ np.array(z)) for z in itertools.product((1, -1), repeat=2)]
    assert np.mean(samples) == np.trace(H)
    assert np.var(samples) == 2 * (H[0, 1] ** 2 + H[1, 0] ** 2)
    section.prints(
        rf"gives ${max(samples):.0f}$ or ${min(samples):.0f}$: "
        rf"mean ${np.mean(samples):.0f}$, variance ${np.var(samples):.0f}=2(1+1)$"
    )


def test_a_residual_is_found_without_another_product_and_bounds_the_error() -> None:
    values = torch.linspace(-3, 10, 30, dtype=torch.float64)
    generator = torch.Generator().manual_seed(0)
    start = torch.randn(30, generator=generator, dtype=torch.float64)
    k = 8
    alpha, beta, Q = lanczos(lambda v: values * v, start, k + 1)
    T = torch.diag(alpha[:k]) + torch.diag(beta[: k - 1], 1) + torch.diag(beta[: k - 1], -1)
    thetas, U = torch.linalg.eigh(T)
    for theta, u in zip(thetas, U.T, strict=True):
        v = Q[:, :k] @ u
        residual = torch.linalg.norm(values * v - theta * v)
        assert residual == pytest.approx(float(beta[k - 1] * u[-1].abs()))
        assert (values - theta).abs().min() <= residual + 1e-12
    assert values[0] <= thetas[0]
    assert thetas[-1] <= values[-1]


def test_the_preconditioned_curvature_decides_on_convergence() -> None:
    H, C = np.array([[2.0, 1.0], [1.0, 3.0]]), np.diag([5.0, 0.5])
    root = np.diag(1 / np.sqrt(np.diag(C)))
    largest = np.linalg.eigvalsh(root @ H @ root)[-1]
    for eta, converges in ((1.99 / largest, True), (2.01 / largest, False)):
        iteration = np.eye(2) - eta * np.linalg.solve(C, H)
        assert bool(np.abs(np.linalg.eigvals(iteration)).max() < 1) == converges


def test_a_minibatch_overstates_sharpness_on_average() -> None:
    rows = np.random.default_rng(0).standard_normal((64, 5))
    batches = [batch.T @ batch / 8 for batch in rows.reshape(8, 8, 5)]
    largest = [np.linalg.eigvalsh(H)[-1] for H in batches]
    assert np.mean(largest) > np.linalg.eigvalsh(np.mean(batches, axis=0))[-1]
    assert np.mean([np.trace(H) for H in batches]) == pytest.approx(np.sum(rows**2) / 64)


def test_the_trace_of_logistic_regression_is_a_weighted_sum_of_squared_rows() -> None:
    generator = torch.Generator().manual_seed(0)
    A = torch.randn(30, 6, generator=generator, dtype=torch.float64)
    w = torch.randn(6, generator=generator, dtype=torch.float64)
    weights = (A @ w).sigmoid() * (1 - (A @ w).sigmoid())
    exact = float((weights * A.square().sum(1)).sum() / 30)
    mean, error = hutchinson(lambda v: A.T @ (weights * (A @ v)) / 30, 6, 400, seed=0)
    assert abs(mean - exact) < 4 * error


def test_the_figure_shows_what_its_description_says() -> None:
    figure = runpy.run_path(str(FIGURES / "5.5-estimates.py"))
    smallest, largest = figure["ends"]().T
    assert np.all(np.diff(largest) >= -1e-9)
    assert np.all(np.diff(smallest) <= 1e-9)
    assert largest[9] == pytest.approx(figure["LARGEST"], rel=1e-3)
    assert smallest[9] == pytest.approx(figure["SMALLEST"], rel=1e-3)
    means, errors = figure["traces"]().T
    assert np.all(np.abs(means - float(torch.trace(figure["matrix"]()))) < 3 * errors)
    assert errors[-1] < errors[0] / 3
