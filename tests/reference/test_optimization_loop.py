"""The loop around gradient descent: every way to stop, what it counts, and runs that go on."""

import numpy as np
import pytest

from reference.optimization_loop import minimize


def bowl(x):
    return float(x @ x / 2), x.copy()


def wells(x):
    return float(np.sum((x**2 - 1) ** 2)) / 4, x**3 - x


def hole(x):
    return (np.nan, x) if abs(x[0]) < 1 else bowl(x)


def no_slope(x):
    return (1.0, np.array([np.inf])) if abs(x[0]) < 1 else bowl(x)


@pytest.mark.parametrize(
    ("fun", "gtol", "maxit", "want"),
    [
        (bowl, 0.0, 3, ("maxit", 3, 4)),
        (bowl, 0.0, 0, ("maxit", 0, 1)),
        (bowl, 2.0, 9, ("converged", 2, 3)),
        (bowl, 2.0, 2, ("converged", 2, 3)),
        (bowl, 8.0, 9, ("converged", 0, 1)),
        (hole, 0.0, 9, ("nan", 3, 5)),
        (no_slope, 0.0, 9, ("nan", 3, 5)),
    ],
)
def test_each_reason_to_stop_is_reached_and_counted(fun, gtol, maxit, want):
    x, f, *counted, history, last = minimize(fun, np.array([8.0]), 0.5, gtol, maxit)
    assert tuple(counted) == want
    np.testing.assert_array_equal(history, [32.0 / 4**k for k in range(want[1] + 1)])
    np.testing.assert_array_equal(x, last)
    assert f == history[-1]


def test_a_start_without_a_value_is_reported():
    x0 = np.array([0.5])
    x, f, status, nit, nfev, history, last = minimize(hole, x0, 0.5, 0.0, 9)
    assert (status, nit, nfev, len(history)) == ("nan", 0, 1, 1)
    assert np.isnan(f)
    assert x == last == x0
    assert x is not last
    assert x is not x0


def test_the_best_point_is_kept_and_a_run_goes_on_from_the_last():
    x0 = np.array([0.3, 0.35])
    x, f, *_, history, last = minimize(wells, x0, 1.25, 0.0, 9)
    assert f == history.min() < history[-1]
    assert wells(x)[0] == f
    for k in range(10):
        first = minimize(wells, x0, 1.25, 0.0, k)
        second = minimize(wells, first[6], 1.25, 0.0, 9 - k)
        np.testing.assert_array_equal(second[6], last)
        np.testing.assert_array_equal(np.append(first[5], second[5][1:]), history)


def test_the_callback_sees_each_step_and_stops_the_run():
    seen = []

    def callback(nit, x, f):
        seen.append((nit, x[0], f))
        if nit == 2:
            raise StopIteration

    status, nit = minimize(bowl, np.array([8.0]), 0.5, 0.0, 9, callback)[2:4]
    assert (status, nit) == ("user_stop", 2)
    assert seen == [(1, 4.0, 8.0), (2, 2.0, 2.0)]


def test_other_exceptions_reach_the_caller():
    def failing(*_):
        raise KeyError("lost")

    with pytest.raises(KeyError):
        minimize(failing, np.zeros(1), 0.5, 0.0, 3)
    with pytest.raises(KeyError):
        minimize(bowl, np.ones(1), 0.5, 0.0, 3, failing)
