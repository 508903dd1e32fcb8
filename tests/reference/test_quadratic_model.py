"""Predicted reduction and gain ratio against the dense formula and Taylor's theorem."""

# ruff: noqa: N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import rosen, rosen_der, rosen_hess

from reference.quadratic_model import model_reduction, ratio

seeds = st.integers(0, 2**32 - 1)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 8))
def test_on_a_quadratic_the_ratio_is_one(seed, n):
    rng = np.random.default_rng(seed)
    root, g, p = rng.standard_normal((n, n)), rng.standard_normal(n), rng.standard_normal(n)
    B = root + root.T
    reduction = model_reduction(g, lambda v: B @ v, p)
    dense = -np.einsum("i,i", g, p) - np.einsum("i,ij,j", p, B, p) / 2
    scale = np.abs(g) @ np.abs(p) + np.abs(p) @ np.abs(B) @ np.abs(p)
    assert abs(reduction - dense) <= 1e-14 * n * scale
    if abs(reduction) > 1e-2 * scale:
        step = math.copysign(1, reduction)
        assert ratio(0.0, -step * dense, step * reduction) == pytest.approx(1, abs=1e-12)


def test_the_model_is_exact_to_third_order():
    x, p = np.array([-1.2, 1.0]), np.array([0.3, -0.7])
    H = rosen_hess(x)
    lengths = np.array([1e-1, 1e-2, 1e-3])
    errors = [
        abs(rosen(x) - rosen(x + h * p) - model_reduction(rosen_der(x), lambda v: H @ v, h * p))
        for h in lengths
    ]
    slope = np.polyfit(np.log(lengths), np.log(errors), 1)[0]
    assert slope == pytest.approx(3, abs=0.1)


def test_one_product_is_taken_even_for_the_zero_step():
    calls = []

    def counted(v):
        calls.append(1)
        return v

    reduction = model_reduction(np.ones(2), counted, np.zeros(2))
    assert math.copysign(1, reduction) == 1.0
    assert reduction == 0.0
    assert len(calls) == 1


def test_a_good_step_has_a_positive_predicted_reduction():
    g = np.array([3.0, -1.0])
    assert model_reduction(g, lambda v: v, -0.1 * g) > 0


@pytest.mark.parametrize("pred", [0.0, -0.0, -1.0, math.nan])
def test_a_model_that_promises_nothing_is_refused(pred):
    assert ratio(2.0, 1.0, pred) == -math.inf


@pytest.mark.parametrize(
    ("f0", "f1", "pred"),
    [
        (1.0, math.nan, 1.0),
        (math.nan, 1.0, 1.0),
        (math.inf, math.inf, 1.0),
        (0.0, math.inf, 1.0),
        (math.inf, 0.0, math.inf),
    ],
)
def test_what_is_not_a_number_is_refused(f0, f1, pred):
    assert ratio(f0, f1, pred) == -math.inf


def test_a_numpy_scalar_raises_no_warning():
    assert ratio(np.float64(1e308), np.float64(-1e308), np.float64(1e-300)) == math.inf
