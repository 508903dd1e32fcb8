"""The kind of a critical point: known functions, scaling and Sylvester's law."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.critical_kind import classify


@pytest.mark.parametrize(
    ("hessian", "kind"),
    [
        (np.diag([1.0, 2.0]), "min"),
        (np.diag([-1.0, -2.0, -3.0]), "max"),
        (np.diag([1.0, -1.0, -2.0]), "saddle"),
        (np.diag([1.0, 0.0, -2.0]), "saddle"),
        (np.diag([2.0, 0.0]), "degenerate"),
        (np.diag([-2.0, 0.0]), "degenerate"),
        (np.zeros((2, 2)), "degenerate"),
        (np.array([[1.0, 2.0], [2.0, 1.0]]), "saddle"),
    ],
)
def test_signs_decide(hessian, kind):
    assert classify(np.zeros(len(hessian)), hessian, 1e-8) == kind


@settings(deadline=None)
@given(
    st.integers(0, 2**32 - 1), st.lists(st.sampled_from([-1.0, 0.0, 2.0]), min_size=1, max_size=5)
)
def test_the_kind_survives_scaling_and_change_of_variables(seed, eigenvalues):
    rng = np.random.default_rng(seed)
    n, H = len(eigenvalues), np.diag(eigenvalues)
    kind = classify(np.zeros(n), H, 1e-8)
    T = np.linalg.qr(rng.standard_normal((n, n)))[0] * rng.uniform(0.5, 2.0, n)
    for c in (1e-100, 1.0, 1e100):
        assert classify(np.zeros(n), c * T.T @ H @ T, 1e-8) == kind


def test_the_gradient_is_compared_with_the_curvature():
    g, H = np.array([3e-6, 4e-6]), np.diag([5.0, 1.0])
    assert classify(g, H, 1.01e-6) == "min"
    assert classify(g, H, 0.99e-6) == "not_critical"
    assert classify(g, np.zeros((2, 2)), 1e-6) == "not_critical"


def test_what_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        classify(np.array([np.nan, 0.0]), np.eye(2), 1e-6)
    with pytest.raises(ValueError, match="finite"):
        classify(np.zeros(2), np.diag([1.0, np.inf]), 1e-6)
