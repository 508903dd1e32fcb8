"""The shortest fit against the pseudoinverse, and implicit bias against gradient descent."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.min_norm import gd_implicit_bias, min_norm_fit


@pytest.mark.parametrize(("n", "p"), [(1, 1), (1, 4), (5, 5), (10, 60)])
def test_the_fit_of_least_norm_is_that_of_the_pseudoinverse(n, p):
    rng = np.random.default_rng(n)
    X, y = rng.standard_normal((n, p)), rng.standard_normal(n)
    w = min_norm_fit(X, y)
    np.testing.assert_allclose(w, np.linalg.pinv(X) @ y, rtol=1e-9, atol=1e-12)
    with pytest.raises(ValueError, match="more examples"):
        min_norm_fit(np.ones((3, 2)), np.ones(3))


def test_gradient_descent_ends_where_the_formula_says():
    rng = np.random.default_rng(0)
    X, y, w0 = rng.standard_normal((4, 12)), rng.standard_normal(4), rng.standard_normal(12)
    for start in (np.zeros(12), w0):
        w = start
        for _ in range(3000):
            w = w - X.T @ (X @ w - y) / np.linalg.norm(X, 2) ** 2
        np.testing.assert_allclose(gd_implicit_bias(X, y, start), w, atol=1e-12)
    kept = w0 - np.linalg.pinv(X) @ (X @ w0)
    want = np.linalg.pinv(X) @ y + kept
    np.testing.assert_allclose(gd_implicit_bias(X, y, w0), want, atol=1e-13)
