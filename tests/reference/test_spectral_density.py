"""Stochastic Lanczos quadrature against the exact density and its moments."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

from reference.spectral_density import slq_density


def symmetric(seed, spectrum):
    n = len(spectrum)
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]
    H = (Q * np.asarray(spectrum)) @ Q.T
    return torch.from_numpy((H + H.T) / 2)


def signs(seed, m, n):
    return torch.from_numpy(np.random.default_rng(seed).choice([-1.0, 1.0], (m, n)))


def gaussian(grid, nodes, sigma):
    exponent = -(((grid[:, None] - nodes) / sigma) ** 2) / 2
    return np.exp(exponent) / (sigma * np.sqrt(2 * np.pi))


def test_with_all_steps_it_is_the_probes_own_spectral_measure():
    spectrum = np.array([-2.0, -0.5, 0.1, 1.0, 4.0])
    H, probes, grid = symmetric(1, spectrum), signs(1, 3, 5), np.linspace(-4, 6, 41)
    values, vectors = np.linalg.eigh(H.numpy())
    weights = (probes.numpy() @ vectors) ** 2 / 5
    expected = (gaussian(grid, values, 0.3) @ weights.T).mean(1)
    got = slq_density(lambda v: H @ v, probes, 5, torch.from_numpy(grid), 0.3)
    np.testing.assert_allclose(got, expected, atol=1e-12)


def test_all_probes_of_a_basis_give_the_density_of_the_eigenvalues():
    spectrum = np.sort(np.random.default_rng(2).standard_normal(12))
    H, grid = symmetric(2, spectrum), np.linspace(-5, 5, 101)
    got = slq_density(lambda v: H @ v, torch.eye(12).double(), 12, torch.from_numpy(grid), 0.4)
    np.testing.assert_allclose(got, gaussian(grid, spectrum, 0.4).mean(1), atol=1e-11)


def test_mass_and_moments_of_a_spiked_spectrum():
    spectrum = np.append(np.random.default_rng(3).uniform(-1, 1, 198), [20.0, 35.0])
    H, probes, calls = symmetric(3, spectrum), signs(3, 20, 200), []
    grid = np.linspace(-5, 40, 4001)
    product = lambda v: calls.append(0) or H @ v  # noqa: E731
    rho = slq_density(product, probes, 10, torch.from_numpy(grid), 0.2).numpy()
    assert len(calls) == 200
    assert np.trapezoid(rho, grid) == pytest.approx(1.0, abs=1e-3)
    samples = (probes * (probes @ H)).sum(1).numpy() / 200
    first = np.trapezoid(rho * grid, grid)
    assert first == pytest.approx(samples.mean(), rel=1e-6)
    error = samples.std(ddof=1) / np.sqrt(20)
    assert abs(first - spectrum.mean()) <= 4 * error
    squares = (H @ probes.mT).square().sum(0).numpy() / 200
    second = np.trapezoid(rho * grid**2, grid) - 0.2**2
    assert second == pytest.approx(squares.mean(), rel=1e-6)
    assert abs(second - (spectrum**2).mean()) <= 4 * squares.std(ddof=1) / np.sqrt(20)


def test_the_length_of_a_probe_and_the_extent_of_the_grid_do_not_matter():
    H, probes = symmetric(4, np.arange(6.0)), signs(4, 2, 6)
    grid = torch.linspace(-1, 7, 9).double()
    whole = slq_density(lambda v: H @ v, probes, 3, grid, 0.5)
    torch.testing.assert_close(slq_density(lambda v: H @ v, 7 * probes, 3, grid, 0.5), whole)
    torch.testing.assert_close(slq_density(lambda v: H @ v, probes, 3, grid[3:5], 0.5), whole[3:5])


def test_one_eigenvalue_is_one_gaussian():
    grid = np.linspace(1, 5, 9)
    rho = slq_density(lambda v: 3 * v, signs(5, 2, 6), 4, torch.from_numpy(grid), 0.7)
    np.testing.assert_allclose(rho, gaussian(grid, np.array([3.0]), 0.7)[:, 0], atol=1e-12)


def test_a_width_of_zero_is_refused():
    with pytest.raises(ValueError, match="positive"):
        slq_density(lambda v: v, signs(6, 1, 3), 2, torch.zeros(1).double(), 0.0)
