"""The numbers and the claims of section 5.4 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
import torch

from reference import muon
from reference.muon import muon_step, newton_schulz5
from reference.optimizer_state import second_order_state
from tests.courses.content.printed import Section

GROWTH = muon.A**5


def diagonal(*values: float) -> torch.Tensor:
    return torch.diag(torch.tensor(values, dtype=torch.float64))


def test_the_numbers_of_muon() -> None:
    section = Section("so-5.4")
    G = diagonal(3, 4)
    once, after = newton_schulz5(G, steps=1).diagonal(), newton_schulz5(G).diagonal()
    start = float((G / torch.linalg.norm(G))[0, 0])
    terms = (muon.A * start, -muon.B * start**3, muon.C * start**5)
    momentum = muon_step(torch.zeros_like(G), G, torch.zeros_like(G), lr=1.0)[1]
    lookahead = 0.05 * G + 0.95 * momentum
    assert terms[0] - terms[1] + terms[2] == pytest.approx(float(once[0]))
    section.prints(
        rf"(a,b,c)=({muon.A:.4f},{muon.B:.4f},{muon.C:.4f}).",
        rf"$X_0=\operatorname{{diag}}({start:.1f},0.8)$, since $\|G\|_F=5$.",
        rf"One step maps ${start:.1f}$",
        rf"${terms[0]:.4f}-{terms[1]:.4f}+{terms[2]:.4f}={once[0]:.4f}$",
        rf"and $0.8$ to ${once[1]:.4f}$",
        rf"they are ${after[0]:.4f}$ and ${after[1]:.4f}$",
        rf"$\beta=0.95$ has $U={lookahead[0, 0] / 3:.4f}\,G$",
    )
    growth_and_precision(section)
    cost(section)
    section.prints(
        "began at $0.003$ or more lie between $0.68$ and $1.21$",
        "far below $0.68$ tells of a momentum with singular values below $0.003$",
        r"$\max(\|U\|_F,10^{-7})$",
        r"as long as $\|U\|_F>10^{-7}$",
        "multiply the loss by $100$",
        "first trial step is $100$ times",
    )
    section.prints_nothing_else()


def growth_and_precision(section: Section) -> None:
    smallest = float(newton_schulz5(diagonal(1, 1e-4))[1, 1])
    single, half = torch.finfo(torch.float32).eps / 2, torch.finfo(torch.bfloat16).eps / 2
    assert half == 2**-8
    section.prints(
        rf"$a^5\approx{GROWTH:.0f}$",
        rf"at most $1.5^5\approx{1.5**5:.1f}$",
        rf"${math.sqrt(single) * 1e4:.1f}\cdot10^{{-4}}\sigma_1$ in float32",
        rf"$u=2^{{-8}}\approx{half:.4f}$",
        rf"${GROWTH:.0f}\,u\approx{GROWTH * half:.1f}>1$",
        r"$64\times64$ gradient of rank one",
        "above $0.3$; in float32 they stay below $10^{-4}$",
        r"below about $10^{-4}$ of the largest",
        rf"update is ${smallest:.2f}$",
        rf"began near ${smallest:.2f}/{GROWTH:.0f}\approx10^{{-4}}$",
    )


def cost(section: Section) -> None:
    m, tokens, N = 1024, 500_000, 1024**2
    sizes = [
        second_order_state([(1024, 1024)], method)["elements"] / N
        for method in ("muon", "adamw", "soap")
    ]
    assert sizes == [1, 2, 6]
    section.prints(
        r"five at most $30m^2n$",
        rf"for $m={m}$ and $T={tokens}$ about ${5 * m / tokens:.2f}$",
    )


def test_five_steps_lead_into_the_band_unless_a_value_is_small() -> None:
    for sigma in np.geomspace(0.003, 0.999, 200):
        after = newton_schulz5(diagonal(sigma, math.sqrt(1 - sigma**2))).diagonal()
        assert 0.68 < float(after[0]) < 1.21
    for sigma in np.geomspace(1e-9, 1e-3, 20):
        after = newton_schulz5(diagonal(sigma, math.sqrt(1 - sigma**2))).diagonal()
        assert float(after[0]) <= GROWTH * sigma
        assert sigma > 1e-4 or float(after[0]) > 0.99 * GROWTH * sigma


def test_rounding_of_bfloat16_is_lifted_into_directions_that_the_gradient_has_not() -> None:
    generator = torch.Generator().manual_seed(0)
    G = torch.randn(64, 1, generator=generator) @ torch.randn(1, 64, generator=generator)
    single = torch.linalg.svdvals(newton_schulz5(G))
    half = torch.linalg.svdvals(newton_schulz5(G.bfloat16()).float())
    assert float(single[1]) < 1e-4
    assert float(half[1]) > 0.3


def test_a_gram_matrix_in_float32_forgets_small_singular_values() -> None:
    G = torch.diag(torch.tensor([1.0, 1e-5])) @ torch.tensor([[0.6, 0.8], [-0.8, 0.6]])
    turn = torch.tensor([[0.6, 0.8], [-0.8, 0.6]])
    turned = turn @ G
    assert float(torch.linalg.svdvals(turned)[1]) == pytest.approx(1e-5, rel=0.05)
    assert abs(float(torch.linalg.eigvalsh(turned @ turned.mT)[0])) > 1e-9


def test_an_orthogonal_step_promises_a_decrease_while_the_gradient_is_large_enough() -> None:
    G = diagonal(3, 0.5)
    polar = torch.eye(2, dtype=torch.float64)
    # For half the squared Frobenius norm the constant is the rank.
    for eta in (0.5, 1.0, 3.0):
        value = float(torch.linalg.norm(G - eta * polar) ** 2 / 2)
        before, nuclear = float(torch.linalg.norm(G) ** 2 / 2), 3.5
        assert value <= before - eta * nuclear + 2 * eta**2 / 2 + 1e-12


def test_the_error_of_a_quadratic_ends_between_two_values() -> None:
    error, eta = torch.tensor([1.23, 0.41], dtype=torch.float64), 0.2
    for _ in range(8):
        error = error - eta * error.sign()
    assert torch.allclose((error - eta * error.sign()).abs(), eta - error.abs())


def test_the_step_of_softmax_regression_keeps_column_sums_at_zero() -> None:
    generator = torch.Generator().manual_seed(1)
    logits = torch.randn(20, 4, generator=generator, dtype=torch.float64)
    labels = torch.nn.functional.one_hot(torch.arange(20) % 4, 4)
    inputs = torch.randn(20, 6, generator=generator, dtype=torch.float64)
    G = (logits.softmax(1) - labels).mT @ inputs / 20
    assert newton_schulz5(G).sum(0).abs().max() < 1e-9
