"""Directions of negative curvature against dense eigenvalues, and none where there is none."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

from reference.negative_curvature import negative_curvature


def symmetric(seed, spectrum):
    n = len(spectrum)
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]
    H = (Q * np.asarray(spectrum)) @ Q.T
    return torch.from_numpy((H + H.T) / 2)


def gradient(seed, n):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(n))


@pytest.mark.parametrize("seed", range(5))
def test_it_finds_an_isolated_negative_eigenvalue_in_few_products(seed):
    spectrum = np.append(np.random.default_rng(seed).uniform(0.5, 3.0, 49), -2.0)
    H, g, calls = symmetric(seed, spectrum), gradient(seed, 50), []
    v, curvature = negative_curvature(lambda v: calls.append(0) or H @ v, 50, 15, g, seed)
    assert len(calls) == 15
    assert curvature <= 0.9 * -2.0
    assert float(v @ H @ v) == pytest.approx(curvature, rel=1e-9)
    assert float(v.norm()) == pytest.approx(1.0, rel=1e-12)
    assert float(g @ v) <= 0


def test_the_sign_follows_the_gradient():
    H, g = symmetric(1, [-1.0, 2.0, 3.0, 30.0]), gradient(1, 4)
    (v, _), (w, _) = (negative_curvature(lambda v: H @ v, 4, 4, each, 0) for each in (g, -g))
    assert torch.equal(v, -w)


def test_none_is_found_where_there_is_none():
    # Singular matrices have eigenvalues that rounding makes negative.
    for seed in range(50):
        root = np.random.default_rng(seed).standard_normal((8, 1 + seed % 10))
        H = torch.from_numpy(root @ root.T) * 10.0 ** (seed % 7 - 3)
        assert negative_curvature(lambda v, H=H: H @ v, 8, 8, gradient(seed, 8), seed) is None
    assert negative_curvature(lambda v: 0 * v, 3, 3, gradient(0, 3), 0) is None


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_what_is_negligible_is_relative(scale):
    H = scale * symmetric(2, [-0.5, 1.0, 4.0])
    _, curvature = negative_curvature(lambda v: H @ v, 3, 3, gradient(2, 3), 0)
    assert curvature == pytest.approx(-0.5 * scale, rel=1e-9)


def test_a_multiple_of_the_identity_ends_early_and_well():
    v, curvature = negative_curvature(lambda v: -2 * v, 5, 5, gradient(3, 5), 0)
    assert curvature == pytest.approx(-2.0)
    assert float(v.norm()) == pytest.approx(1.0)
