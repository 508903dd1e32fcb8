"""Checks of the spectral density: correctness, then purity, then cost.

The probes are handed in, so every value is unique.
"""

import math

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_tensor,
    wide,
)

DENSITY = "the density"
ROUNDED = Tolerance(1e-9, "float64: the basis is orthonormal up to roundings")
QUADRATURE = Tolerance(1e-6, "the grid is fine, and cuts off next to nothing")


def value(solution, reference, rng):
    """Take n steps; then the weights are the shares of the probe in the eigenvectors."""
    for n, m, sigma in ((5, 3, 0.3), (8, 2, 0.6), (1, 2, 0.5), (12, 1, 0.2)):
        H, probes = _matrix(rng, rng.uniform(-2, 4, n)), _signs(rng, m, n)
        grid = _grid(-4.0, 6.0, 37)
        rho = solution(_product(H), probes, n, grid, sigma)
        case = f"n = k = {n}, {m} probes, σ = {sigma}"
        _expect_density(rho, _measure(H, probes, grid, sigma), grid, case)


def few_steps(solution, reference, rng):
    """Take fewer steps than there are eigenvalues."""
    for n, m, k in ((30, 4, 5), (20, 3, 1), (40, 2, 12)):
        spectrum = np.append(rng.uniform(-1, 1, n - 2), [4.0, 9.0])
        H, probes, grid = _matrix(rng, spectrum), _signs(rng, m, n), _grid(-3.0, 11.0, 57)
        rho = solution(_product(H), probes, k, grid, 0.4)
        want = reference(_product(H), probes, k, grid, 0.4)
        _expect_density(rho, want, grid, f"n = {n}, k = {k}, {m} probes")


def length(solution, reference, rng):
    """Hand in probes of several lengths: each counts as much as any other."""
    for n, m in ((6, 3), (9, 2)):
        H, grid = _matrix(rng, rng.uniform(-1, 3, n)), _grid(-2.0, 4.0, 25)
        probes = torch.as_tensor(rng.standard_normal((m, n)) * rng.uniform(0.2, 5.0, (m, 1)))
        rho = solution(_product(H), probes, n, grid, 0.3)
        case = f"n = k = {n}, {m} probes of different length"
        _expect_density(rho, _measure(H, probes, grid, 0.3), grid, case)


def part(solution, reference, rng):
    """Give a grid that leaves most of the spectrum out."""
    for n, points in ((10, 11), (6, 1)):
        spectrum = np.append(rng.uniform(-1, 1, n - 2), [6.0, 8.0])
        H, probes = _matrix(rng, spectrum), _signs(rng, 2, n)
        grid = _grid(-0.5, 0.7, points)
        rho = solution(_product(H), probes, n, grid, 0.3)
        case = f"n = k = {n}, {points} points between −0.5 and 0.7"
        _expect_density(rho, _measure(H, probes, grid, 0.3), grid, case)


def mass(solution, reference, rng):
    """Integrate: the mass is 1, and the first two moments are those of the probes."""
    for n, m, k, sigma in ((60, 5, 8, 0.2), (25, 8, 4, 0.5)):
        spectrum = np.append(rng.uniform(-1, 1, n - 2), [6.0, 10.0])
        H, probes, grid = _matrix(rng, spectrum), _signs(rng, m, n), _grid(-6.0, 15.0, 2101)
        rho = solution(_product(H), probes, k, grid, sigma)
        case = f"n = {n}, k = {k}, {m} probes"
        expect_tensor(rho, grid, what=DENSITY, case=case)
        products = wide(probes @ H)
        means = (wide(probes) * products).sum(1).mean() / n, (products**2).sum(1).mean() / n
        moments = [np.trapezoid(wide(rho) * wide(grid) ** power, wide(grid)) for power in range(3)]
        wanted = 1.0, 1.0 + means[0], 1.0 + means[1]
        got = moments[0], 1.0 + moments[1], 1.0 + moments[2] - sigma**2
        for power, (theirs, ours) in enumerate(zip(got, wanted, strict=True)):
            what = ("the mass", "1 + the mean", "1 + the second moment less σ²")[power]
            expect_close(float(theirs), float(ours), tolerance=QUADRATURE, what=what, case=case)


def breakdown(solution, reference, rng):
    """Use matrices with one or two eigenvalues, where the vectors soon span all there is."""
    for spectrum in (np.full(5, 3.0), np.array([-1.0] * 3 + [2.0] * 3), np.zeros(4)):
        n = len(spectrum)
        H, probes, grid = _matrix(rng, spectrum), _signs(rng, 2, n), _grid(-2.0, 5.0, 29)
        rho = solution(_product(H), probes, n, grid, 0.4)
        case = f"n = k = {n}, {len(set(spectrum))} different eigenvalues"
        _expect_density(rho, _measure(H, probes, grid, 0.4), grid, case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    H, probes = _matrix(rng, rng.uniform(-2, 2, 6)), _signs(rng, 3, 6)
    grid = _grid(-3.0, 3.0, 13)
    rho = expect_pure(solution, _product(H), probes, 6, grid, 0.3, what=DENSITY)
    _expect_density(rho, _measure(H, probes, grid, 0.3), grid, "n = k = 6, 3 probes")


def calls(solution, reference, rng):
    """Count the products."""
    for n, m, k in ((30, 4, 6), (12, 2, 12)):
        H, probes = _matrix(rng, rng.uniform(-2, 2, n)), _signs(rng, m, n)
        grid = _grid(-3.0, 3.0, 13)
        rho = solution(_product(H), probes, k, grid, 0.3)
        case = f"n = {n}, k = {k}, {m} probes"
        _expect_density(rho, reference(_product(H), probes, k, grid, 0.3), grid, case)
        expect_oracle_calls(solution, "Hv", k * m, at_least=1, what="products", case=case)


def _expect_density(rho, want, grid, case):
    expect_tensor(rho, grid, what=DENSITY, case=case)
    expect_close(rho, want, tolerance=ROUNDED, what=DENSITY, case=case)


def _measure(H, probes, grid, sigma):
    """Return the density with the exact eigenvalues and the probes' shares in them."""
    values, vectors = np.linalg.eigh(wide(H))
    units = wide(probes) / np.linalg.norm(wide(probes), axis=1)[:, None]
    shares = ((units @ vectors) ** 2).mean(0)
    exponent = -(((wide(grid)[:, None] - values) / sigma) ** 2) / 2
    return np.exp(exponent) @ shares / (sigma * math.sqrt(2 * math.pi))


def _matrix(rng, spectrum):
    """Return a symmetric matrix with this spectrum in a random basis."""
    Q = np.linalg.qr(rng.standard_normal((len(spectrum), len(spectrum))))[0]
    H = (Q * spectrum) @ Q.T
    return torch.as_tensor((H + H.T) / 2)


def _product(H):
    def product(v):
        if not isinstance(v, torch.Tensor):
            raise TypeError("Hv takes a torch tensor.")
        if v.shape != H.shape[:1] or v.dtype != H.dtype:
            raise ValueError(f"Hv takes a float64 tensor of shape ({len(H)},).")
        return H @ v

    return product


def _signs(rng, m, n):
    return torch.as_tensor(rng.choice([-1.0, 1.0], size=(m, n)))


def _grid(low, high, points):
    return torch.linspace(low, high, points, dtype=torch.float64)
