"""Counts of optimiser state against the buffers that real objects hold."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

from reference.kfac import kfac_factors
from reference.muon import muon_step
from reference.optimizer_state import METHODS, second_order_state
from reference.shampoo import inverse_fourth_root, shampoo_step
from reference.soap import soap_step

SHAPES = [(30, 20), (20,), (10, 30)]


def weights():
    return [torch.nn.Parameter(torch.ones(shape)) for shape in SHAPES]


def held(optimiser, *names):
    return sum(state[name].numel() for state in optimiser.state.values() for name in names)


def stepped(optimiser, parameters):
    for parameter in parameters:
        parameter.grad = torch.ones_like(parameter)
    optimiser.step()
    return optimiser


def test_adamw_holds_two_moments():
    parameters = weights()
    optimiser = stepped(torch.optim.AdamW(parameters), parameters)
    counted = second_order_state(SHAPES, "adamw")
    assert counted["elements"] == held(optimiser, "exp_avg", "exp_avg_sq")
    assert second_order_state([(30, 20)], "adamw")["elements"] == 1200


def test_muon_holds_one_momentum_for_each_matrix():
    parameters = [parameter for parameter in weights() if parameter.ndim == 2]
    optimiser = stepped(torch.optim.Muon(parameters), parameters)
    counted = second_order_state(SHAPES, "muon")
    assert counted["momentum"] == held(optimiser, "momentum_buffer")
    assert counted["moments"] == 2 * 20
    _, buf = muon_step(*[torch.ones(30, 20)] * 3, 0.1)
    assert second_order_state([(30, 20)], "muon")["elements"] == buf.numel()


def test_lbfgs_holds_its_pairs():
    x = torch.zeros(12, requires_grad=True)
    optimiser = torch.optim.LBFGS([x], lr=0.1, max_iter=8, history_size=3)

    def closure():
        optimiser.zero_grad()
        value = (torch.arange(1.0, 13.0) * (x - 1) ** 4).sum()
        value.backward()
        return value

    optimiser.step(closure)
    state = optimiser.state[x]
    pairs = sum(vector.numel() for vector in state["old_dirs"] + state["old_stps"])
    assert second_order_state([(12,)], "lbfgs", m=3)["elements"] == pairs


def test_soap_holds_the_tensors_of_its_state():
    _, state = soap_step(None, torch.randn(30, 20, generator=torch.Generator().manual_seed(1)))
    counted = second_order_state([(30, 20)], "soap")
    kept = sum(tensor.numel() for name, tensor in state.items() if name != "steps")
    assert counted["elements"] == kept == 1200 + 2600


def test_shampoo_holds_statistics_and_their_roots():
    W = torch.ones(30, 20)
    _, L, R = shampoo_step(W, W, torch.zeros(30, 30), torch.zeros(20, 20), 0.1, 1.0)
    roots = sum(inverse_fourth_root(matrix, 1.0).numel() for matrix in (L, R))
    counted = second_order_state([(30, 20)], "shampoo")
    assert counted["statistics"] == L.numel() + R.numel()
    assert counted["roots"] == roots
    assert counted["elements"] == 600 + 2 * 1300


def test_kfac_holds_factors_and_inverses_and_not_their_product():
    A, B = kfac_factors(torch.ones(4, 20), torch.ones(4, 30))
    counted = second_order_state([(30, 21)], "kfac")
    assert counted["elements"] == 2 * (A.numel() + B.numel())
    assert second_order_state([(30,)], "kfac")["elements"] == 0


def test_newton_holds_the_hessian_of_all_parameters_together():
    assert second_order_state([(30, 20), (20,)], "newton")["elements"] == 620**2


@pytest.mark.parametrize("method", ["shampoo", "soap"])
def test_large_dimensions_and_vectors_are_not_preconditioned(method):
    matrix = second_order_state([(5, 7)], method, max_dim=6)
    assert matrix["statistics"] == 25
    assert second_order_state([(7,)], method)["statistics"] == 0


def test_convolutions_precondition_each_dimension_or_count_as_matrices():
    assert second_order_state([(8, 3, 5, 5)], "soap")["statistics"] == 64 + 9 + 25 + 25
    assert second_order_state([(8, 3, 5, 5)], "kfac")["factors"] == 64 + 75**2


@pytest.mark.parametrize("method", METHODS)
def test_bytes_are_elements_times_their_size_and_all_are_integers(method):
    counted = second_order_state(SHAPES, method, bytes=8)
    assert counted["bytes"] == 8 * counted["elements"]
    assert all(type(number) is int for number in counted.values())
    assert counted["elements"] == sum(list(counted.values())[:-2])
    assert second_order_state([], method)["elements"] == 0


def test_counts_beyond_64_bits_are_exact():
    # As floats these would be rounded; as NumPy integers they would wrap around.
    side = np.int64(2**31 + 1)
    counted = second_order_state([(side, side)], "newton", bytes=2)
    assert counted["bytes"] == 2 * (2**31 + 1) ** 4


def test_an_unknown_method_is_named():
    with pytest.raises(ValueError, match="unknown method 'sgd'"):
        second_order_state(SHAPES, "sgd")
