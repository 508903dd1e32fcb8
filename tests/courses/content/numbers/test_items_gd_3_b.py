"""What the questions of slots term and use of Gradient Descent, part 3, say is so."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.heavy_ball import heavy_ball
from reference.nesterov import nesterov
from reference.steepest_direction import steepest_direction
from tests.courses.content.items import Items
from tests.courses.content.quadratic import slope

Points = NDArray[np.floating]
ITEMS = Items("gd", 3)


def heavy_ball_checks(function: Callable[..., Points]) -> dict[str, Any]:
    def gradient(x: Points) -> Points:
        return x

    start = np.array([8.0])
    return {
        "first-step": function(gradient, start, 0.5, 0.5, 1)[1, 0] == 4,
        "no-momentum": np.allclose(
            function(gradient, start, 0.3, 0.0, 9), gradient_descent(gradient, start, 0.3, 9)
        ),
        "fixed-point": not function(gradient, np.zeros(1), 0.5, 0.5, 9).any(),
        "stable": abs(function(gradient, start, 2.9, 0.5, 2000)[-1, 0]) < 1e-6,
    }


def test_the_averaged_heavy_ball_fails_the_check_named() -> None:
    wrong = ITEMS.function("gd-3-term-a", np=np)
    ITEMS.marks_what_fails("gd-3-term-a", heavy_ball_checks(wrong))
    assert ITEMS.correct("gd-3-term-a") == {"first-step"}
    assert all(heavy_ball_checks(heavy_ball).values())
    assert wrong(lambda x: x, np.array([8.0]), 0.5, 0.5, 1)[1, 0] == 6
    for eta, converges in ((5.9, True), (6.1, False)):
        last = wrong(lambda x: x, np.array([8.0]), eta, 0.5, 4000)[-1, 0]
        assert (abs(last) < 1) == converges


def nesterov_checks(function: Callable[..., Points]) -> dict[str, Any]:
    calls: list[Points] = []

    def counted(x: Points) -> Points:
        calls.append(x)
        return slope(x)

    start = np.array([8.0, 8.0])
    second = function(counted, start, 4.0, 1.0, 2)
    return {
        "calls": len(calls) == 2,
        "stiff-mode": second[1] == 0,
        "equal-constants": function(lambda x: 4 * x, np.array([8.0]), 4.0, 4.0, 1)[0] == 0,
        "converges": np.linalg.norm(function(slope, start, 4.0, 1.0, 200)) <= 1e-6,
    }


def test_the_gradient_at_the_wrong_point_fails_the_check_named() -> None:
    def right(grad: Callable[[Points], Any], x0: Any, L: float, mu: float, T: int) -> Points:  # noqa: N803
        return np.asarray(nesterov(grad, x0, L, T, mu)[0][-1], dtype=np.float64)

    wrong = ITEMS.function("gd-3-term-b", np=np)
    ITEMS.marks_what_fails("gd-3-term-b", nesterov_checks(wrong))
    assert ITEMS.correct("gd-3-term-b") == {"stiff-mode"}
    assert all(nesterov_checks(right).values())
    second = wrong(slope, np.array([8.0, 8.0]), 4.0, 1.0, 2)
    assert second[1] == pytest.approx(-8 / 3)


def steepest_checks(function: Callable[[Points], Points]) -> dict[str, Any]:
    g = np.array([3.0, -4.0])
    d = function(g)
    corners = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    return {
        "dual": g @ d == -np.abs(g).sum(),
        "no-better": (corners @ g).min() >= g @ d,
        "length": np.abs(d).max() == 1,
        "descends": g @ d < 0,
        "scale": (function(10 * g) == d).all(),
    }


def test_the_direction_of_another_norm_fails_the_checks_marked() -> None:
    wrong = ITEMS.function("gd-3-term-c", np=np)
    assert wrong(np.array([3.0, -4.0])).tolist() == [0, 1]
    ITEMS.marks_what_fails("gd-3-term-c", steepest_checks(wrong))
    assert ITEMS.correct("gd-3-term-c") == {"dual", "no-better"}
    assert all(steepest_checks(lambda g: steepest_direction(g, "linf")).values())


@pytest.mark.parametrize("seed", range(40))
def test_the_curvature_follows_from_the_numbers_as_printed(seed: int) -> None:
    made = ITEMS.generated("gd-3-use-a", seed)
    assert "<<answer>>" in ITEMS["gd-3-use-a"]["explanation"]
    eta, norm, before, after = (float(made[name]) for name in ("eta", "norm", "before", "after"))
    answer = made["answer"]
    assert before - after == pytest.approx(eta * norm**2 * (1 - eta * answer / 2))
    assert 0 < eta * answer < 2


def value_of(expression: str, beta: float, top: float) -> float:
    """Evaluate in plain Python: in SymPy `beta` is a function unless it is declared a symbol."""
    return float(eval(expression, {"beta": beta, "L": top}))


def test_the_expression_is_where_the_roots_leave_the_circle() -> None:
    question = ITEMS["gd-3-use-b"]
    for beta, top in ((0.2, 1.0), (0.5, 3.0), (0.9, 10.0)):
        limit = value_of(question["answer"], beta, top)
        for share, is_stable in ((0.999, True), (1.001, False)):
            h = 1 - share * limit * top
            assert (max(abs(np.roots([1, -(1 + beta) * h, beta * h]))) < 1) == is_stable
        for wrong in question["wrong"]:
            assert not math.isclose(value_of(wrong["value"], beta, top), limit)


def test_the_steps_of_the_proof_stand_in_order() -> None:
    options = ITEMS["gd-3-use-c"]["options"]
    assert len(options) == 6
    assert all(set(option) == {"id", "text", "explanation"} for option in options)
