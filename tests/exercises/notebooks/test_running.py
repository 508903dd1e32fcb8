"""The learner's function, as a check sees it outside the sandbox."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from exercises.checking import (
    CheckFailed,
    SolutionRaised,
    expect_layouts,
    expect_pure,
    expect_raises,
    tolerance_for,
)
from exercises.notebooks.running import LocalSolution, NotRecorded, check_run, checks_show


def local(function: Callable[..., Any], *parameters: str) -> LocalSolution:
    return LocalSolution({"f": function}, {"f": parameters}, ("float64",))


def writing(x: Any) -> Any:
    x += 1
    return x.sum()


def test_a_changed_argument_is_named_and_the_checks_own_is_left_alone() -> None:
    x = np.zeros(3)
    assert local(writing, "x").call(x).mutated == ("x",)
    assert x.tolist() == [0, 0, 0]
    tensor = torch.zeros(3)
    assert local(writing).call(tensor).mutated == (0,)
    assert tensor.tolist() == [0, 0, 0]


def test_a_pure_function_passes_and_others_are_told_why() -> None:
    x = np.arange(3.0)
    expect_pure(local(lambda x: x * 2, "x"), x)
    faults = {
        "shares the memory": lambda x: x[1:],
        "changed during": writing,
        "changed numpy.random": lambda x: x + np.random.rand(),
    }
    for words, function in faults.items():
        with pytest.raises(CheckFailed, match=words):
            expect_pure(local(function, "x"), x)
    with pytest.raises(CheckFailed, match="requires a gradient"):
        expect_pure(local(lambda x: (x * 2).requires_grad_()), torch.zeros(2))


def test_what_it_raises_is_said_with_its_line() -> None:
    def raises(x: Any) -> Any:
        raise np.linalg.LinAlgError("not definite")

    solution = local(raises, "x")
    expect_raises(solution.call(1), np.linalg.LinAlgError)
    with pytest.raises(SolutionRaised, match=r"LinAlgError: not definite \(line \d+\)"):
        solution(1)


def test_calls_of_functions_that_are_handed_in_are_counted() -> None:
    def steps(grad: Callable[[float], float], x: float, *, f: Callable[[float], float]) -> float:
        return grad(grad(x)) + f(x)

    solution = local(steps, "grad", "x")
    assert solution(lambda x: x + 1, 1.0, f=lambda x: x) == 4
    assert (solution.oracle_calls, solution.oracle_calls_of("grad")) == (3, 2)
    assert solution.oracle_calls_of("f") == 1


def test_another_layout_reaches_the_function_as_it_is() -> None:
    def contiguous_only(x: Any) -> float:
        return float(np.frombuffer(x.data if x.flags.c_contiguous else b"\0" * 8).sum())

    expect_layouts(local(np.sum), np.ones((2, 3)), tolerance=tolerance_for("float64", "recursion"))
    with pytest.raises(CheckFailed, match="in Fortran order"):
        expect_layouts(
            local(contiguous_only, "x"),
            np.ones((2, 3)),
            tolerance=tolerance_for("float64", "recursion"),
        )


def test_another_function_of_the_exercise_is_called_by_its_name() -> None:
    solution = LocalSolution(
        {"f": lambda x: x, "g": lambda a: -a}, {"f": ("x",), "g": ("a",)}, ("float64",)
    )
    assert solution.function("g")(2) == -2
    assert solution.function("g").parameters == ("a",)
    assert solution(2) == 2
    with pytest.raises(KeyError):
        solution.function("h")


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (None, "passed"),
        (CheckFailed("It is off."), "failed"),
        (SolutionRaised("ValueError", "no", 3), "error"),
        (NotRecorded("reference"), "open"),
        (AttributeError("no shape"), "failed"),
    ],
)
def test_a_check_ends_with_a_verdict_whatever_happens(
    error: Exception | None, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(solution: Any, reference: Any, rng: Any) -> None:
        if error:
            raise error

    def run(_: str) -> tuple[str, str]:
        return check_run(check, local(len), len)

    assert checks_show({"check": "Is right"}, run) == {"check": verdict}
    assert "Is right" in capsys.readouterr().out
