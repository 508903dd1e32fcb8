"""The worked example of the shortest fit and of implicit bias."""

import numpy as np

from reference.min_norm import gd_implicit_bias, min_norm_fit

ROW, TARGET = np.array([[3.0, 4.0]]), np.array([5.0])


def test_one_target_and_two_parameters_have_the_fits_of_the_statement():
    np.testing.assert_allclose(min_norm_fit(ROW, TARGET), [0.6, 0.8], rtol=1e-14)
    start = np.array([7.0, 1.0])
    assert (TARGET - ROW @ start)[0] == -20.0
    np.testing.assert_allclose(gd_implicit_bias(ROW, TARGET, start), [4.6, -2.2], rtol=1e-14)
    assert not (ROW @ np.array([4.0, -3.0])).any()


def test_gradient_descent_ends_there():
    w = np.array([7.0, 1.0])
    for _ in range(50):
        w = w - 0.03 * ROW.T @ (ROW @ w - TARGET)
    np.testing.assert_allclose(w, [4.6, -2.2], rtol=1e-12)
