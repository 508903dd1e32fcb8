"""The expected rise against its closed form on quadratics, and against its own scatter."""

import numpy as np
import pytest

from reference.flatness import expected_rise

H = np.array([[2.0, 0.5, 0.0], [0.5, 1.0, -0.3], [0.0, -0.3, 4.0]])
G = np.array([3.0, -2.0, 5.0])
X = np.array([0.4, -1.0, 2.0])


def quadratic(x):
    return float(G @ (x - X) + (x - X) @ H @ (x - X) / 2)


def test_on_a_quadratic_the_mean_is_half_the_trace_and_the_error_known():
    sigma, s = 0.3, 50
    runs = np.array([expected_rise(quadratic, X, sigma, s, seed) for seed in range(40)])
    deviation = sigma**2 * np.linalg.norm(H) / np.sqrt(2 * s)
    truth = sigma**2 / 2 * np.trace(H)
    assert abs(runs[:, 0].mean() - truth) <= 4 * deviation / np.sqrt(len(runs))
    assert runs[:, 0].std() == pytest.approx(deviation, rel=0.3)
    assert np.sqrt(np.mean(runs[:, 1] ** 2)) == pytest.approx(deviation, rel=0.2)
    inside = np.abs(runs[:, 0] - truth) <= 4 * runs[:, 1]
    assert inside.mean() > 0.95


def test_a_linear_function_does_not_rise():
    mean, se = expected_rise(lambda x: float(G @ x), X, 0.5, 10, seed=1)
    assert abs(mean) <= 1e-14
    assert se <= 1e-14


def test_the_second_order_formula_is_the_limit_of_small_noise():
    def f(x):
        return float(np.cosh(x).sum())

    errors = []
    sigmas = np.array([0.4, 0.2, 0.1])
    for sigma in sigmas:
        # The same seed draws the same directions, and z² of them stands for the trace.
        z = np.random.default_rng(3).standard_normal((30, 3))
        second_order = sigma**2 / 2 * np.mean(z**2 @ np.cosh(X))
        errors.append(abs(expected_rise(f, X, sigma, 30, seed=3)[0] - second_order))
    assert np.polyfit(np.log(sigmas), np.log(errors), 1)[0] == pytest.approx(4, abs=0.2)


def test_seeds_decide_calls_are_counted_and_no_noise_is_no_rise():
    calls = []

    def counted(x):
        calls.append(x)
        return quadratic(x)

    first = expected_rise(counted, X, 0.1, 7, seed=5)
    assert len(calls) == 15
    assert first == expected_rise(quadratic, X, 0.1, 7, seed=5)
    assert first != expected_rise(quadratic, X, 0.1, 7, seed=6)
    assert expected_rise(quadratic, X, 0.0, 7, seed=5) == (0.0, 0.0)


@pytest.mark.parametrize(("sigma", "s"), [(0.1, 1), (0.1, 0), (-0.1, 5), (float("nan"), 5)])
def test_what_has_no_error_or_no_width_is_refused(sigma, s):
    with pytest.raises(ValueError, match=r"two directions|non-negative"):
        expected_rise(quadratic, X, sigma, s, seed=1)
