"""The Fisher matrix of softmax regression against autograd's Hessian and its definition."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.fisher import empirical_fisher, fisher
from reference.ggn import ggn_vector_product

seeds = st.integers(0, 2**32 - 1)


def regression(seed, d=3, c=4, n=7):
    rng = np.random.default_rng(seed)
    W, X = rng.standard_normal((d, c)), rng.standard_normal((n, d))
    return torch.from_numpy(W), torch.from_numpy(X), torch.from_numpy(rng.integers(0, c, n))


def mean_loss(X, y, shape):
    return lambda w: torch.nn.functional.cross_entropy(X @ w.reshape(shape), y)


@settings(deadline=None, max_examples=15)
@given(seeds, st.integers(1, 4), st.integers(2, 4), st.integers(1, 6))
def test_it_is_the_hessian_of_the_mean_cross_entropy(seed, d, c, n):
    W, X, y = regression(seed, d, c, n)
    H = torch.autograd.functional.hessian(mean_loss(X, y, W.shape), W.reshape(-1))
    assert float((fisher(W, X, y) - H).norm()) <= 1e-12 * float(H.norm())


def test_it_is_the_generalised_gauss_newton_matrix():
    W, X, y = regression(1)
    G = torch.stack(
        [
            ggn_vector_product(
                lambda w: X @ w.reshape(W.shape),
                lambda z: torch.nn.functional.cross_entropy(z, y),
                W.reshape(-1),
                unit,
            )
            for unit in torch.eye(W.numel()).double()
        ]
    )
    torch.testing.assert_close(fisher(W, X), G, rtol=1e-12, atol=1e-15)


def test_it_is_the_expected_outer_product_of_the_scores():
    W, X, _ = regression(2)
    p = torch.softmax(X @ W, 1)
    expected = torch.zeros(12, 12).double()
    for x, probabilities in zip(X, p, strict=True):
        for label, probability in enumerate(probabilities):
            error = probabilities - torch.eye(4).double()[label]
            score = torch.outer(x, error).reshape(-1)
            expected += probability * torch.outer(score, score) / len(X)
    torch.testing.assert_close(fisher(W, X), expected, rtol=1e-12, atol=1e-15)


def test_labels_do_not_matter_to_the_bit():
    W, X, y = regression(3)
    assert torch.equal(fisher(W, X, y), fisher(W, X, (y + 1) % 4))
    assert torch.equal(fisher(W, X, y), fisher(W, X))


@settings(deadline=None, max_examples=15)
@given(seeds)
def test_it_is_positive_semidefinite_with_the_constant_in_its_null_space(seed):
    W, X, _ = regression(seed)
    F = fisher(W, X)
    assert float((F - F.mT).norm()) <= 1e-15 * float(F.norm())
    assert float(torch.linalg.eigvalsh(F)[0]) >= -50 * np.finfo(float).eps * float(F.norm())
    constant = torch.outer(W[:, 0], torch.ones(4).double()).reshape(-1)
    assert float((F @ constant).norm()) <= 1e-14 * float(F.norm() * constant.norm())


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_certain_prediction_has_no_information_and_large_scores_no_nan(dtype):
    W = torch.tensor([[1e3, 0.0, -1e3]], dtype=dtype)
    F = fisher(W, torch.ones(2, 1, dtype=dtype))
    assert F.dtype == dtype
    assert torch.equal(F, torch.zeros(3, 3, dtype=dtype))


def test_the_empirical_fisher_is_the_mean_outer_product_of_autograds_gradients():
    W, X, y = regression(4)
    w = W.reshape(-1)
    gradients = torch.stack(
        [
            torch.autograd.functional.jacobian(mean_loss(X[i : i + 1], y[i : i + 1], W.shape), w)
            for i in range(len(X))
        ]
    )
    expected = gradients.mT @ gradients / len(X)
    torch.testing.assert_close(empirical_fisher(W, X, y), expected, rtol=1e-12, atol=1e-15)


def test_the_empirical_fisher_is_another_matrix_that_follows_the_labels():
    W, X, y = regression(5)
    E, F = empirical_fisher(W, X, y), fisher(W, X)
    assert float((E - F).norm()) > 0.2 * float(F.norm())
    assert not torch.allclose(E, empirical_fisher(W, X, (y + 1) % 4))
    # Weighted by the model's predictions, the empirical matrices of all labels make up the Fisher.
    x, p = X[:1], torch.softmax(X[:1] @ W, 1)[0]
    weighted = sum(p[k] * empirical_fisher(W, x, torch.tensor([k])) for k in range(4))
    torch.testing.assert_close(weighted, fisher(W, x))


def test_weights_with_a_graph_give_a_matrix_without_one():
    W, X, y = regression(6)
    W.requires_grad_()
    for F in (fisher(W, X, y), empirical_fisher(W, X, y)):
        assert not F.requires_grad
    assert W.grad is None


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_where_the_weights_are():
    W, X, _ = regression(7)
    F = fisher(W.cuda(), X.cuda())
    assert F.device.type == "cuda"
    torch.testing.assert_close(F.cpu(), fisher(W, X))
