"""The line search by the conditions it must meet.

Values are never compared: on one problem SciPy's search returns 9.38e-4 and torch's 7.89e-4, and
both are right.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import line_search, rosen, rosen_der

from reference.wolfe import strong_wolfe


class Counted:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, a):
        self.calls += 1
        return self.f(a)


def conditions_verify(phi, dphi, a, c1, c2):
    assert phi(a) <= phi(0.0) + c1 * a * dphi(0.0)
    assert abs(dphi(a)) <= -c2 * dphi(0.0)


def hyperbola():
    return lambda a: -a / (a**2 + 2), lambda a: (a**2 - 2) / (a**2 + 2) ** 2


def quintic():
    return (
        lambda a: (a + 0.004) ** 5 - 2 * (a + 0.004) ** 4,
        lambda a: 5 * (a + 0.004) ** 4 - 8 * (a + 0.004) ** 3,
    )


def ripples():
    def base(a):
        if abs(a - 1) >= 0.01:
            return abs(a - 1), math.copysign(1, a - 1)
        return (a - 1) ** 2 / 0.02 + 0.005, (a - 1) / 0.01

    rate = 39 * math.pi / 2
    return (
        lambda a: base(a)[0] + 0.99 / rate * math.sin(rate * a),
        lambda a: base(a)[1] + 0.99 * math.cos(rate * a),
    )


def yanai(b1, b2):
    def gamma(b):
        return math.sqrt(1 + b * b) - b

    return (
        lambda a: gamma(b1) * math.hypot(1 - a, b2) + gamma(b2) * math.hypot(a, b1),
        lambda a: gamma(b1) * (a - 1) / math.hypot(1 - a, b2) + gamma(b2) * a / math.hypot(a, b1),
    )


MORE_THUENTE = [
    hyperbola(),
    quintic(),
    ripples(),
    yanai(0.001, 0.001),
    yanai(0.01, 0.001),
    yanai(0.001, 0.01),
]


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("first", [1e-3, 1e-1, 1e1, 1e3])
@pytest.mark.parametrize(("c1", "c2"), [(1e-4, 0.9), (1e-3, 0.1)])
def test_more_and_thuentes_functions_are_searched_within_the_budget(number, first, c1, c2):
    phi, dphi = MORE_THUENTE[number - 1]
    phi = Counted(phi)
    a, status = strong_wolfe(phi, dphi, c1, c2, first=first)
    assert status == "wolfe"
    assert phi.calls <= 26  # at 0, then 25 trials
    conditions_verify(phi, dphi, a, c1, c2)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(1e-6, 1e6))
def test_where_scipy_finds_a_step_so_does_it_and_curvature_is_positive(seed, scale):
    x = np.random.default_rng(seed).uniform(-2, 2, 2)
    g = rosen_der(x)
    d = -g * scale / np.linalg.norm(g)

    def dphi(a):
        return float(rosen_der(x + a * d) @ d)

    a, status = strong_wolfe(lambda a: float(rosen(x + a * d)), dphi)
    assert status == "wolfe"
    conditions_verify(lambda a: float(rosen(x + a * d)), dphi, a, 1e-4, 0.9)
    assert (a * d) @ (rosen_der(x + a * d) - g) > 0


def test_scipys_search_of_the_same_line_is_also_within_the_conditions():
    x, d = np.array([-1.2, 1.0]), -rosen_der(np.array([-1.2, 1.0]))
    theirs = line_search(rosen, rosen_der, x, d)[0]
    ours, _ = strong_wolfe(
        lambda a: float(rosen(x + a * d)), lambda a: float(rosen_der(x + a * d) @ d)
    )
    for a in (theirs, ours):
        conditions_verify(
            lambda a: rosen(x + a * d), lambda a: float(rosen_der(x + a * d) @ d), a, 1e-4, 0.9
        )


@pytest.mark.parametrize("first", [1.0, 50.0])
def test_a_domain_with_an_edge_is_searched_inside(first):
    def phi(a):
        return -a - math.log(1 - a) / 10 if a < 1 else math.nan

    a, status = strong_wolfe(phi, lambda a: -1 + 0.1 / (1 - a), first=first)
    assert status == "wolfe"
    assert 0 < a < 1


def test_a_function_without_lower_bound_is_reported():
    a, status = strong_wolfe(lambda a: -a, lambda a: -1.0)
    assert (a, status) == (1e10, "unbounded")


def test_a_slope_that_lies_ends_with_the_budget():
    phi = Counted(lambda a: a)
    assert strong_wolfe(phi, lambda a: -1.0) == (0.0, "budget")
    assert phi.calls == 26


@pytest.mark.parametrize("slope", [0.0, 1.0, math.nan])
def test_a_direction_that_does_not_descend_is_refused(slope):
    with pytest.raises(ValueError, match="descend"):
        strong_wolfe(lambda a: 0.0, lambda a: slope)


@pytest.mark.parametrize(("c1", "c2"), [(0.9, 0.1), (0.0, 0.9), (1e-4, 1.0)])
def test_constants_out_of_order_are_refused(c1, c2):
    with pytest.raises(ValueError, match="c1 < c2"):
        strong_wolfe(lambda a: -a, lambda a: -1.0, c1, c2)
