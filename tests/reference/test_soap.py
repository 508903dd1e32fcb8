"""SOAP against Adam in a fixed basis, and by what must not change its update.

Values are compared on square gradients of full rank only: elsewhere the eigenvectors of the null
space are arbitrary, and two published programs differ by 44 %. See also test_goldens.py.
"""

# ruff: noqa: N806 (matrices keep their capital letters)

from itertools import pairwise

import numpy as np
import pytest
import torch

from reference.soap import soap_step


def gradients(seed, count, n=5):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal((count, n, n)))


def run(sequence, **options):
    state, updates = None, []
    for G in sequence:
        update, state = soap_step(state, G, **options)
        updates.append(update)
    return updates, state


def test_the_first_call_only_initialises():
    G = gradients(1, 1)[0]
    update, state = soap_step(None, G)
    assert not update.any()
    assert state["steps"] == 0
    assert not state["M"].any()
    assert not state["V"].any()
    torch.testing.assert_close(state["L"], 0.05 * G @ G.mT)
    eigenvalues = torch.linalg.eigvalsh(state["L"]).flip(0)
    diagonal = state["QL"].mT @ state["L"] @ state["QL"]
    torch.testing.assert_close(diagonal, torch.diag(eigenvalues), rtol=1e-10, atol=1e-12)


def test_with_the_identity_for_basis_it_is_adam():
    sequence = gradients(2, 6)
    _, state = soap_step(None, sequence[0])
    identity = torch.eye(5).double()
    state = {**state, "QL": identity, "QR": identity}
    weights = torch.zeros(5, 5, dtype=torch.float64, requires_grad=True)
    adam = torch.optim.Adam([weights], lr=1.0, betas=(0.95, 0.95), eps=1e-30)
    total = torch.zeros(5, 5).double()
    for G in sequence[1:]:
        update, state = soap_step(state, G, eps=1e-30, frequency=100)
        total -= update
        weights.grad = G.clone()
        adam.step()
    torch.testing.assert_close(total, weights.detach(), rtol=1e-10, atol=1e-12)


def test_signs_of_the_eigenvectors_do_not_matter():
    sequence = gradients(3, 8)
    _, state = soap_step(None, sequence[0])
    signs = torch.tensor([1.0, -1.0, -1.0, 1.0, -1.0]).double()
    flipped = {**state, "QL": state["QL"] * signs, "QR": state["QR"] * signs.flip(0)}
    for G in sequence[1:]:
        update, state = soap_step(state, G, frequency=3)
        other, flipped = soap_step(flipped, G, frequency=3)
        # Refreshing the basis in float32 leaves its roundoff.
        torch.testing.assert_close(update, other, rtol=1e-5, atol=1e-5)


def test_the_bases_stay_orthogonal_and_change_only_when_due():
    sequence = gradients(4, 8)
    states, state = [], None
    for G in sequence:
        _, state = soap_step(state, G, frequency=3)
        states.append(state)
    changed = [not torch.equal(before["QL"], after["QL"]) for before, after in pairwise(states)]
    assert changed == [False, False, True, False, False, True, False]
    for Q in (state["QL"], state["QR"]):
        torch.testing.assert_close(Q.mT @ Q, torch.eye(5).double(), rtol=0, atol=1e-5)


def test_the_second_moments_move_with_their_eigenvectors():
    # The new gradient makes the second direction the larger one, so the basis is reordered.
    _, state = soap_step(None, torch.diag(torch.tensor([2.0, 1.0]).double()))
    small_first = torch.diag(torch.tensor([0.0, 30.0]).double())
    _, after = soap_step(state, small_first, frequency=1)
    assert float(state["V"].abs().max()) == 0
    torch.testing.assert_close(after["QL"].abs(), torch.tensor([[0.0, 1.0], [1.0, 0.0]]).double())
    expected = torch.tensor([[0.05 * 900, 0.0], [0.0, 0.0]]).double()
    torch.testing.assert_close(after["V"], expected)


def test_the_eigenbasis_of_a_fixed_statistic_is_kept():
    G = gradients(5, 1)[0]
    _, state = soap_step(None, G)
    _, refreshed = soap_step(state, G, frequency=1)
    torch.testing.assert_close(refreshed["QL"].abs(), state["QL"].abs(), rtol=0, atol=1e-5)


def test_an_equal_gradient_moves_each_eigendirection_by_one():
    # Adam's quotient of equal gradients is the sign; in the eigenbasis G is diagonal.
    G = gradients(6, 1)[0]
    updates, _ = run([G, G])
    U, _, Vh = torch.linalg.svd(G)
    torch.testing.assert_close(updates[1], U @ Vh, rtol=1e-4, atol=1e-4)


def test_dtype_and_inputs_are_kept():
    sequence = gradients(7, 2).float()
    before = sequence.clone()
    updates, state = run(sequence, frequency=1)
    assert torch.equal(before, sequence)
    assert updates[1].dtype == torch.float32
    assert {tensor.dtype for tensor in list(state.values())[1:]} == {torch.float32}


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_where_the_gradient_is():
    sequence = gradients(8, 3)
    on_device, _ = run(sequence.cuda(), frequency=2)
    torch.testing.assert_close(on_device[-1].cpu(), run(sequence, frequency=2)[0][-1])
