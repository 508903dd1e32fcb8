"""Which known mistake explains a failed check."""

import numpy as np
import pytest

from exercises.checking.failures import Outcome, SolutionRaised
from grader.judging.judge.calls import Arguments, CallRecord
from grader.judging.judge.diagnosis import Diagnosis
from grader.judging.judge.sources import Reference
from grader.judging.wire import JudgeTask, TaskFunction, TaskMistake

X = np.array([3.0, -4.0])


def reference(x, f=None):
    if f is not None:
        f(x)
    return float(np.sqrt(x @ x))


NORM = TaskFunction("norm", ("x", "f"), "norm(x)", "number", "")


def task(**mistakes):
    """Return a task with these mistakes: slug=(caught_by, source of the function's body)."""
    return JudgeTask(
        checks_source="",
        check_ids=("value", "cost"),
        functions=(NORM,),
        dtypes=("float64",),
        device="cpu",
        seed=1,
        frame_limit_bytes=1,
        frame_count_limit=1,
        oracle_call_limit=1,
        memory_limit_bytes=1 << 29,
        mistakes=tuple(
            TaskMistake(slug, caught_by, f"{slug}!", f"def norm(x, f=None):\n    {body}\n")
            for slug, (caught_by, body) in mistakes.items()
        ),
    )


def called(value=None, *, x=X, raised=None, text="", mutated=(), f=None, count=0, seconds=0.0):
    args = (x,) if f is None else (x, f)
    fault = SolutionRaised(raised, text, 1) if raised else None
    counts = {"f": count} if count else {}
    return CallRecord(NORM, Arguments(args, {}), Outcome(value, fault, mutated, seconds), counts)


def found(task, check_id, calls, earlier=()):
    mistake = Diagnosis(task, Reference({"norm": reference})).mistake_find(
        check_id, list(calls), list(earlier)
    )
    return mistake.slug if mistake else None


ONE_NORM = ("value", "return float(abs(x).sum())")
SQUARE = ("value", "return float(x @ x)")


def test_the_same_wrong_value_is_recognised():
    assert found(task(square=SQUARE, one_norm=ONE_NORM), "value", [called(7.0)]) == "one_norm"


def test_a_right_value_or_an_unknown_wrong_one_is_not():
    mistakes = task(square=SQUARE, one_norm=ONE_NORM)
    assert found(mistakes, "value", [called(5.0)]) is None
    assert found(mistakes, "value", [called(6.0)]) is None
    assert found(mistakes, "value", []) is None


def test_an_exception_is_recognised_by_its_kind():
    mistakes = task(raises=("value", "return x[9]"))
    assert found(mistakes, "value", [called(raised="IndexError")]) == "raises"
    assert found(mistakes, "value", [called(raised="KeyError")]) is None


def test_a_changed_argument_is_recognised_and_the_input_is_left_alone():
    mistakes = task(in_place=("value", "x *= x; return float(x.sum() ** 0.5)"))
    before = X.copy()
    assert found(mistakes, "value", [called(5.0, mutated=("x",))]) == "in_place"
    assert found(mistakes, "value", [called(5.0)]) is None
    assert np.array_equal(before, X)


def test_an_exception_of_a_general_class_is_recognised_by_its_text_too():
    mistakes = task(raises=("value", "raise RuntimeError('shapes 2 and 3')"))
    same = called(raised="RuntimeError", text="shapes 2 and 3")
    other = called(raised="RuntimeError", text="this is no tensor")
    assert found(mistakes, "value", [same]) == "raises"
    assert found(mistakes, "value", [other]) is None


def test_the_newest_wrong_call_is_explained():
    mistakes = task(square=SQUARE, one_norm=ONE_NORM)
    older = called(2.0, x=np.array([2.0]))
    assert found(mistakes, "value", [older, called(7.0)]) == "one_norm"
    assert found(mistakes, "value", [called(7.0), called(6.0)]) is None


def test_a_mistake_that_another_call_of_the_check_contradicts_explains_nothing():
    mistakes = task(square=SQUARE)
    right = called(2.0, x=np.array([2.0]))
    assert found(mistakes, "value", [right, called(25.0)]) is None
    assert found(mistakes, "value", [called(25.0)], earlier=[right]) == "square"


