"""Backtracking by the step it must find, and by what it must refuse."""

import math

import numpy as np
import pytest
from scipy.optimize import rosen, rosen_der

from reference.backtracking import backtrack


def test_on_rosenbrocks_function_the_step_is_two_to_the_minus_ten():
    x = np.array([-1.2, 1.0])
    assert backtrack(rosen, rosen_der, x, -rosen_der(x)) == 2.0**-10


@pytest.mark.parametrize("seed", range(20))
def test_on_a_quadratic_it_is_the_first_of_the_ladder_that_the_formula_accepts(seed):
    rng = np.random.default_rng(seed)
    d, x = rng.uniform(1, 30, 5), rng.standard_normal(5)
    p = -d * x
    exact = (p @ p) / (p @ (d * p))
    accepted = [k for k in range(60) if 0.5**k <= 2 * (1 - 0.3) * exact]
    step = backtrack(lambda z: 0.5 * z @ (d * z), lambda z: d * z, x, p, c1=0.3)
    assert step == 0.5 ** accepted[0]


@pytest.mark.parametrize("outside", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_not_finite_refuses_the_step(outside):
    def f(x):
        return x[0] - math.log(x[0]) if x[0] > 0 else outside

    step = backtrack(f, lambda x: 1 - 1 / x, np.array([2.0]), np.array([-8.0]))
    assert step == 0.125


def test_gradient_and_values_are_used_as_often_as_promised():
    calls = {"f": 0, "df": 0}

    def f(x):
        calls["f"] += 1
        return rosen(x)

    def df(x):
        calls["df"] += 1
        return rosen_der(x)

    x = np.array([-1.2, 1.0])
    backtrack(f, df, x, -rosen_der(x), maxit=11)
    assert calls == {"f": 12, "df": 1}
    with pytest.raises(RuntimeError, match="10 steps"):
        backtrack(f, df, x, -rosen_der(x), maxit=10)


@pytest.mark.parametrize("p", [[1.0, 0.0], [0.0, 1.0], [math.nan, 0.0]])
def test_a_direction_that_does_not_descend_is_refused(p):
    with pytest.raises(ValueError, match="descent"):
        backtrack(lambda x: x[0], lambda x: np.array([1.0, 0.0]), np.zeros(2), np.array(p))
