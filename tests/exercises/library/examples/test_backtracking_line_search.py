"""The examples of the backtracking exercise hold."""

import numpy as np
from scipy.optimize import rosen, rosen_der

from reference.backtracking import backtrack


def test_the_parabola_takes_five_values_and_the_step_an_eighth():
    seen = []

    def f(x):
        seen.append(float(x[0]))
        return float(x[0]) ** 2

    step = backtrack(f, lambda x: 2 * x, np.array([1.0]), np.array([-8.0]), 1.0, 0.25)
    assert step == 1 / 8
    assert sorted(seen) == [-7.0, -3.0, -1.0, 0.0, 1.0]


def test_rosenbrocks_function_gives_two_to_the_minus_ten():
    x = np.array([-1.2, 1.0])
    assert backtrack(rosen, rosen_der, x, -rosen_der(x)) == 2.0**-10


def test_on_a_quadratic_the_condition_is_a_bound_on_the_step():
    for share in (1e-4, 0.3):
        for a in np.linspace(0.01, 2.5, 50):
            holds = (1 - a) ** 2 <= 1 - 2 * share * a
            assert holds == (a <= 2 * (1 - share))
