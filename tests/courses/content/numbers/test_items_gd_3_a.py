"""What the first half of the skill check of Gradient Descent, part 3, states is so."""
# ruff: noqa: N806 (matrices have capital letters)

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.clipping import clip_by_global_norm
from reference.gradient_descent import gradient_descent
from reference.linear_regression import gd_lstsq
from reference.logistic_regression import logistic_loss_grad
from tests.courses.content.items import Items

ITEMS = Items("gd", 3)
SEPARABLE = np.array([[1.0, 2.0], [2.0, 0.5], [-1.0, -1.0], [-0.5, -2.0]])


def test_on_separable_data_the_loss_falls_and_the_weights_grow_at_a_safe_step_size() -> None:
    y = np.array([1.0, 1.0, 0.0, 0.0])
    eta = 4 * 4 / np.linalg.norm(SEPARABLE, 2) ** 2
    w, previous, lengths = np.zeros(2), np.inf, []
    for t in range(3001):
        loss, gradient = logistic_loss_grad(w, SEPARABLE, y)
        assert loss < previous
        previous = loss
        if t in (30, 300, 3000):
            lengths.append(float(np.linalg.norm(w)))
            assert ((2 * y - 1) * (SEPARABLE @ w) > 0).all()
        w = w - eta * gradient
    # Equal growth for each factor of ten in t: like log t.
    assert lengths[2] - lengths[1] == pytest.approx(lengths[1] - lengths[0], rel=0.1)


def test_the_regression_that_creeps_meets_little_curvature() -> None:
    prompt = ITEMS["gd-3-belongs-b"]["prompt"]
    X, y = np.array([[9.0], [10.0], [11.0]]), np.array([1.0, 2.0, 6.0])
    A = np.column_stack([np.ones(3), X])
    H = A.T @ A / 3
    low, high = np.linalg.eigvalsh(H)
    for steps in (0, 1, 1000):
        w = gd_lstsq(X, y, 1 / high, steps, np.zeros(2))
        assert f"{np.mean((A @ w - y) ** 2) / 2:.4f}" in prompt
    g = A.T @ (A @ w - y) / 3
    met = float(g @ H @ g / (g @ g)) / high
    assert f"{met:.5f}" == "0.00006"
    assert "0.00006" in prompt
    assert pytest.approx(high / low, rel=0.05) == 15000
    assert 1 / met > 2000


def test_the_logs_of_the_multiple_choice_are_read_as_stated() -> None:
    ident = "gd-3-belongs-c"
    assert "$r_t=-1.08$" in ITEMS.option(ident, "rising")["text"]
    assert f"{1 + 1.08:.2f}" in ITEMS.option(ident, "rising")["explanation"]
    assert "$-0.97$ and $-0.93$" in ITEMS.option(ident, "edge")["text"]
    assert f"{1 + 0.95:.2f}" in ITEMS.option(ident, "edge")["explanation"]
    assert abs(1 - 1.95 / 2) < 0.03
    margin = np.array([20.0], dtype=np.float32)
    assert np.log(1 + np.exp(-margin)) == 0
    assert np.log1p(np.exp(-margin)) > 0
    assert "between $0.1$ and $0.5$" in ITEMS.option(ident, "validation")["explanation"]


def test_the_last_gradient_may_lie_above_the_bound_for_the_best() -> None:
    points = gradient_descent(np.sin, np.array([3.1]), 1.0, 5)[:, 0]
    last, budget = float(np.sin(points[5])) ** 2, float(2 * (1 - np.cos(3.1)))
    assert min(np.sin(points[:5]) ** 2) <= budget / 5 < last
    explanation = ITEMS["gd-3-covers-a"]["explanation"]
    for number in (f"{last:.4f}", f"{budget / 5:.4f}"):
        assert number in explanation


@pytest.mark.parametrize("seed", range(50))
def test_the_generated_count_is_the_smallest_that_is_enough(seed: int) -> None:
    values = ITEMS.generated("gd-3-covers-b", seed)
    assert "<<answer>>" in ITEMS["gd-3-covers-b"]["explanation"]
    answer = values["answer"]
    budget, square = 2 * float(values["L"]) * float(values["gap"]), float(values["eps"]) ** 2
    assert budget / answer <= square * (1 + 1e-12)
    assert budget / (answer - 1) > square


def test_the_count_of_clipped_steps_stays_in_its_budget() -> None:
    def gradient(x: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(2 * x + 3 * np.sin(2 * x))

    eta, c, x = 1 / 8, 2.0, np.array([10.0])
    budget = float(x[0] ** 2 + 3 * np.sin(x[0]) ** 2)
    clipped_steps = 0
    for _ in range(200):
        (clipped,), norm = clip_by_global_norm([gradient(x)], c)
        assert clipped is not None
        clipped_steps += norm > c
        x = x - eta * clipped
    assert 0 < clipped_steps <= 2 * budget / (eta * c**2)
