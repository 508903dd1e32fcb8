"""What the questions of slots term and use of Gradient Descent, part 3, say is so."""

import importlib.util
import math
import re
import tomllib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.heavy_ball import heavy_ball
from reference.nesterov import nesterov
from reference.steepest_direction import steepest_direction
from tests.courses.content.printed import CONTENT

Points = NDArray[np.floating]
PART = CONTENT / "gradient-descent" / "part-3"
QUESTIONS: dict[str, dict[str, Any]] = {
    question["id"]: question
    for question in tomllib.loads((PART / "skill-check.toml").read_text(encoding="utf-8"))[
        "questions"
    ]
}


def shown(ident: str) -> Callable[..., Points]:
    """Return the function that a question's prompt prints."""
    (code,) = re.findall(r"```python\n(.*?)```", QUESTIONS[ident]["prompt"], re.DOTALL)
    names: dict[str, Any] = {"np": np}
    exec(code, names)
    (function,) = (names[name] for name in re.findall(r"^def (\w+)", code, re.MULTILINE))
    return function  # type: ignore[no-any-return]


def marked(ident: str) -> set[str]:
    return {option["id"] for option in QUESTIONS[ident]["options"] if option["correct"]}


def generators() -> ModuleType:
    spec = importlib.util.spec_from_file_location("skill_check", PART / "skill_check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def failed_by_heavy_ball(function: Callable[..., Points]) -> set[str]:
    def slope(x: Points) -> Points:
        return x

    start = np.array([8.0])
    passed = {
        "first-step": function(slope, start, 0.5, 0.5, 1)[1, 0] == 4,
        "no-momentum": np.allclose(
            function(slope, start, 0.3, 0.0, 9), gradient_descent(slope, start, 0.3, 9)
        ),
        "fixed-point": not function(slope, np.zeros(1), 0.5, 0.5, 9).any(),
        "stable": abs(function(slope, start, 2.9, 0.5, 2000)[-1, 0]) < 1e-6,
    }
    return {name for name, is_passed in passed.items() if not is_passed}


def test_the_averaged_heavy_ball_fails_the_check_named() -> None:
    wrong = shown("gd-3-term-a")
    assert failed_by_heavy_ball(wrong) == marked("gd-3-term-a") == {"first-step"}
    assert failed_by_heavy_ball(heavy_ball) == set()
    assert wrong(lambda x: x, np.array([8.0]), 0.5, 0.5, 1)[1, 0] == 6
    for eta, converges in ((5.9, True), (6.1, False)):
        last = wrong(lambda x: x, np.array([8.0]), eta, 0.5, 4000)[-1, 0]
        assert (abs(last) < 1) == converges


def failed_by_nesterov(function: Callable[..., Points]) -> set[str]:
    curvatures, calls = np.array([1.0, 4.0]), []

    def slope(x: Points) -> Points:
        calls.append(x)
        return np.asarray(curvatures * x)

    start = np.array([8.0, 8.0])
    second = function(slope, start, 4.0, 1.0, 2)
    passed = {
        "calls": len(calls) == 2,
        "stiff-mode": second[1] == 0,
        "equal-constants": function(lambda x: 4 * x, np.array([8.0]), 4.0, 4.0, 1)[0] == 0,
        "converges": np.linalg.norm(function(slope, start, 4.0, 1.0, 200)) <= 1e-6,
    }
    return {name for name, is_passed in passed.items() if not is_passed}


def test_the_gradient_at_the_wrong_point_fails_the_check_named() -> None:
    def right(grad: Callable[[Points], Any], x0: Any, L: float, mu: float, T: int) -> Points:  # noqa: N803
        return np.asarray(nesterov(grad, x0, L, T, mu)[0][-1], dtype=np.float64)

    wrong = shown("gd-3-term-b")
    assert failed_by_nesterov(wrong) == marked("gd-3-term-b") == {"stiff-mode"}
    assert failed_by_nesterov(right) == set()
    curvatures = np.array([1.0, 4.0])
    second = wrong(lambda x: curvatures * x, np.array([8.0, 8.0]), 4.0, 1.0, 2)
    assert second[1] == pytest.approx(-8 / 3)


def failed_by_steepest(function: Callable[[Points], Points]) -> set[str]:
    g = np.array([3.0, -4.0])
    d = function(g)
    corners = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    passed = {
        "dual": g @ d == -np.abs(g).sum(),
        "no-better": (corners @ g).min() >= g @ d,
        "length": np.abs(d).max() == 1,
        "descends": g @ d < 0,
        "scale": (function(10 * g) == d).all(),
    }
    return {name for name, is_passed in passed.items() if not is_passed}


def test_the_direction_of_another_norm_fails_the_checks_marked() -> None:
    wrong = shown("gd-3-term-c")
    assert wrong(np.array([3.0, -4.0])).tolist() == [0, 1]
    assert failed_by_steepest(wrong) == marked("gd-3-term-c") == {"dual", "no-better"}
    assert failed_by_steepest(lambda g: steepest_direction(g, "linf")) == set()


@pytest.mark.parametrize("seed", range(40))
def test_the_curvature_follows_from_the_numbers_as_printed(seed: int) -> None:
    made = generators().gd_3_use_a(np.random.default_rng(seed))
    eta, norm, before, after = (float(made[name]) for name in ("eta", "norm", "before", "after"))
    answer = made["answer"]
    assert before - after == pytest.approx(eta * norm**2 * (1 - eta * answer / 2))
    assert 0 < eta * answer < 2
    for wrong in QUESTIONS["gd-3-use-a"]["wrong"]:
        assert abs(made[wrong["value"].strip("<>")] - answer) > 0.05 * answer
    text = str(QUESTIONS["gd-3-use-a"])
    assert set(re.findall(r"<<(\w+)>>", text)) == set(made)


def value_of(expression: str, beta: float, top: float) -> float:
    """Evaluate in plain Python: in SymPy `beta` is a function unless it is declared a symbol."""
    return float(eval(expression, {"beta": beta, "L": top}))


def test_the_expression_is_where_the_roots_leave_the_circle() -> None:
    question = QUESTIONS["gd-3-use-b"]
    for beta, top in ((0.2, 1.0), (0.5, 3.0), (0.9, 10.0)):
        limit = value_of(question["answer"], beta, top)
        for share, is_stable in ((0.999, True), (1.001, False)):
            h = 1 - share * limit * top
            assert (max(abs(np.roots([1, -(1 + beta) * h, beta * h]))) < 1) == is_stable
        for wrong in question["wrong"]:
            assert not math.isclose(value_of(wrong["value"], beta, top), limit)


def test_the_steps_of_the_proof_stand_in_order() -> None:
    options = QUESTIONS["gd-3-use-c"]["options"]
    assert len(options) == 6
    assert all(set(option) == {"id", "text", "explanation"} for option in options)
