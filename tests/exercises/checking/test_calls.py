"""What a call may not do beside returning its value, seen on real functions."""

import math

import numpy as np
import pytest
import torch

from exercises.checking import (
    CheckFailed,
    Outcome,
    SolutionRaised,
    expect_detached,
    expect_no_leak,
    expect_pure,
    expect_raises,
    expect_state_kept,
    expect_unaliased,
    expect_unmutated,
)


def outcome(value=None, raised=None, mutated=()):
    return Outcome(value, raised, mutated, 0.0)


def test_an_exception_is_expected_by_name_or_class():
    raised = outcome(raised=SolutionRaised("LinAlgError", "singular", 3))
    expect_raises(raised, "LinAlgError")
    expect_raises(raised, np.linalg.LinAlgError)
    expect_raises(raised, (ValueError, "LinAlgError"))
    expect_raises(raised, torch.linalg.LinAlgError)


def test_a_missing_or_other_exception_fails():
    with pytest.raises(CheckFailed, match="returned an array of shape"):
        expect_raises(outcome(value=np.zeros(2)), ValueError)
    with pytest.raises(CheckFailed, match=r"^The call returned the number 1\.5\. The rule: it"):
        expect_raises(outcome(value=1.5), ValueError)
    with pytest.raises(CheckFailed, match=r"^n = 1: the call returned nan\."):
        expect_raises(outcome(value=math.nan), ValueError, case="n = 1")
    with pytest.raises(CheckFailed, match=r"raised TypeError: no \(line 3\). The rule: it raises"):
        expect_raises(outcome(raised=SolutionRaised("TypeError", "no", 3)), ValueError)


def test_a_mutated_argument_is_named():
    expect_unmutated(outcome())
    with pytest.raises(CheckFailed, match=r"^The argument number 2 changed"):
        expect_unmutated(outcome(mutated=(1,)))
    with pytest.raises(CheckFailed, match=r"^The argument `H` changed"):
        expect_unmutated(outcome(mutated=("H",)))


def test_a_result_that_is_an_argument_is_named(local):
    expect_unaliased(local(lambda x, y: x + y).call(np.ones(2), np.ones(2)))
    with pytest.raises(CheckFailed, match=r"^The result shares the memory of the argument `y`\."):
        expect_unaliased(local(lambda x, y: y[:1]).call(np.ones(2), np.ones(2)))


def test_a_result_that_still_has_a_graph_is_refused(local):
    x = torch.ones(2, requires_grad=True)
    expect_detached(local(lambda x: (2 * x).detach()).call(x))
    with pytest.raises(CheckFailed, match="still requires a gradient"):
        expect_detached(local(lambda x: 2 * x).call(x))


def test_global_state_that_changed_is_named(local):
    draws = local(lambda x: np.random.standard_normal(2)).watching("state")
    with pytest.raises(CheckFailed, match=r"^The call changed numpy\.random\. The rule: global"):
        expect_state_kept(draws.call(1.0))
    expect_state_kept(local(lambda x: x).watching("state").call(1.0))


def test_a_pure_function_returns_its_value(local):
    assert expect_pure(local(lambda x, scale=1.0: x @ x * scale), np.ones(3), scale=2.0) == 6.0
    value = expect_pure(local(lambda x: (x + 1, {"n": x.shape[0]}, "ok")), torch.ones(2))
    assert value[1:] == ({"n": 2}, "ok")


def writes(x):
    x[0] = 0.0
    return x.sum()


def counts_calls(x, calls=[]):  # noqa: B006
    calls.append(1)
    return x + len(calls)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (writes, "the argument `x` changed"),
        (counts_calls, r"differs at entry \[0\] between two calls"),
        (lambda x: x, "shares the memory"),
        (lambda x: np.random.standard_normal(2), "changed numpy.random"),
        (lambda x: x * math.nan, "differs at entry"),
    ],
)
def test_an_impure_function_is_told_why(local, function, said):
    with pytest.raises(CheckFailed, match=f"(?i){said}"):
        expect_pure(local(function), np.ones(2))


def test_what_a_pure_call_raises_is_raised(local):
    with pytest.raises(SolutionRaised, match="ZeroDivisionError"):
        expect_pure(local(lambda x: 1 / 0), np.ones(2))


def test_tensors_kept_from_call_to_call_are_counted(local, few_objects):
    kept = []

    def keeps(x):
        kept.append(x + 1)
        return x.sum().item()

    expect_no_leak(local(lambda x: x.sum().item()), torch.ones(2), calls=30)
    with pytest.raises(CheckFailed, match=r"^After 30 calls \d+ more tensors are alive"):
        expect_no_leak(local(keeps), torch.ones(2), calls=30)


def test_a_cache_that_is_filled_once_is_no_leak(local, few_objects):
    cache = {}

    def fills(x):
        if "eye" not in cache:
            cache["eye"] = torch.eye(2)
        return (cache["eye"] @ x).sum().item()

    expect_no_leak(local(fills), torch.ones(2), calls=30)


def test_live_tensors_that_nobody_counted_are_the_authors_error(local):
    class Blind(local):
        def watching(self, *what):
            return self

    with pytest.raises(ValueError, match="torch"):
        expect_no_leak(Blind(lambda x: x), np.ones(2))
