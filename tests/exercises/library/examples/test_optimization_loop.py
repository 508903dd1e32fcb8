"""The worked example of the exercise on the optimization loop."""

import numpy as np

from reference.optimization_loop import minimize


def bowl(x):
    return float(x @ x / 2), x.copy()


def test_the_example_of_the_optimization_loop_is_right():
    x0 = np.array([8.0])
    x, f, status, nit, nfev, history, last = minimize(bowl, x0, 0.5, 0.0, 2)
    assert (x[0], f, status, nit, nfev, last[0]) == (2.0, 2.0, "maxit", 2, 3, 2.0)
    assert history.tolist() == [32.0, 8.0, 2.0]
    x, f, status, _, _, history, last = minimize(bowl, x0, 3.0, 0.0, 2)
    assert (x[0], f, status, last[0]) == (8.0, 32.0, "maxit", 32.0)
    assert history.tolist() == [32.0, 128.0, 512.0]
    assert minimize(bowl, x0, 0.5, 8.0, 2)[2:5] == ("converged", 0, 1)
