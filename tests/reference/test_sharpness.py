"""Sharpness against dense eigenvalues and the torch Lanczos, SAM against its definition."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.lanczos import lanczos_extremal
from reference.sharpness import lambda_max, sam_step

seeds = st.integers(0, 2**32 - 1)


def symmetric(seed, n, eigenvalues=None):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    eigenvalues = rng.standard_normal(n) if eigenvalues is None else np.asarray(eigenvalues)
    return (Q * eigenvalues) @ Q.T, eigenvalues


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 20))
def test_n_steps_find_the_largest_eigenvalue(seed, n):
    H, eigenvalues = symmetric(seed, n)
    got = lambda_max(lambda v: H @ v, n, n, seed=seed)
    assert abs(got - eigenvalues.max()) <= 1e-12 * np.abs(eigenvalues).max()


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 20))
def test_fewer_steps_give_the_extreme_ritz_value_from_below(seed, k):
    H, eigenvalues = symmetric(seed, 20)
    calls = []

    def product(v):
        calls.append(v)
        return H @ v

    got = lambda_max(product, 20, k, seed=seed)
    assert got <= eigenvalues.max() + 1e-12
    assert len(calls) == k
    grams = np.array(calls) @ np.array(calls).T
    np.testing.assert_allclose(grams, np.eye(k), atol=1e-12)


def test_it_agrees_with_the_torch_lanczos_once_both_have_converged():
    H, _ = symmetric(3, 200, np.concatenate([[9.0, -20.0], np.linspace(0, 3, 198)]))
    tensor = torch.from_numpy(H)
    _, theirs = lanczos_extremal(lambda v: tensor @ v, 200, 25, seed=1)
    assert lambda_max(lambda v: H @ v, 200, 25) == pytest.approx(theirs, rel=1e-10)
    assert theirs == pytest.approx(9.0, rel=1e-8)


def test_repeated_eigenvalues_end_it_early():
    for H, largest in ((np.zeros((4, 4)), 0.0), (3 * np.eye(4), 3.0), (-np.eye(4), -1.0)):
        assert lambda_max(lambda v, H=H: H @ v, 4, 4) == pytest.approx(largest, abs=1e-15)


@pytest.mark.parametrize("k", [0, 4])
def test_a_number_of_steps_out_of_range_is_refused(k):
    with pytest.raises(ValueError, match="k must be"):
        lambda_max(lambda v: v, 3, k)


def test_sam_takes_the_gradient_uphill_and_the_step_from_the_weights():
    H, _ = symmetric(5, 4, [1.0, 2.0, 3.0, 4.0])
    w = np.random.default_rng(5).standard_normal(4)
    points = []

    def grad(z):
        points.append(z.copy())
        return H @ z

    before = w.copy()
    got = sam_step(w, grad, lr=0.1, rho=0.7)
    g = H @ w
    assert np.linalg.norm(points[1] - w) == pytest.approx(0.7)
    np.testing.assert_allclose(got, w - 0.1 * H @ (w + 0.7 * g / np.linalg.norm(g)), rtol=1e-13)
    np.testing.assert_array_equal(w, before)
    assert len(points) == 2


def test_sam_without_radius_is_gradient_descent_and_rests_where_there_is_no_gradient():
    w = np.array([1.0, -2.0])
    np.testing.assert_array_equal(sam_step(w, lambda z: 3 * z, 0.1, 0.0), w - 0.1 * (3 * w))
    rested = sam_step(w, lambda z: 0 * z, 0.1, 0.5)
    np.testing.assert_array_equal(rested, w)
    assert not np.shares_memory(rested, w)
    with pytest.raises(ValueError, match="rho"):
        sam_step(w, lambda z: z, 0.1, -1.0)