def test_a_mistake_that_names_the_check_wins_over_one_that_agrees_elsewhere():
    mistakes = task(
        elsewhere=("value", SQUARE[1]),
        here=("cost", "return float(x @ x) if len(x) == 2 else 0.0"),
    )
    earlier = [called(25.0, x=np.array([0.0, 3.0, 4.0]))]
    assert found(mistakes, "cost", [called(25.0)], earlier) == "here"
    assert found(mistakes, "value", [called(25.0)], earlier) == "elsewhere"


def test_a_mistake_that_names_the_check_comes_first():
    mistakes = task(first=("value", SQUARE[1]), second=("cost", SQUARE[1]))
    assert found(mistakes, "value", [called(25.0)]) == "first"
    assert found(mistakes, "cost", [called(25.0)]) == "second"


def test_of_two_mistakes_alike_the_one_that_agrees_elsewhere_wins():
    mistakes = task(
        always=("value", "return float(x @ x)"),
        sometimes=("value", "return float(x @ x) if len(x) == 2 else float((x @ x) ** 0.5)"),
    )
    right = called(5.0, x=np.array([0.0, 3.0, 4.0]))
    wrong = called(25.0, x=np.array([0.0, 3.0, 4.0]))
    assert found(mistakes, "value", [called(25.0)], earlier=[right]) == "sometimes"
    assert found(mistakes, "value", [called(25.0)], earlier=[wrong]) == "always"


def test_a_count_of_oracle_calls_is_recognised():
    mistakes = task(twice=("cost", "f(x); f(x); return float((x @ x) ** 0.5)"))
    assert found(mistakes, "cost", [called(5.0, f=abs, count=2)]) == "twice"
    assert found(mistakes, "cost", [called(5.0, f=abs, count=3)]) is None
    assert found(mistakes, "cost", [called(5.0, f=abs, count=1)]) is None


def test_an_error_at_the_edge_of_what_counts_as_the_same_is_not_that_of_a_right_value():
    mistakes = task(right=("value", "return float((x @ x) ** 0.5) * (1 + 1e-7)"))
    assert found(mistakes, "value", [called(5.0 * (1 + 1.05e-6))]) is None


def test_a_loss_of_digits_is_explained_for_the_check_that_is_about_it():
    mistakes = task(lossy=("cost", "return float((x @ x) ** 0.5) * (1 + 1e-9)"))
    lossy = called(5.0 * (1 + 1e-9))
    assert found(mistakes, "cost", [lossy]) == "lossy"
    assert found(mistakes, "value", [lossy]) is None


def test_a_right_answer_at_a_known_price_is_recognised():
    slow = "import time; end = time.perf_counter() + 0.05\n"
    slow += "    while time.perf_counter() < end: pass\n    return float((x @ x) ** 0.5)"
    mistakes = task(slow=("cost", slow))
    assert found(mistakes, "cost", [called(5.0, seconds=0.06)]) == "slow"
    assert found(mistakes, "cost", [called(5.0, seconds=5.0)]) is None
    assert found(mistakes, "value", [called(5.0, seconds=0.06)]) is None


def test_a_price_that_is_high_at_every_size_is_not_one_that_grows():
    slow = "import time; end = time.perf_counter() + 0.05 * (len(x) > 2)\n"
    slow += "    while time.perf_counter() < end: pass\n    return float((x @ x) ** 0.5)"
    mistakes, long = task(slow=("cost", slow)), np.array([0.0, 3.0, 4.0])
    cheap, dear = called(5.0, seconds=1e-4), called(5.0, seconds=0.05)
    large = called(5.0, x=long, seconds=0.06)
    assert found(mistakes, "cost", [dear, cheap, large]) == "slow"
    assert found(mistakes, "cost", [dear, dear, large]) is None


@pytest.mark.parametrize("body", ["raise SystemExit", "return x.nothing", "return lost"])
def test_a_mistake_that_raises_something_else_explains_nothing(body):
    assert found(task(bad=("value", body), square=SQUARE), "value", [called(25.0)]) == "square"


def test_an_outcome_is_off_when_it_is_not_the_references():
    diagnosis = Diagnosis(task(square=SQUARE), Reference({"norm": reference}))
    assert not diagnosis.is_off([called(5.0)])
    assert diagnosis.is_off([called(5.0), called(None)])
    assert diagnosis.is_off([called(raised="ValueError")])
