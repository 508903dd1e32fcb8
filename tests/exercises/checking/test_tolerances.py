"""Tolerances follow dtype, size and conditioning, and are never so loose that zeros pass."""

import numpy as np
import pytest
import torch

from exercises.checking.tolerances import FLOORS, REASONS, about, dtype_name, tolerance_for


def test_a_dtype_has_one_name():
    for dtype in ("float32", np.float32, np.dtype("float32"), torch.float32):
        assert dtype_name(dtype) == "float32"


def test_lower_precision_is_looser():
    bounds = [
        tolerance_for(dtype, "recursion").bound for dtype in ("float64", "float32", "bfloat16")
    ]
    assert bounds == sorted(bounds)


@pytest.mark.parametrize("kind", [kind for kind in FLOORS if kind not in ("solve", "subspace")])
def test_no_tolerance_lets_zeros_pass(kind):
    for dtype in FLOORS[kind]:
        assert tolerance_for(dtype, kind, size=10_000).bound < 0.1


def test_roundings_grow_with_the_size():
    small = tolerance_for("float32", "recursion", size=1).bound
    assert tolerance_for("float32", "recursion", size=100).bound == pytest.approx(10 * small, rel=1)
    assert tolerance_for("float64", "predicate", size=4).bound == 100 * 2.0**-52


def test_a_forward_error_needs_the_condition_number():
    assert tolerance_for("float64", "solve", condition=1e3).bound == 1e-8
    assert tolerance_for("float64", "solve", condition=1e8).bound == 10 * 1e8 * 2.0**-52
    assert tolerance_for("float32", "subspace", condition=10).bound == 100 * 2.0**-23
    for kind in ("solve", "subspace"):
        with pytest.raises(ValueError, match="needs the condition number"):
            tolerance_for("float64", kind)
    with pytest.raises(ValueError, match="backward error"):
        tolerance_for("float32", "solve", condition=1e6)
    with pytest.raises(ValueError, match="backward error"):
        tolerance_for("float64", "solve", condition=float("nan"))


def test_a_dtype_without_a_policy_is_refused():
    with pytest.raises(ValueError, match="int64"):
        tolerance_for(np.int64, "recursion")


def test_a_tolerance_says_its_reason():
    assert str(tolerance_for("float32", "hvp")).startswith("1.0e-03 (float32: ")


def test_what_is_rounded_to_half_precision_says_so():
    tolerance = tolerance_for("bfloat16", "recursion", size=10_000)
    assert tolerance.bound == 6e-2
    assert "half precision" in tolerance.reason


def test_every_kind_says_why():
    assert REASONS.keys() == FLOORS.keys()
    assert tolerance_for("float32", "two-loop", size=40).bound == 1e-5
    assert tolerance_for("float64", "complex step").bound == 1e-14
    assert tolerance_for("float64", "finite difference").bound == 1e-6


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (0.0, "0"),
        (0.64, "0.6"),
        (23.0, "20"),
        (0.01, "0.01"),
        (0.0034, "3e-03"),
        (3e-7, "3e-07"),
        (1e4, "1e+04"),
    ],
)
def test_an_error_is_said_to_one_digit(error, said):
    assert about(error) == said
