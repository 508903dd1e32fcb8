"""The worked example of Levenberg–Marquardt, by the reference and by plain NumPy."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.levenberg_marquardt import lm_fit, lm_step


@pytest.mark.parametrize(
    ("J", "D", "mu", "step"),
    [
        ((1, 2), (1, 2), 1.0, (-1, -0.5)),
        ((1, 2), (1, 2), 0.0, (-2, -1)),
        ((1, 1), (1, 1), 1.0, (-1, -1)),
        ((1, 2), (1, 1), 1.0, (-1, -0.8)),
    ],
)
def test_the_steps_of_the_example_are_right(J, D, mu, step):
    J, D, r = np.diag(np.array(J, float)), np.array(D, float), np.array([2.0, 2.0])
    np.testing.assert_allclose(lm_step(J, r, mu, D), step, rtol=1e-14)
    np.testing.assert_allclose((J.T @ J + mu * np.diag(D**2)) @ step, -J.T @ r, rtol=1e-14)


def test_a_fit_returns_the_sums_of_squares_of_its_accepted_points():
    x, y = np.array([0.0, 1.0, 2.0]), np.array([2.0, 4.0, 8.5])

    def residuals(b):
        return b[0] * np.exp(b[1] * x) - y

    def jacobian(b):
        return np.stack([np.exp(b[1] * x), b[0] * x * np.exp(b[1] * x)], axis=1)

    b, cov, history, converged = lm_fit(residuals, jacobian, np.array([1.0, 0.0]))
    assert converged
    assert history[0] == np.sum(residuals(np.array([1.0, 0.0])) ** 2)
    assert history[-1] == pytest.approx(np.sum(residuals(b) ** 2))
    assert np.all(np.diff(history) <= 0)
    J = jacobian(b)
    np.testing.assert_allclose(cov, np.linalg.inv(J.T @ J) * history[-1], rtol=1e-9)
