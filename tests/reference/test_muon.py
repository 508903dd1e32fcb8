"""Newton–Schulz by the polynomial it applies to singular values, Muon against torch's optimiser.

Singular values are not near 1 after five steps, and on ill-conditioned matrices not even near 0.7:
at a condition of 1e4 the smallest is about 0.04. Orthogonality is therefore not asserted.
"""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.utils._python_dispatch import TorchDispatchMode

from reference.muon import muon_step, newton_schulz5

seeds = st.integers(0, 2**32 - 1)
shapes = st.tuples(st.integers(1, 7), st.integers(1, 7))


def normal(seed, *shape):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


def spectral_map(G, steps):
    U, sigma, Vh = np.linalg.svd(G.numpy(), full_matrices=False)
    sigma = sigma / np.linalg.norm(sigma)
    for _ in range(steps):
        sigma = 3.4445 * sigma - 4.7750 * sigma**3 + 2.0315 * sigma**5
    return (U * sigma) @ Vh


@settings(deadline=None, max_examples=30)
@given(seeds, shapes, st.integers(0, 6))
def test_it_maps_singular_values_by_the_quintic_and_keeps_their_vectors(seed, shape, steps):
    G = normal(seed, *shape)
    difference = newton_schulz5(G, steps).numpy() - spectral_map(G, steps)
    assert np.linalg.norm(difference) <= 1e-10


@settings(deadline=None, max_examples=30)
@given(seeds, shapes, st.floats(1e-5, 1e5))
def test_scale_transposition_and_rotation_pass_through(seed, shape, c):
    G = normal(seed, *shape)
    orthogonal = torch.linalg.qr(normal(seed + 1, shape[0], shape[0]))[0]
    result = newton_schulz5(G)
    torch.testing.assert_close(newton_schulz5(c * G), result, rtol=1e-9, atol=1e-10)
    torch.testing.assert_close(newton_schulz5(G.mT), result.mT, rtol=1e-9, atol=1e-10)
    turned = newton_schulz5(orthogonal @ G)
    torch.testing.assert_close(turned, orthogonal @ result, rtol=1e-9, atol=1e-9)


def test_five_steps_bring_all_but_tiny_singular_values_into_the_known_band():
    sigma = np.concatenate([np.geomspace(0.003, 1.0, 20001), np.linspace(0.003, 1.0, 20001)])
    for _ in range(5):
        sigma = 3.4445 * sigma - 4.7750 * sigma**3 + 2.0315 * sigma**5
    assert sigma.min() >= 0.68
    assert sigma.max() <= 1.21
    U, _, Vh = torch.linalg.svd(normal(1, 6, 6))
    spectrum = torch.tensor([1.0, 0.5, 0.2, 0.05, 0.01, 0.004]).double()
    values = torch.linalg.svdvals(newton_schulz5((U * spectrum) @ Vh))
    assert float(values.min()) >= 0.68
    assert float(values.max()) <= 1.21


def test_an_ill_conditioned_matrix_is_not_orthogonalised():
    G = torch.diag(torch.logspace(0, -4, 8).double())
    assert float(torch.linalg.svdvals(newton_schulz5(G)).min()) < 0.1


@pytest.mark.parametrize("shape", [(3, 3), (4, 2), (2, 4), (0, 3)])
def test_zero_stays_zero(shape):
    assert torch.equal(newton_schulz5(torch.zeros(shape)), torch.zeros(shape))


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16])
def test_dtype_and_input_are_kept(dtype):
    G = normal(2, 5, 3).to(dtype)
    before = G.clone()
    result = newton_schulz5(G)
    assert result.dtype == dtype
    assert torch.equal(G, before)
    exact = newton_schulz5(before.double())
    assert float((result.double() - exact).norm()) <= 6e-2 * float(exact.norm())


class LargestStorage(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.elements = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        if isinstance(result, torch.Tensor):
            self.elements = max(self.elements, result.untyped_storage().nbytes() // 8)
        return result


@pytest.mark.parametrize("shape", [(400, 8), (8, 400)])
def test_the_gram_matrix_is_that_of_the_short_side(shape):
    G = normal(3, *shape)
    with LargestStorage() as largest:
        newton_schulz5(G)
    assert largest.elements <= 400 * 8


@pytest.mark.parametrize("shape", [(5,), (2, 2, 2)])
def test_only_matrices_are_taken(shape):
    tensor = torch.ones(shape)
    with pytest.raises(ValueError, match="matri"):
        newton_schulz5(tensor)
    with pytest.raises(ValueError, match="matri"):
        muon_step(tensor, tensor, tensor, 0.1)


@pytest.mark.parametrize("shape", [(6, 4), (4, 6), (5, 5)])
@pytest.mark.parametrize("nesterov", [True, False])
def test_its_displacement_is_that_of_torchs_optimiser(shape, nesterov):
    # torch orthogonalises in bfloat16, so only 3e-2 can agree; its weight decay is 0.1 by default.
    weights = torch.nn.Parameter(normal(4, *shape).float())
    optimiser = torch.optim.Muon([weights], lr=0.02, weight_decay=0.1, nesterov=nesterov)
    W, buf = weights.detach().double(), torch.zeros(shape).double()
    for seed in range(3):
        G = normal(10 + seed, *shape).float()
        before = weights.detach().clone().double()
        weights.grad = G.clone()
        optimiser.step()
        W, buf = muon_step(before, G.double(), buf, 0.02, wd=0.1, nesterov=nesterov)
        moved, expected = W - before, weights.detach().double() - before
        assert float((moved - expected).norm()) <= 3e-2 * float(expected.norm())
    torch.testing.assert_close(
        optimiser.state[weights]["momentum_buffer"].double(), buf, rtol=1e-5, atol=1e-6
    )


@settings(deadline=None, max_examples=15)
@given(seeds, shapes)
def test_the_step_is_bounded_in_the_spectral_norm(seed, shape):
    W, G = torch.zeros(shape).double(), normal(seed, *shape)
    moved, _ = muon_step(W, G, W, lr=0.1)
    bound = 1.21 * 0.1 * np.sqrt(max(1, shape[0] / shape[1]))
    assert np.linalg.norm(moved.numpy(), 2) <= bound


def test_momentum_is_an_average_and_decay_takes_the_plain_rate():
    W, G = normal(5, 6, 3), normal(6, 6, 3)
    moved, buf = muon_step(W, G, torch.zeros_like(G), lr=0.1, wd=0.5)
    torch.testing.assert_close(buf, 0.05 * G)
    update = newton_schulz5(G)
    torch.testing.assert_close(moved, 0.95 * W - 0.1 * np.sqrt(2) * update)
    plain, _ = muon_step(W, G, buf, lr=0.1, nesterov=False)
    torch.testing.assert_close(plain, W - 0.1 * np.sqrt(2) * update)


def test_the_step_leaves_its_inputs_alone():
    inputs = [normal(7, 3, 2), normal(8, 3, 2), normal(9, 3, 2)]
    before = [tensor.clone() for tensor in inputs]
    muon_step(*inputs, 0.1)
    assert all(torch.equal(old, new) for old, new in zip(before, inputs, strict=True))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_where_the_matrix_is():
    G = normal(10, 5, 3)
    torch.testing.assert_close(newton_schulz5(G.cuda()).cpu(), newton_schulz5(G))
