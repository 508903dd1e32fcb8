"""What is left of a checks.py when only some of its checks are wanted."""

from exercises.notebooks.pruning import checks_prune, names_used, recorded_names

SOURCE = '''\
"""Checks: the hidden one is the interesting one."""

import numpy as np
import torch
from dataclasses import dataclass

from exercises.checking import expect_close, expect_growth, tolerance_for
from reference.bfgs import bfgs_inverse, bfgs_update

TOLERANCE, SIZES = tolerance_for("float64", "recursion"), (1, 2)
SECRET = "only the hidden check uses this"


def value(solution, reference, rng):
    """Compare."""
    for n in SIZES:
        expect_close(solution(_start(n)), _right(n), tolerance=TOLERANCE, what="it")


def cost(solution, reference, rng):
    expect_growth(solution, reference, _secretly, SECRET, torch)


def _start(n):
    # A start.
    return np.ones(n)


# notebook: recorded
def _right(n):
    return bfgs_inverse(np.eye(n), [])


@dataclass
class Case:
    n: int


def _secretly(n):
    return bfgs_update(n)
'''


def test_only_what_public_checks_reach_is_kept() -> None:
    source = checks_prune(SOURCE, ["value"]).source
    assert "def value" in source
    assert "def _start" in source
    assert "# A start." in source
    assert "TOLERANCE, SIZES = " in source
    assert source.startswith("import numpy as np\n\n\n")
    for absent in ("cost", "SECRET", "_secretly", "torch", "Case", "hidden", "reference.bfgs"):
        assert absent not in source


def test_helpers_and_recorded_names_are_named() -> None:
    pruned = checks_prune(SOURCE, ["value"])
    assert pruned.helpers == ("expect_close", "tolerance_for")
    assert pruned.recorded == {"_right": "checks:_right"}
    assert "def _right" not in pruned.source
    assert "bfgs_inverse" not in pruned.source


def test_the_reference_is_recorded_under_the_name_it_has_there() -> None:
    assert dict(recorded_names(SOURCE)) == {
        "bfgs_inverse": "reference.bfgs:bfgs_inverse",
        "bfgs_update": "reference.bfgs:bfgs_update",
        "_right": "checks:_right",
    }
    assert checks_prune(SOURCE, ["cost"]).recorded == {"bfgs_update": "reference.bfgs:bfgs_update"}


def test_the_names_a_check_uses_are_those_it_reaches_and_no_neighbours() -> None:
    assert "expect_growth" in names_used(SOURCE, "cost")
    assert "expect_growth" not in names_used(SOURCE, "value")
    assert {"SIZES", "tolerance_for", "_start"} <= names_used(SOURCE, "value")


def test_a_variable_of_a_hidden_checks_name_does_not_bring_the_check_in() -> None:
    source = SOURCE.replace(
        "for n in SIZES:", "for n in SIZES:\n        cost = n\n        print(cost)"
    )
    assert "print(cost)" in checks_prune(source, ["value"]).source
    assert "def cost" not in checks_prune(source, ["value"]).source
    assert "expect_growth" not in names_used(source, "value")
