"""Gauss–Newton products against the dense matrix JᵀHJ."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.ggn import ggn_vector_product
from reference.hessian import hvp

seeds = st.integers(0, 2**32 - 1)
INPUTS = torch.linspace(-1, 1, 6).double()[:, None]


def network(w):
    return torch.tanh(INPUTS * w[:4] + w[4:8]) @ w[8:16].reshape(4, 2)


def loss(z):
    return torch.nn.functional.cross_entropy(z, torch.tensor([0, 1, 1, 0, 1, 0]))


@settings(deadline=None, max_examples=15)
@given(seeds)
def test_it_is_the_product_with_the_dense_matrix(seed):
    w, v = torch.from_numpy(np.random.default_rng(seed).standard_normal((2, 16)))
    J = torch.autograd.functional.jacobian(network, w).reshape(12, 16)
    H = torch.autograd.functional.hessian(loss, network(w)).reshape(12, 12)
    expected = J.mT @ H @ J @ v
    product = ggn_vector_product(network, loss, w, v)
    torch.testing.assert_close(product, expected, rtol=1e-11, atol=1e-14)
    assert float(v @ product) >= 0


def test_linear_outputs_leave_the_whole_hessian():
    A = torch.from_numpy(np.random.default_rng(1).standard_normal((12, 5)))
    w, v = torch.from_numpy(np.random.default_rng(2).standard_normal((2, 5)))

    def outputs(w):
        return (A @ w).reshape(6, 2)

    product = ggn_vector_product(outputs, loss, w, v)
    torch.testing.assert_close(product, hvp(lambda w: loss(outputs(w)), w, v))


def test_curvature_of_the_outputs_is_left_out():
    w, v = torch.tensor([0.5]).double(), torch.ones(1).double()
    assert float(ggn_vector_product(lambda w: w**3, lambda z: z.sum(), w, v)) == 0.0
    assert float(hvp(lambda w: (w**3).sum(), w, v)) == 3.0


def test_outputs_that_do_not_depend_on_the_point_have_no_curvature():
    v = torch.ones(2).double()
    product = ggn_vector_product(lambda _: torch.ones(3), lambda z: (z**2).sum(), v, v)
    assert torch.equal(product, torch.zeros(2).double())


def test_no_graph_is_left():
    w = torch.ones(16, dtype=torch.float64, requires_grad=True)
    with torch.no_grad():
        product = ggn_vector_product(network, loss, w, torch.ones(16).double())
    assert not product.requires_grad
    assert w.grad is None
