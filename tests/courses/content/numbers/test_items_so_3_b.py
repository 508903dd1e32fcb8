"""The computed facts of the items of slots term and use in Second-Order Methods, part 3."""
# ruff: noqa: N806 (matrices have capital letters)

import numpy as np
import pytest
import sympy  # type: ignore[import-untyped]
import torch

from reference.bfgs import bfgs_inverse
from reference.fisher import fisher
from reference.lbfgs import two_loop_direction
from reference.quadratic_model import model_reduction, ratio
from tests.courses.content.items import Items
from tests.courses.content.printed import Array

ITEMS = Items("so", 3)
H = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]])


def test_reversed_loops_lose_only_the_newest_secant_equation() -> None:
    wrong, S = ITEMS.function("so-3-term-a"), np.random.default_rng(1).standard_normal((2, 3))
    Y, u, v = S @ H, np.array([1.0, 2.0, -1.0]), np.array([0.5, -1.0, 3.0])

    def result(g: Array, pairs: int = 2) -> Array:
        d: Array = wrong(g, S[-pairs:], Y[-pairs:], 0.3)
        return d

    passes = {
        "secant": np.allclose(result(Y[1]), -S[1]),
        "descent": all(g @ result(g) < 0 for g in (u, v, *S, *Y)),
        "symmetry": np.allclose(u @ result(v), v @ result(u)),
        "one-pair": np.allclose(result(u, 1), -bfgs_inverse(0.3 * np.eye(3), [(S[1], Y[1])]) @ u),
    }
    ITEMS.marks_what_fails("so-3-term-a", passes)


def test_the_empirical_fisher_fails_only_the_change_of_labels() -> None:
    wrong = ITEMS.function("so-3-term-b", torch=torch)
    generator = torch.Generator().manual_seed(1)
    W = torch.randn(2, 3, generator=generator, dtype=torch.float64)
    X = torch.randn(4, 2, generator=generator, dtype=torch.float64)
    y, other = torch.tensor([0, 1, 2, 0]), torch.tensor([1, 1, 0, 2])
    shift = torch.tensor([1.0, 1, 1, -2, -2, -2], dtype=torch.float64)
    F = wrong(W, X, y)
    passes = {
        "labels": torch.allclose(F, wrong(W, X, other)),
        "semidefinite": bool(torch.linalg.eigvalsh(F)[0] > -1e-12),
        "null-space": torch.allclose(F @ shift, torch.zeros(6).double()),
        "repeat": torch.allclose(F, wrong(W, X.repeat(2, 1), y.repeat(2))),
    }
    ITEMS.marks_what_fails("so-3-term-b", passes)
    assert torch.allclose(fisher(W, X, y), fisher(W, X, other))


def test_a_forward_difference_is_neither_linear_nor_symmetric() -> None:
    hvp, h = ITEMS.function("so-3-term-c"), 1e-3
    x, u, v = np.array([1.0, 2.0]), np.array([0.0, 1.0]), np.array([1.0, 0.0])
    A = np.array([[1.0, 2.0], [2.0, 3.0]])

    def gradient(x: Array) -> Array:
        return np.array([2 * x[0] * x[1], x[0] ** 2])

    once, twice = hvp(gradient, x, v), hvp(gradient, x, 2 * v)
    assert once == pytest.approx([4, 2 + h], rel=1e-9)
    assert twice == pytest.approx([8, 4 + 4 * h], rel=1e-9)
    assert hvp(gradient, x, u) == pytest.approx([2, 0])
    quadratic = hvp(lambda x: A @ x, x, v)
    assert np.abs(quadratic - A @ v).max() < 1e-11
    passes = {
        "linear": np.allclose(twice, 2 * once, rtol=0, atol=1e-6),
        "symmetric": abs(u @ once - v @ hvp(gradient, x, u)) < 1e-6,
        "linear-function": not hvp(lambda x: np.array([3.0, 1.0]), x, v).any(),
        "quadratic-function": np.allclose(quadratic, A @ v, rtol=0, atol=1e-6),
    }
    ITEMS.marks_what_fails("so-3-term-c", passes)


@pytest.mark.parametrize("seed", range(40))
def test_the_generated_ratio_is_that_of_the_printed_numbers(seed: int) -> None:
    values = ITEMS.generated("so-3-use-a", seed)
    slope, curvature = float(values["slope"]), float(values["curvature"])
    promise = model_reduction(np.array([slope]), lambda v: curvature * v, np.array([1.0]))
    answer = ratio(float(values["before"]), float(values["after"]), promise)
    assert values["answer"] == pytest.approx(answer)
    assert float(values["promise"]) == pytest.approx(promise, abs=1.01e-3)


def test_the_best_step_of_a_difference_is_where_the_bound_is_least() -> None:
    item = ITEMS["so-3-use-b"]
    epsilon, M, h = sympy.symbols("epsilon M h", positive=True)
    named = {"epsilon": epsilon, "M": M}
    answer = sympy.sympify(item["answer"], locals=named)
    bound = M * h / 2 + 2 * epsilon / h
    assert sympy.solve(sympy.diff(bound, h), h) == [answer]
    wrong = [sympy.sympify(each["value"], locals=named) for each in item["wrong"]]
    assert all(sympy.simplify(value - answer) != 0 for value in wrong)
    assert sympy.simplify(bound.subs(h, answer) - wrong[0]) == 0
    assert sympy.solve(sympy.diff(M * h / 2 + epsilon / h, h), h) == [wrong[1]]


def test_the_steps_in_order_are_the_two_loop_recursion() -> None:
    item = ITEMS["so-3-use-c"]
    names = ["newer-down", "older-down", "scale", "older-up", "newer-up", "sign"]
    assert [option["id"] for option in item["options"]] == names
    S, g, gamma = np.random.default_rng(2).standard_normal((2, 3)), np.array([1.0, -2.0, 0.5]), 0.7
    Y, q, r, alpha = S @ H, g.copy(), g.copy(), [0.0, 0.0]
    for name in names:
        i = 0 if name.startswith("older") else 1
        if name.endswith("down"):
            alpha[i] = float(S[i] @ q / (S[i] @ Y[i]))
            q = q - alpha[i] * Y[i]
        elif name.endswith("up"):
            r = r + (alpha[i] - float(Y[i] @ r / (S[i] @ Y[i]))) * S[i]
        else:
            r = gamma * q if name == "scale" else -r
    assert r == pytest.approx(two_loop_direction(g, S, Y, gamma))
