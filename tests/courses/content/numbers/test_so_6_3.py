"""Every number printed in section 6.3 equals what the repository computes."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
import torch

from reference.fisher import empirical_fisher, fisher
from reference.ggn import ggn_vector_product
from reference.optimizer_state import second_order_state
from tests.courses.content.printed import Section, number, vector

MIB = 2**20
LAYER = [(4096, 4096)]


def size(method: str, shapes: list[tuple[int, int]]) -> int:
    return second_order_state(shapes, method)["bytes"]


def test_the_worked_example() -> None:
    section = Section("so-6.3")
    W, X = torch.zeros(1, 3, dtype=torch.float64), torch.tensor([[2.0]], dtype=torch.float64)
    F = fisher(W, X).numpy()
    assert np.allclose(9 * F, [[8, -4, -4], [-4, 8, -4], [-4, -4, 8]])
    assert np.allclose(np.linalg.eigvalsh(F), [0, 4 / 3, 4 / 3])
    delta = np.array([0.1, 0.0, 0.0])
    moved = np.exp(2 * delta)
    divergence = -float(np.mean(np.log(moved / moved.sum() * 3)))
    section.prints(
        rf"$\delta=({number(delta[0], 1)},0,0)^\top$",
        rf"$\tfrac12\delta^\top F\delta\approx{number(delta @ F @ delta / 2, 5)}$",
        rf"the divergence is ${number(divergence, 5)}$",
    )
    g = 2 * (np.ones(3) / 3 - np.eye(3)[0])
    assert np.allclose(g, [-4 / 3, 2 / 3, 2 / 3])
    step = -np.linalg.solve(F + np.eye(3) / 3, g)
    assert np.allclose(step, -3 / 5 * g)
    section.prints(rf"$-(F+\lambda I)^{{-1}}g=-\tfrac35g={vector(step, 1)}^\top$")
    imitation = empirical_fisher(W, X, torch.tensor([0])).numpy()
    assert np.allclose(imitation, np.outer(g, g))
    assert np.trace(imitation) == pytest.approx(np.trace(F))
    assert np.trace(F) == pytest.approx(8 / 3)
    assert np.linalg.matrix_rank(imitation) == 1
    what_fits(section)
    section.prints_nothing_else()


def what_fits(section: Section) -> None:
    n = math.prod(LAYER[0])
    mib = {name: size(name, LAYER) // MIB for name in ("muon", "adamw", "kfac", "lbfgs")}
    assert size("newton", LAYER) == 2**50
    assert second_order_state(LAYER, "kfac")["elements"] == 4 * 4096**2
    assert second_order_state(LAYER, "lbfgs")["elements"] == 20 * n
    embedding = [(50000, 4096)]
    rows, sampled = 32 * 10, 32
    section.prints(
        rf"one* weight matrix of $4096\times4096$, so $n={n}$",
        rf"| Muon: momentum | $n$ | ${mib['muon']}$ MiB |",
        rf"| AdamW: two moments | $2n$ | ${mib['adamw']}$ MiB |",
        rf"| $4\cdot4096^2$ | ${mib['kfac']}$ MiB |",
        rf"| L-BFGS, ten pairs | $20n$ | ${mib['lbfgs']}$ MiB |",
        r"A matrix of $50000\times4096$ has a factor of side $50000$",
        rf"in all ${number(size('kfac', embedding) / 1e9, 1)}$ GB of state",
        rf"AdamW keeps ${number(size('adamw', embedding) / 1e9, 1)}$ GB",
        rf"$N={sampled}$ examples, $c=10$, $n=10^8$",
        rf"has order ${rows}$, no trouble",
        rf"$U$ has ${rows}n$ entries, ${number(rows * 1e8 * 4 / 1e9)}$ GB",
        rf"gives ${sampled}$ rows, ${number(sampled * 1e8 * 4 / 1e9, 1)}$ GB",
    )


def test_the_small_system_solves_the_large_one() -> None:
    rng = np.random.default_rng(5)
    U, g, damping = rng.standard_normal((4, 9)), rng.standard_normal(9), 0.3
    small = np.linalg.solve(damping * np.eye(4) + U @ U.T, U @ g)
    large = np.linalg.solve(U.T @ U + damping * np.eye(9), g)
    assert (g - U.T @ small) / damping == pytest.approx(large)


def test_the_fisher_matrix_is_a_gauss_newton_matrix_and_bends_the_divergence() -> None:
    generator = torch.Generator().manual_seed(4)
    W = torch.randn(2, 3, generator=generator, dtype=torch.float64)
    X = torch.randn(5, 2, generator=generator, dtype=torch.float64)
    v = torch.randn(6, generator=generator, dtype=torch.float64)
    labels = torch.zeros(5, dtype=torch.int64)
    F = fisher(W, X)
    product = ggn_vector_product(
        lambda flat: X @ flat.reshape(2, 3),
        lambda z: torch.nn.functional.cross_entropy(z, labels),
        W.reshape(-1),
        v,
    )
    assert torch.allclose(F @ v, product)
    assert torch.allclose(F @ torch.ones(2, 3).double().reshape(-1), torch.zeros(6).double())
    before = torch.log_softmax(X @ W, dim=1)
    after = torch.log_softmax(X @ (W + 1e-3 * v.reshape(2, 3)), dim=1)
    divergence = (before.exp() * (before - after)).sum(dim=1).mean()
    assert float(divergence) == pytest.approx(0.5e-6 * float(v @ F @ v), rel=1e-2)
