"""Lanczos against dense eigenvalues, with every product counted."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.linalg import LinearOperator, eigsh

from reference.lanczos import lanczos, lanczos_extremal

seeds = st.integers(0, 2**32 - 1)


class Counted:
    def __init__(self, H):
        self.H, self.calls = H, 0

    def __call__(self, v):
        self.calls += 1
        return self.H @ v


def symmetric(seed, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]
    H = (Q * np.asarray(eigenvalues)) @ Q.T
    return torch.from_numpy((H + H.T) / 2)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 12), st.data())
def test_the_values_lie_inside_the_spectrum_and_n_steps_find_its_ends(seed, n, data):
    spectrum = np.sort(np.random.default_rng(seed).standard_normal(n))
    operator = Counted(symmetric(seed, spectrum))
    k = data.draw(st.integers(1, n))
    smallest, largest = lanczos_extremal(operator, n, k, seed=seed)
    assert operator.calls == k
    slack = 1e-13 * np.abs(spectrum).max()
    assert spectrum[0] - slack <= smallest <= largest <= spectrum[-1] + slack
    ends = lanczos_extremal(operator, n, n, seed=seed)
    np.testing.assert_allclose(ends, spectrum[[0, -1]], atol=1e-10)


def test_separated_ends_converge_in_few_steps_and_keep_their_signs():
    spectrum = np.concatenate([[-7.0], np.linspace(-1, 1, 198), [5.0]])
    H = symmetric(1, spectrum)
    smallest, largest = lanczos_extremal(lambda v: H @ v, 200, 25, seed=0)
    assert smallest == pytest.approx(-7.0, rel=1e-6)
    assert largest == pytest.approx(5.0, rel=1e-6)
    operator = LinearOperator((200, 200), matvec=lambda v: H.numpy() @ v, dtype=float)
    assert smallest == pytest.approx(eigsh(operator, 1, which="SA", rng=0)[0][0], rel=1e-6)


def test_converged_eigenvalues_have_no_ghosts():
    # Without reorthogonalisation the isolated eigenvalue shows several times after 60 steps.
    H = symmetric(2, np.concatenate([[100.0], np.linspace(0, 1, 79)]))
    start = torch.from_numpy(np.random.default_rng(3).standard_normal(80))
    alpha, beta, Q = lanczos(lambda v: H @ v, start, 60)
    T = torch.diag(alpha) + torch.diag(beta, 1) + torch.diag(beta, -1)
    assert int((torch.linalg.eigvalsh(T) > 50).sum()) == 1
    torch.testing.assert_close(Q.mT @ Q, torch.eye(60).double(), rtol=0, atol=1e-13)
    torch.testing.assert_close(Q.mT @ H @ Q, T, rtol=0, atol=1e-11)


@pytest.mark.parametrize("spectrum", [[2.0] * 6, [1.0, 1.0, 1.0, 1.0, 4.0, 4.0], [0.0] * 6])
def test_an_invariant_subspace_does_not_end_the_run(spectrum):
    operator = Counted(symmetric(4, spectrum))
    start = torch.ones(6).double()
    alpha, beta, Q = lanczos(operator, start, 6)
    assert operator.calls == 6
    assert (beta < 1e-12).any()
    torch.testing.assert_close(Q.mT @ Q, torch.eye(6).double(), rtol=0, atol=1e-13)
    T = torch.diag(alpha) + torch.diag(beta, 1) + torch.diag(beta, -1)
    np.testing.assert_allclose(torch.linalg.eigvalsh(T).numpy(), spectrum, atol=1e-12)


def test_the_same_seed_repeats_to_the_bit():
    H = symmetric(5, np.arange(20.0))
    first, again, other = (lanczos_extremal(lambda v: H @ v, 20, 4, seed) for seed in (7, 7, 8))
    assert first == again != other


def test_float32_stays_float32():
    alpha, beta, Q = lanczos(lambda v: 2 * v, torch.ones(5), 2)
    assert {alpha.dtype, beta.dtype, Q.dtype} == {torch.float32}


@pytest.mark.parametrize("k", [0, 4, -1])
def test_a_number_of_steps_beyond_the_order_is_refused(k):
    with pytest.raises(ValueError, match="between 1 and 3"):
        lanczos_extremal(lambda v: v, 3, k, seed=0)
    with pytest.raises(ValueError, match="zero"):
        lanczos(lambda v: v, torch.zeros(3), 1)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_on_the_device_it_is_told():
    H = symmetric(6, np.arange(20.0)).cuda()
    got = lanczos_extremal(lambda v: H @ v, 20, 20, seed=0, device="cuda")
    np.testing.assert_allclose(got, [0.0, 19.0], atol=1e-10)
