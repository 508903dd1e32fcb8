"""The numbers of section 3.1 of Optimization Landscape: strict saddles and basins."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.basin_map import basin_map
from reference.critical_kind import classify
from reference.perturbed_descent import perturbed_gd
from tests.courses.content.printed import Array, Section, number, vector

ETA = 0.1


def grad(x: Array) -> Array:
    return np.stack([x[..., 0] ** 3 - x[..., 0], x[..., 1]], axis=-1)


def step(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return x - ETA * grad(np.asarray(x, dtype=np.float64))


def path(x0: list[float], steps: int, radius: float = 0.0) -> Array:
    return perturbed_gd(grad, np.array(x0), ETA, radius, steps, seed=0)


def steps_to_half(x1: float) -> int:
    return int(np.argmax(path([x1, 1.0], 400)[:, 0] > 0.5))


def test_the_escape_worked_by_hand() -> None:
    section = Section("ol-3.1")
    near, nearer = steps_to_half(1e-3), steps_to_half(1e-6)
    assert classify(np.zeros(2), np.diag([-1.0, 1.0]), 1e-9) == "saddle"
    assert nearer - near == 72
    section.prints(
        r"$H=\operatorname{diag}(3x_1^2-1,\;1)$",
        rf"With $\eta={ETA}$",
        rf"x_1\leftarrow x_1({1 + ETA}-{ETA}x_1^2),\qquad x_2\leftarrow{1 - ETA}\,x_2",
        rf"there $L={number(3 * 2 - 1)}$",
        r"From $(0.001,1)$, with target $0.5$ in place of 1 gives "
        rf"$\log500/\log1.1\approx{number(math.log(500) / math.log(1.1), 1)}$",
        rf"first $x_1>0.5$ comes after {near} steps",
        rf"From $(10^{{-6}},1)$ it takes {nearer}: a thousand times closer",
        f"{nearer - near} steps later",
    )
    stay = path([0.0, 1.0], 100)[-1]
    assert stay[0] == 0
    far = path([3.4, 1.0], 300)
    assert far[-1] == pytest.approx([-1, 0], abs=1e-9)
    section.prints(
        rf"100 steps lead to $(0,\;{number(stay[1], 7)})$",
        rf"From $(3.4,1)$ one step leads to $x_1={number(far[1, 0], 4)}$",
        "the run ends at $(-1,0)$",
    )
    examples(section)
    section.prints_nothing_else()


def examples(section: Section) -> None:
    H, eta = np.diag([2.0, -0.5]), 0.25
    low, high = 1 - eta * np.diag(H)
    half = -np.array([[0.0, 1.0], [1.0, 0.0]]) / 2
    assert np.linalg.eigvalsh(half) == pytest.approx([-0.5, 0.5])
    section.prints(
        rf"$H=\operatorname{{diag}}(2,-0.5)$, $\eta={eta}$: factors ${low}$ and ${high}$",
        rf"$x=0.5$: $f''={3 * 0.25 - 1}$, but $f'={0.5**3 - 0.5}$",
    )
    quartic, steps = 1e-3, 0
    while quartic < 1:
        quartic, steps = quartic + 4 * ETA * quartic**3, steps + 1
    assert steps == pytest.approx(1.25e6, rel=1e-4)
    section.prints(
        r"With $\eta=0.1$ a component $0.001$ along $x_2$",
        rf"about $1.25\cdot10^6$ steps, not {math.ceil(math.log(1000) / math.log(1.1))} as",
        "A loss stalls for 400 steps",
        r"$\|g_t\|_2$ grew by the factor $1.02$ a step at $\eta=0.01$",
        rf"From $1+\eta\gamma=1.02$, $\gamma={number(0.02 / 0.01)}$",
    )


def test_the_strip_keeps_its_starts_and_splits_at_the_line() -> None:
    starts = np.stack(np.meshgrid(np.linspace(-math.sqrt(2), math.sqrt(2), 41), [-1.0, 1.0]), -1)
    ends = np.array([[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]])
    labels = basin_map(step, ends, starts, 500)
    assert np.array_equal(labels, np.sign(np.round(starts[..., 0], 12)) + 1)


def test_the_factored_logistic_loss_is_drawn_to_its_saddle_along_a_line() -> None:
    def of_product(x: Array) -> Array:
        return -x[::-1] / (1 + math.exp(x[0] * x[1]))

    for eta in (0.1, 0.99):
        run = perturbed_gd(of_product, np.array([2.0, -2.0]), eta, 0.0, 2000, seed=0)
        assert run[-1] == pytest.approx([0, 0], abs=1e-12)


def test_zero_query_and_key_weights_are_a_saddle_with_the_singular_values_of_the_gradient() -> None:
    G = np.random.default_rng(0).standard_normal((3, 3))
    # The loss to second order around zero is the inner product of G with W_Q W_K^T.
    couple = np.kron(G, np.eye(2))
    zero = np.zeros_like(couple)
    found = np.linalg.eigvalsh(np.block([[zero, couple], [couple.T, zero]]))
    singular = np.repeat(np.linalg.svd(G, compute_uv=False), 2)
    assert found == pytest.approx(np.sort(np.concatenate([singular, -singular])))


def test_noise_leaves_the_line_that_plain_descent_cannot_leave() -> None:
    assert vector(np.round(path([0.0, 1.0], 600, radius=1e-3)[-1], 6) ** 2) == "(1,0)"
