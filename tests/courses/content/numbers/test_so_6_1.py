"""Every number printed in section 6.1 equals what the repository computes."""
# ruff: noqa: N803, N806 (matrices have capital letters)

import numpy as np
import pytest
import torch

from reference.bfgs import bfgs_inverse
from reference.lbfgs import has_curvature, two_loop_direction
from reference.muon import A, B, C, newton_schulz5
from tests.courses.content.printed import Array, Section, matrix, number, vector

H = np.array([[2.0, 1.0], [1.0, 3.0]])
G = np.array([1.0, 2.0])


def loops(S: Array, Y: Array, gamma: float) -> tuple[list[float], list[Array]]:
    """Return alpha and beta, and q and r, in the order in which the loops find them."""
    rho = 1 / (S * Y).sum(axis=1)
    q, factors, vectors = G.copy(), [], []
    for i in (1, 0):
        factors.append(rho[i] * S[i] @ q)
        q = q - factors[-1] * Y[i]
        vectors.append(q)
    r = gamma * q
    vectors.append(r)
    for i in (0, 1):
        factors.append(rho[i] * Y[i] @ r)
        r = r + (factors[1 - i] - factors[-1]) * S[i]
        vectors.append(r)
    return factors, vectors


def test_the_worked_example() -> None:
    section = Section("so-6.1")
    S, newton = np.eye(2), np.linalg.solve(H, G)
    Y = S @ H
    gamma = float(S[1] @ Y[1] / (Y[1] @ Y[1]))
    (a2, a1, b1, b2), (q2, q1, r0, r1, r2) = loops(S, Y, gamma)
    assert np.allclose([a2, a1, *q2, *q1], [2 / 3, 1 / 6, 1 / 3, 0, 0, -1 / 6])
    assert np.allclose(two_loop_direction(G, S, Y), -r2)
    section.prints(
        rf"$H={matrix(H)}$, $s_1={vector(S[0])}^\top$, $y_1={vector(Y[0])}^\top$",
        rf"$y_2={vector(Y[1])}^\top$, $\gamma=s_2^\top y_2/y_2^\top y_2={number(gamma, 1)}$",
        rf"$r=(0,{number(r0[1], 2)})^\top$",
        rf"$\beta_1={number(b1, 3)}$, $r\approx({number(r1[0], 4)},{number(r1[1], 2)})^\top$",
        rf"$\beta_2\approx{number(b2, 4)}$, $r\approx{vector(r2, 4)}^\top$",
        rf"The Newton step is $-{vector(newton, 1)}^\top$",
    )
    K = bfgs_inverse(gamma * np.eye(2), zip(S, Y, strict=True))
    largest, L = np.linalg.eigvalsh(np.linalg.inv(K))[-1], np.linalg.eigvalsh(H)[-1]
    bound = 1 / gamma + 2 * L
    assert largest <= bound
    section.prints(
        rf"$\lambda_{{\max}}(B)\approx{number(largest, 2)}$", rf"allows ${number(bound, 2)}$"
    )
    a_conjugate_pair(section, newton)
    backwards = two_loop_direction(G, S[::-1], Y[::-1], gamma)
    assert not np.allclose(two_loop_direction(Y[1], S[::-1], Y[::-1], gamma), -S[1])
    shown = f"({number(-backwards[0], 3)},{number(-backwards[1], 2)})"
    section.prints(rf"in the example $d=-{shown}^\top$")
    muon_and_the_questions(section)
    section.prints("on a quadratic with $n=24$")
    section.prints_nothing_else()


def a_conjugate_pair(section: Section, newton: Array) -> None:
    S = np.array([[1.0, 0.0], [-1.0, 2.0]])
    Y = S @ H
    assert S[0] @ Y[1] == 0
    for gamma in (0.1, 1.0, 7.0):
        assert np.allclose(loops(S, Y, gamma)[1][1], 0)
        assert np.allclose(two_loop_direction(G, S, Y, gamma), -newton)
    section.prints(
        rf"$s_2={vector(S[1])}^\top$, $y_2={vector(Y[1])}^\top$",
        rf"$d=-{vector(newton, 1)}^\top$ whatever $\gamma$ is",
    )


def muon_and_the_questions(section: Section) -> None:
    singular = np.array([100.0, 1.0])
    values = newton_schulz5(torch.diag(torch.from_numpy(singular))).diagonal().tolist()
    s, y = np.array([1.0, 0.0]), np.array([0.01, 1.0])
    d = np.asarray(two_loop_direction(G, [s], [y]), dtype=np.float64)
    cosine = s @ y / np.linalg.norm(y)
    assert has_curvature(s, y)
    assert G @ d < 0
    section.prints(
        rf"$b^2-4ac\approx{number(B * B - 4 * A * C, 2)}<0$",
        rf"$M=\operatorname{{diag}}{vector(singular)}$ becomes about",
        rf"$\operatorname{{diag}}{vector(np.array(values), 2)}$",
        r"$s_i^\top y_i>10^{-10}\|s_i\|_2\|y_i\|_2$",
        rf"$s=(1,0)^\top$, $y=({number(y[0], 2)},1)^\top$",
        rf"$c\approx{number(cosine, 2)}$ and $\gamma\approx{number(s @ y / (y @ y), 2)}$",
        rf"$\alpha={number(s @ G / (s @ y))}$ leaves $q={vector(G - s @ G / (s @ y) * y)}^\top$",
        rf"$d\approx{vector(d, 2)}^\top$",
        "multiply the loss by $10$",
    )


def test_both_bounds_on_the_operator() -> None:
    rng = np.random.default_rng(3)
    S = rng.standard_normal((3, 5))
    root = rng.standard_normal((5, 5))
    hessian = root @ root.T + 0.1 * np.eye(5)
    Y, gamma = S @ hessian, 0.4
    K = bfgs_inverse(gamma * np.eye(5), zip(S, Y, strict=True))
    low, high = np.linalg.eigvalsh(K)[[0, -1]]
    assert low >= 1 / (1 / gamma + 3 * np.linalg.eigvalsh(hessian)[-1])
    bound = gamma
    for s, y in zip(S, Y, strict=True):
        c = s @ y / np.linalg.norm(s) / np.linalg.norm(y)
        V = np.eye(5) - np.outer(y, s) / (s @ y)
        assert np.linalg.norm(V, 2) == pytest.approx(1 / c)
        bound = bound / c**2 + np.linalg.norm(s) / np.linalg.norm(y) / c
    assert high <= bound


def test_scaling_the_loss_leaves_both_steps() -> None:
    S, M = np.eye(2), torch.tensor([[3.0, 1.0], [0.0, 2.0]], dtype=torch.float64)
    step = two_loop_direction(G, S, S @ H)
    assert np.allclose(two_loop_direction(10 * G, S, 10 * S @ H), step)
    assert np.allclose(two_loop_direction(10 * G, S, S @ H), 10 * step)
    assert torch.allclose(newton_schulz5(10 * M), newton_schulz5(M))
    assert float((M * newton_schulz5(M)).sum()) > 0
