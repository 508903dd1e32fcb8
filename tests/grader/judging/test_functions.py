"""An exercise may ask for several functions; each is held to its own reference."""

import pytest

pytestmark = pytest.mark.sandbox

HVP = """
import torch


def hvp(f, x, v):
    return torch.func.jvp(torch.func.grad(f), (x,), (v,))[1]

"""


def by_id(report):
    return {check.id: check for check in report.checks}


def test_a_function_that_is_missing_is_asked_for_by_its_own_signature(graded, second):
    checks = by_id(graded(second, HVP))
    assert checks["value"].verdict == "passed"
    assert checks["matrix"].verdict == "error"
    assert checks["matrix"].message == (
        "Your code does not define `hessian`. Define `hessian(f, x)`."
    )


def test_a_wrong_form_is_told_the_rule_of_the_function_that_returned_it(graded, second):
    message = by_id(graded(second, HVP + "def hessian(f, x):\n    return [print]\n"))[
        "matrix"
    ].message
    assert message.endswith("The rule: an array of shape (n, n) is returned.")


def test_a_mistake_in_a_further_function_is_recognised(graded, second):
    code = HVP + "def hessian(f, x):\n    return torch.diag(torch.func.hessian(f)(x).sum(1))\n"
    assert by_id(graded(second, code))["matrix"].mistake == "diagonal"
