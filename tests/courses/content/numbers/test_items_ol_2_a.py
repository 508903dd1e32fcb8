"""What the items on sections 3.1 to 3.5 of Optimization Landscape state is so."""

import numpy as np
import pytest

from reference.flatness import expected_rise
from reference.inertia import inertia
from reference.perturbed_descent import perturbed_gd
from reference.reparameterization import normalised_sharpness
from tests.courses.content.items import Items
from tests.courses.content.printed import Array

ITEMS = Items("ol", 2)


def test_a_gradient_that_grows_by_one_hundredth_has_the_named_curvature() -> None:
    eta, curvatures = 0.005, np.array([3.0, -2.0])
    x = perturbed_gd(lambda x: curvatures * x, np.array([1e-9, 1e-9]), eta, 0.0, 800, seed=0)
    norms = np.linalg.norm(curvatures * x, axis=1)
    assert norms[-1] / norms[-2] == pytest.approx(1.01)
    assert "factor $1.01$" in ITEMS["ol-2-belongs-a"]["prompt"]
    assert "$-2$" in ITEMS["ol-2-belongs-a"]["options"][0]["text"]


def test_congruence_keeps_what_the_item_says_it_keeps() -> None:
    hessian = np.diag([2.0, 0.0, -1.0])
    change = np.random.default_rng(0).standard_normal((3, 3))
    assert inertia(change.T @ hessian @ change) == inertia(hessian)
    tenfold = 10 * np.eye(3)
    assert np.allclose(tenfold.T @ hessian @ tenfold, 100 * hessian)
    h = 1e-4
    assert ((1 + h) ** 0.5 - 2 + (1 - h) ** 0.5) / h**2 == pytest.approx(-0.25, rel=1e-4)
    assert (np.exp(h / 2) - 2 + np.exp(-h / 2)) / h**2 == pytest.approx(0.25, rel=1e-4)


def test_rescaling_alone_can_make_the_two_traces_of_one_function() -> None:
    # f = (u v - 1)^2 / 2 at u v = 1 has the trace u^2 + v^2: of one function, 60 and 15.
    found = []
    for trace in (60.0, 15.0):
        u = np.sqrt((trace + np.sqrt(trace**2 - 4)) / 2)
        hessian = np.array([[1 / u**2, 1.0], [1.0, u**2]])
        assert np.trace(hessian) == pytest.approx(trace)
        assert f"={trace:g}$" in ITEMS["ol-2-belongs-c"]["prompt"]
        found.append(normalised_sharpness(np.array([u, 1 / u]), hessian))
    assert found[0] == pytest.approx(found[1])


@pytest.mark.parametrize("seed", range(40))
def test_a_stall_lasts_as_long_as_the_bound_says_and_no_mistake_comes_near(seed: int) -> None:
    values = ITEMS.generated("ol-2-covers-b", seed)
    eta, smooth, epsilon, fall = (
        float(values[name]) for name in ("eta", "smoothness", "epsilon", "fall")
    )
    # The worst case: gradients of length epsilon, and curvature -L along each step.
    one_step = eta * epsilon**2 + smooth / 2 * (eta * epsilon) ** 2
    assert values["answer"] == pytest.approx(fall / one_step, rel=1e-9)
    assert float(values["factor"]) == pytest.approx(1 + eta * smooth / 2)
    assert float(values["other"]) == pytest.approx(1 - eta * smooth / 2)


def test_the_two_minima_are_ordered_differently_by_step_and_noise() -> None:
    ends, rises = [], []
    for diagonal in (np.array([10.0, 0.1]), np.array([6.0, 6.0])):

        def grad(x: Array, diagonal: Array = diagonal) -> Array:
            return diagonal * x

        def value(x: Array, diagonal: Array = diagonal) -> float:
            return float(diagonal @ x**2 / 2)

        run = perturbed_gd(grad, np.full(2, 1e-3), 0.25, 0.0, 400, seed=0)
        ends.append(float(np.abs(run[-1]).max()))
        mean, error = expected_rise(value, np.zeros(2), 0.01, 8000, seed=0)
        assert mean == pytest.approx(0.01**2 / 2 * diagonal.sum(), abs=4 * error)
        rises.append(mean)
    assert ends[0] > 1 > ends[1]
    assert rises[0] < rises[1]
    explanation = ITEMS["ol-2-covers-c"]["explanation"]
    assert f"${0.25 * 10}$ at $A$ and ${0.25 * 6}$ at $B$" in explanation
    assert "$10.1$ and $12$" in explanation
