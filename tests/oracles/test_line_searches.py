"""Line searches of other packages and ours by the conditions that a step must meet.

The steps themselves are never compared: on one problem SciPy returns 9.38e-4 and torch 7.89e-4, and
both are right.
"""

import numpy as np
import pytest
import torch
from scipy.optimize import line_search, rosen, rosen_der

from reference.backtracking import backtrack
from reference.wolfe import strong_wolfe
from tests.oracles.registry import jax_in_double

pytestmark = pytest.mark.filterwarnings("ignore")

C1, C2 = 1e-4, 0.9


def of_ours(x, p):
    step, status = strong_wolfe(
        lambda a: rosen(x + a * p), lambda a: rosen_der(x + a * p) @ p, C1, C2
    )
    return step if status == "wolfe" else None


def of_scipy(x, p):
    return line_search(rosen, rosen_der, x, p, c1=C1, c2=C2)[0]


def of_torch(x, p):
    from torch.optim.lbfgs import _strong_wolfe

    def values(x, a, p):
        point = x + float(a) * p
        return float(rosen(point)), torch.from_numpy(rosen_der(point))

    f, g = values(x, 0.0, p)
    d = torch.from_numpy(p)
    return float(
        _strong_wolfe(lambda x, a, _: values(x, a, p), x, 1.0, d, f, g, g @ d, c1=C1, c2=C2)[2]
    )


def step_of_optax(search, x, p):
    jax = jax_in_double()

    def value(x):
        return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()

    x, p = jax.numpy.asarray(x), jax.numpy.asarray(p)
    f, g = jax.value_and_grad(value)(x)
    update, _ = search.update(p, search.init(x), x, value=f, grad=g, value_fn=value)
    return float(update @ p / (p @ p))


def of_optax(x, p):
    import optax

    # Without `approx_dec_rtol` a rise within roundoff would not pass for a decrease.
    search = optax.scale_by_zoom_linesearch(
        30, slope_rtol=C1, curv_rtol=C2, approx_dec_rtol=None, initial_guess_strategy="one"
    )
    return step_of_optax(search, x, p)


def backtracking_of_ours(x, p):
    return backtrack(rosen, rosen_der, x, p, c1=C1)


def backtracking_of_optax(x, p):
    import optax

    search = optax.scale_by_backtracking_linesearch(60, slope_rtol=C1, decrease_factor=0.5)
    return step_of_optax(search, x, p)


def line(seed):
    """A point, and steepest descent or a direction that only just descends."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1.5, 1.5, 4)
    g = rosen_der(x)
    across = rng.standard_normal(4)
    across -= (across @ g) / (g @ g) * g
    return x, (-g if seed % 2 else -g / np.linalg.norm(g) + across)


def enough_decrease(x, p, a):
    return rosen(x + a * p) <= rosen(x) + C1 * a * (rosen_der(x) @ p)


def flat_enough(x, p, a):
    return abs(rosen_der(x + a * p) @ p) <= C2 * abs(rosen_der(x) @ p)


@pytest.mark.parametrize("search", [of_ours, of_scipy, of_torch, of_optax])
def test_steps_are_within_the_strong_wolfe_conditions(search):
    for seed in range(6):
        x, p = line(seed)
        step = search(x, p)
        assert step is not None
        assert enough_decrease(x, p, step)
        assert flat_enough(x, p, step)


@pytest.mark.parametrize("search", [backtracking_of_ours, backtracking_of_optax])
def test_steps_of_backtracking_decrease_enough(search):
    for seed in range(6):
        x, p = line(seed)
        assert enough_decrease(x, p, search(x, p))


def test_two_right_searches_return_different_steps():
    steps = [(of_scipy(*line(seed)), of_torch(*line(seed))) for seed in range(6)]
    assert any(abs(one - two) > 0.1 * one for one, two in steps)
