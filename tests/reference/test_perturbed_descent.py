"""Perturbed gradient descent: where it adds noise, which noise, and how it escapes."""

# ruff: noqa: N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest

from reference.perturbed_descent import perturbed_gd


def saddle(x):
    """Gradient of ½x² − ½y² + ¼y⁴, with a strict saddle at 0 and minima at (0, ±1)."""
    return np.array([x[0], x[1] ** 3 - x[1]])


@pytest.mark.parametrize(("delta", "steps"), [(1e-3, 142), (1e-6, 284), (1e-9, 425)])
def test_the_escape_takes_the_logarithm_of_the_start(delta, steps):
    assert math.ceil(math.log(1 / delta) / math.log(1.05)) == steps
    X = perturbed_gd(lambda x: -x, np.array([delta]), 0.05, 0.0, steps, 0)[:, 0]
    assert X[steps] >= 1 > X[steps - 1]


def test_without_noise_the_stable_manifold_holds_and_with_it_not():
    x0 = np.array([1.0, 0.0])
    still = perturbed_gd(saddle, x0, 0.1, 0.0, 600, 0)
    assert (still[:, 1] == 0).all()
    X = perturbed_gd(saddle, x0, 0.1, 1e-2, 600, 0)
    assert abs(X[-1, 1]) == pytest.approx(1, abs=0.05)


def test_noise_comes_only_where_it_may_and_is_new_each_time():
    X = perturbed_gd(saddle, np.array([1.0, 0.0]), 0.1, 1e-2, 600, 1, gtol=1e-3, wait=40)
    grads = np.array([saddle(x) for x in X[:-1]])
    noise = X[1:] - X[:-1] + 0.1 * grads
    where = np.flatnonzero(np.linalg.norm(noise, axis=1) > 1e-12)
    assert (np.linalg.norm(grads[where], axis=1) <= 1e-3).all()
    assert (np.diff(where) > 40).all()
    assert (np.linalg.norm(noise[where], axis=1) <= 1e-2).all()
    assert len(where) > 2
    assert len(np.unique(noise[where].round(9), axis=0)) == len(where)


def test_the_noise_is_uniform_in_the_ball():
    n = 6
    X = perturbed_gd(np.zeros_like, np.zeros(n), 1.0, 2.0, 4000, 2, wait=0)
    noise = np.diff(X, axis=0) / 2
    lengths = np.linalg.norm(noise, axis=1)
    assert lengths.max() <= 1
    # The length to the power n is uniform.
    np.testing.assert_allclose(
        np.quantile(lengths**n, [0.25, 0.5, 0.75]), [0.25, 0.5, 0.75], atol=0.03
    )
    assert np.linalg.norm(noise.mean(0)) < 4 * math.sqrt(n / (n + 2) / 4000)


def test_one_gradient_a_step_and_the_seed_decides():
    calls = []

    def grad(x):
        calls.append(1)
        return 0 * x

    first, again, other = (
        perturbed_gd(grad, np.ones(2), 0.1, 0.5, 9, s, wait=2) for s in (3, 3, 4)
    )
    assert len(calls) == 27
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0
    np.testing.assert_array_equal(np.flatnonzero(np.diff(first[:, 0])), [0, 3, 6])
