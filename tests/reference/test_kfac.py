"""The K-FAC step against the full Kronecker system and against autograd's Fisher block."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.kfac import kfac_step

seeds = st.integers(0, 2**32 - 1)


def layer(seed, o, i, examples=None):
    rng = np.random.default_rng(seed)
    inputs = torch.from_numpy(rng.standard_normal((examples or 2 * i, i)))
    outputs = torch.from_numpy(rng.standard_normal((examples or 2 * o, o)))
    G = torch.from_numpy(rng.standard_normal((o, i)))
    return G, inputs.T @ inputs / len(inputs), outputs.T @ outputs / len(outputs)


@settings(deadline=None)
@given(seeds, st.integers(1, 5), st.integers(1, 5), st.floats(0.01, 10.0))
def test_it_solves_the_kronecker_system(seed, o, i, lam):
    G, A, B = layer(seed, o, i)
    system = np.kron(B.numpy() + lam * np.eye(o), A.numpy() + lam * np.eye(i))
    expected = np.linalg.solve(system, G.numpy().ravel()).reshape(o, i)
    np.testing.assert_allclose(kfac_step(G, A, B, lam).numpy(), expected, rtol=1e-7, atol=1e-9)


@settings(deadline=None)
@given(seeds, st.integers(1, 6), st.integers(1, 6))
def test_multiplying_back_returns_the_gradient(seed, o, i):
    G, A, B = layer(seed, o, i)
    step = kfac_step(G, A, B, 0.1)
    back = (B + 0.1 * torch.eye(o).double()) @ step @ (A + 0.1 * torch.eye(i).double())
    assert torch.linalg.norm(back - G) <= 1e-11 * torch.linalg.norm(G)
    assert (step * G).sum() > 0


def test_for_one_example_it_is_the_damped_inverse_of_the_fisher_block():
    rng = np.random.default_rng(1)
    a, b = torch.from_numpy(rng.standard_normal(3)), torch.from_numpy(rng.standard_normal(2))
    W = torch.zeros(2, 3, dtype=torch.float64, requires_grad=True)
    (b @ (W @ a)).backward()
    score = W.grad.reshape(-1)
    fisher = torch.outer(score, score)
    A, B = torch.outer(a, a), torch.outer(b, b)
    torch.testing.assert_close(torch.kron(B, A), fisher)
    G, lam = torch.from_numpy(rng.standard_normal((2, 3))), 0.5
    damped = fisher + lam * torch.kron(B, torch.eye(3)) + lam * torch.kron(torch.eye(2), A)
    expected = torch.linalg.solve(damped + lam**2 * torch.eye(6), G.reshape(-1))
    torch.testing.assert_close(kfac_step(G, A, B, lam).reshape(-1), expected)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_dtype_and_inputs_are_kept(dtype):
    inputs = [matrix.to(dtype) for matrix in layer(2, 3, 4, examples=1)]
    before = [matrix.clone() for matrix in inputs]
    step = kfac_step(*inputs, 0.1)
    assert step.dtype == dtype
    assert step.shape == (3, 4)
    assert all(torch.equal(old, new) for old, new in zip(before, inputs, strict=True))


def test_singular_factors_without_damping_are_refused():
    G = torch.ones(2, 2, dtype=torch.float64)
    with pytest.raises(torch.linalg.LinAlgError):
        kfac_step(G, torch.zeros_like(G), torch.eye(2, dtype=torch.float64), 0.0)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_where_the_gradient_is():
    inputs = layer(3, 3, 4)
    step = kfac_step(*(matrix.cuda() for matrix in inputs), 0.1)
    assert step.device.type == "cuda"
    torch.testing.assert_close(step.cpu(), kfac_step(*inputs, 0.1))
