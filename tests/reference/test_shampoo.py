"""Shampoo against SciPy's matrix powers, Adagrad and the polar factor."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import fractional_matrix_power, polar

from reference.shampoo import inverse_fourth_root, shampoo_step

seeds = st.integers(0, 2**32 - 1)


def normal(seed, *shape):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


def zeros(m, n):
    return torch.zeros(m, m).double(), torch.zeros(n, n).double()


@settings(deadline=None, max_examples=8)
@given(seeds, st.integers(1, 5), st.integers(1, 5))
def test_several_steps_follow_the_formula(seed, m, n):
    W, (L, R) = normal(seed, m, n), zeros(m, n)
    left, right, expected = 0.1 * np.eye(m), 0.1 * np.eye(n), W.numpy().copy()
    for step in range(3):
        G = normal(seed + step + 1, m, n)
        W, L, R = shampoo_step(W, G, L, R, lr=0.5, eps=0.1)
        left, right = left + G.numpy() @ G.numpy().T, right + G.numpy().T @ G.numpy()
        roots = [fractional_matrix_power(matrix, -0.25) for matrix in (left, right)]
        expected = expected - 0.5 * roots[0] @ G.numpy() @ roots[1]
    np.testing.assert_allclose(W.numpy(), expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(L.numpy() + 0.1 * np.eye(m), left, rtol=1e-12, atol=1e-12)


def test_a_vector_of_one_column_and_row_takes_adagrads_step():
    # For a 1 × 1 matrix both roots together are the inverse square root of the summed squares.
    W, L, R = torch.zeros(1, 1).double(), *zeros(1, 1)
    total = 0.0
    for g in (3.0, -4.0, 0.5):
        G = torch.tensor([[g]]).double()
        before = W
        W, L, R = shampoo_step(W, G, L, R, lr=1.0, eps=0.0)
        total += g**2
        assert float(before - W) == pytest.approx(g / np.sqrt(total), rel=1e-12)


@settings(deadline=None, max_examples=15)
@given(seeds, st.integers(1, 5))
def test_the_first_step_from_nothing_is_the_polar_factor(seed, n):
    G = normal(seed, n, n)
    W, _, _ = shampoo_step(torch.zeros(n, n).double(), G, *zeros(n, n), lr=1.0, eps=0.0)
    condition = np.linalg.cond(G.numpy())
    assert np.linalg.norm(-W.numpy() - polar(G.numpy())[0]) <= 1e-13 * condition**2


@settings(deadline=None, max_examples=15)
@given(seeds)
def test_rotating_the_gradient_rotates_the_step(seed):
    G, W = normal(seed, 4, 3), torch.zeros(4, 3).double()
    P, Q = torch.linalg.qr(normal(seed + 1, 4, 4))[0], torch.linalg.qr(normal(seed + 2, 3, 3))[0]
    plain = shampoo_step(W, G, *zeros(4, 3), 1.0, 0.1)[0]
    rotated = shampoo_step(W, P @ G @ Q, *zeros(4, 3), 1.0, 0.1)[0]
    torch.testing.assert_close(rotated, P @ plain @ Q, rtol=1e-10, atol=1e-11)


@settings(deadline=None, max_examples=15)
@given(seeds, st.integers(1, 6))
def test_the_root_is_the_inverse_fourth(seed, n):
    matrix = normal(seed, n, 2 * n)
    matrix = matrix @ matrix.mT + 0.1 * torch.eye(n).double()
    root = inverse_fourth_root(matrix, 0.0)
    back = torch.linalg.matrix_power(torch.linalg.inv(root), 4)
    assert float((back - matrix).norm()) <= 1e-8 * float(matrix.norm())


def test_a_rank_deficient_gradient_is_regularised():
    G = torch.outer(normal(1, 4), normal(2, 3))
    W, _, _ = shampoo_step(torch.zeros(4, 3).double(), G, *zeros(4, 3), 1.0, 1e-6)
    # In the gradient's own direction the length is near 1, as for a single number.
    assert float(W.norm()) == pytest.approx(1.0, abs=1e-3)
    with pytest.raises(torch.linalg.LinAlgError):
        shampoo_step(W, torch.zeros_like(G), *zeros(4, 3), 1.0, 0.0)


def test_eigenvalues_that_roundoff_made_negative_count_as_zero():
    root = inverse_fourth_root(torch.diag(torch.tensor([1.0, -5e-9]).double()), 1e-8)
    torch.testing.assert_close(root, torch.diag(torch.tensor([1.0, 100.0]).double()))


def test_dtype_and_inputs_are_kept():
    inputs = [normal(3, 3, 2).float(), normal(4, 3, 2).float(), *(t.float() for t in zeros(3, 2))]
    before = [tensor.clone() for tensor in inputs]
    outputs = shampoo_step(*inputs, 0.1, 1e-3)
    assert all(tensor.dtype == torch.float32 for tensor in outputs)
    assert all(torch.equal(old, new) for old, new in zip(before, inputs, strict=True))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_where_the_weights_are():
    inputs = [normal(5, 3, 2), normal(6, 3, 2), *zeros(3, 2)]
    step = shampoo_step(*(tensor.cuda() for tensor in inputs), 0.1, 1e-3)[0]
    torch.testing.assert_close(step.cpu(), shampoo_step(*inputs, 0.1, 1e-3)[0])
