"""The numbers and the claims of section 5.2 of Second-Order Methods."""
# ruff: noqa: N803, N806 (matrices have capital letters)

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import torch

from reference.bfgs import bfgs_inverse, bfgs_inverse_update, bfgs_update
from reference.optimizer_state import second_order_state
from reference.shampoo import inverse_fourth_root, shampoo_step
from tests.courses.content.printed import Array, Section, matrix, number, vector

HESSIAN = np.array([[2.0, 1.0], [1.0, 3.0]])


def test_the_numbers_of_bfgs() -> None:
    section = Section("so-5.2")
    first, second = np.array([1.0, 0.0]), np.array([1.0, -2.0])
    y, z = HESSIAN @ first, HESSIAN @ second
    once = bfgs_update(np.eye(2), first, y)
    twice = bfgs_update(once, second, z)
    assert np.allclose(once, np.array([[2.0, 1.0], [1.0, 1.5]]))
    inverse = bfgs_inverse(np.eye(2), [(first, y)])
    assert np.allclose(inverse, np.array([[0.75, -0.5], [-0.5, 1.0]]))
    assert np.linalg.det(once) == pytest.approx(float(first @ y))
    assert first @ z == pytest.approx(0)
    assert np.allclose(twice, HESSIAN)
    gained = fraction(z[1] ** 2 / (second @ z))
    section.prints(
        rf"Let $H={matrix(HESSIAN)}$ and $B_0=I$",
        rf"$s={vector(first)}^\top$, $y=Hs={vector(y)}^\top$",
        rf"$B_1={fractions(once)}$",
        rf"$K_1={fractions(inverse)}$",
        rf"to ${fraction(once[1, 1])}-1+{gained}={number(twice[1, 1])}$",
        rf"$\det B_1={number(first @ y)}=s^\top y/(s^\top B_0s)$",
        rf"$s={vector(second)}^\top$, conjugate to the first step, with $y=Hs={vector(z)}^\top$",
        rf"$B_1s={vector(np.asarray(once @ second, dtype=np.float64))}^\top$",
        rf"$s^\top B_1s={number(second @ once @ second)}$, $s^\top y={number(second @ z)}$",
    )
    shampoo_on_equal_gradients(section)
    weight = (4096, 4096)
    dense = second_order_state([weight], "newton")["elements"]
    statistics = second_order_state([weight], "shampoo")["statistics"]
    section.prints(
        rf"A transformer's ${weight[0]}\times{weight[1]}$ weight",
        rf"needs ${dense / 1e14:.1f}\cdot10^{{14}}$ entries",
        rf"together ${statistics / 1e7:.1f}\cdot10^7$",
        "theorems 3.6, 6.5 and 6.6",
        "multiplying the loss by $1000$ multiplies it by $1000$",
    )
    section.prints_nothing_else()


def fraction(value: float) -> str:
    return str(Fraction(float(value)).limit_denominator(100))


def fractions(values: np.ndarray[Any, Any]) -> str:
    rows = ["&".join(fraction(value) for value in row) for row in values]
    return r"\begin{pmatrix}" + r"\\".join(rows) + r"\end{pmatrix}"


def shampoo_on_equal_gradients(section: Section) -> None:
    G = torch.diag(torch.tensor([2.0, 0.5], dtype=torch.float64))
    W, L, R = torch.zeros_like(G), torch.zeros_like(G), torch.zeros_like(G)
    steps = []
    for _ in range(4):
        moved, L, R = shampoo_step(W, G, L, R, lr=1.0, eps=0.0)
        steps.append(W - moved)
        W = moved
    for k, step in enumerate(steps, start=1):
        assert torch.allclose(step, torch.eye(2, dtype=torch.float64) / math.sqrt(k))
    section.prints(
        rf"$G=\operatorname{{diag}}(2,{G[1, 1]:.1f})$ it is $I$ at $k=1$ and "
        rf"${steps[3][0, 0]:.1f}\,I$ at $k=4$"
    )


def a_case(seed: int) -> tuple[Array, Array, Array, np.random.Generator]:
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((4, 4))
    s = rng.standard_normal(4)
    W = root @ root.T + np.eye(4)
    return W, s, W @ s, rng


def test_the_inverse_form_is_the_inverse_and_does_not_move_on_the_same_pair() -> None:
    W, s, y, _ = a_case(0)
    B, K = bfgs_update(np.eye(4), s, y), bfgs_inverse_update(np.eye(4), s, y)
    assert np.allclose(B @ K, np.eye(4))
    assert np.allclose(bfgs_update(B, s, y), B)
    assert not np.allclose(B, W)


def test_the_update_changes_the_inverse_least_in_the_weighted_norm() -> None:
    W, s, y, rng = a_case(1)
    values, Q = np.linalg.eigh(W)
    root = (Q * np.sqrt(values)) @ Q.T
    K = np.diag([1.0, 2.0, 3.0, 4.0])

    def change(other: Array) -> float:
        return float(np.linalg.norm(root @ (other - K) @ root))

    updated = bfgs_inverse_update(K, s, y)
    least = change(np.asarray(updated, dtype=np.float64))
    across = np.eye(4) - np.outer(y, y) / (y @ y)
    for _ in range(20):
        direction = rng.standard_normal((4, 4))
        other = updated + 0.1 * across @ (direction + direction.T) @ across
        assert np.allclose(other @ y, s)
        assert change(other) > least


def test_dfp_satisfies_the_secant_equation_and_fails_the_determinant() -> None:
    _, s, y, _ = a_case(2)
    # DFP is BFGS with the roles of s and y, and of the matrix and its inverse, exchanged.
    dfp = np.linalg.inv(bfgs_update(np.eye(4), y, s))
    assert np.allclose(dfp @ s, y)
    assert np.linalg.det(dfp) != pytest.approx(float(s @ y / (s @ s)))
    assert np.linalg.det(bfgs_update(np.eye(4), s, y)) == pytest.approx(float(s @ y / (s @ s)))


def test_the_root_is_where_the_minimum_principle_of_adagrad_is_least() -> None:
    S, _, _, rng = a_case(3)
    values, Q = np.linalg.eigh(S)

    def objective(M: Array) -> float:
        return float(np.trace(S @ np.linalg.inv(M)) + np.trace(M))

    root = (Q * np.sqrt(values)) @ Q.T
    for _ in range(20):
        direction = rng.standard_normal((4, 4))
        assert objective(root + 0.05 * (direction + direction.T)) > objective(root)


def test_bfgs_does_not_depend_on_the_coordinates() -> None:
    _, s, y, rng = a_case(4)
    T, B = rng.standard_normal((4, 4)), np.diag([1.0, 2.0, 3.0, 4.0])
    moved = bfgs_update(T.T @ B @ T, np.linalg.solve(T, s), T.T @ y)
    assert np.allclose(moved, T.T @ bfgs_update(B, s, y) @ T)


def test_shampoo_turns_with_an_orthogonal_matrix() -> None:
    generator = torch.Generator().manual_seed(0)
    G = torch.randn(3, 3, generator=generator, dtype=torch.float64)
    Q = torch.linalg.qr(torch.randn(3, 3, generator=generator, dtype=torch.float64))[0]
    turned = inverse_fourth_root(Q @ G @ G.mT @ Q.mT, 0.0)
    assert torch.allclose(turned, Q @ inverse_fourth_root(G @ G.mT, 0.0) @ Q.mT)
