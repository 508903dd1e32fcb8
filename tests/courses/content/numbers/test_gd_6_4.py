"""Every number printed in section 6.4 of Gradient Descent equals what the repository computes."""

import math

import numpy as np
import pytest

from reference.gradient_descent import gradient_descent
from reference.steepest_direction import Norm, steepest_direction
from tests.courses.content.printed import Array, Section, number, vector

G = np.array([3.0, -4.0])
P = np.diag([1.0, 4.0])
NORMS: tuple[Norm, ...] = ("l2", "l1", "linf", "P")


def grid_operator(points: int) -> Array:
    beside = np.eye(points, k=1) + np.eye(points, k=-1)
    return np.asarray((points + 1) ** 2 * (2 * np.eye(points) - beside), dtype=np.float64)


def length(v: Array, norm: Norm) -> float:
    orders = {"l2": 2.0, "l1": 1.0, "linf": math.inf}
    return math.sqrt(v @ P @ v) if norm == "P" else float(np.linalg.norm(v, orders[norm]))


def steepest(norm: Norm) -> Array:
    return np.asarray(steepest_direction(G, norm, P), dtype=np.float64)


def test_example_by_hand() -> None:
    section = Section("gd-6.4")
    found = {norm: steepest(norm) for norm in NORMS}
    slopes = {norm: float(G @ d) for norm, d in found.items()}
    solved = np.linalg.solve(P, G)
    section.prints(
        rf"In $\ell_2$: $d={vector(found['l2'], 1)}^\top$, slope ${number(slopes['l2'])}$",
        rf"In $\ell_1$: ${vector(found['l1'])}^\top$, slope ${number(slopes['l1'])}$",
        rf"In $\ell_\infty$: ${vector(found['linf'])}^\top$, slope ${number(slopes['linf'])}$",
        rf"$P^{{-1}}g={vector(solved)}^\top$, $g^\top P^{{-1}}g={number(float(G @ solved))}$",
        rf"$d={vector(found['P'], 4)}^\top$ and the slope is ${number(slopes['P'], 4)}$",
        rf"should be ${number(slopes['linf'])}$ and is ${number(slopes['l1'])}$",
    )
    cosine = 2 * math.sqrt(100) / 101
    e, H = np.array([10.0, 1.0]), np.diag([1.0, 100.0])  # noqa: N806
    assert e @ H @ e / (np.linalg.norm(H @ e) * np.linalg.norm(e)) == pytest.approx(cosine)
    conditions = []
    for points in (3, 15, 99):
        conditions.append(float(np.linalg.cond(grid_operator(points))))
        half = math.pi / (points + 1) / 2
        assert conditions[-1] == pytest.approx(1 / math.tan(half) ** 2)
    section.prints(
        r"Quadratic with $\kappa=100$: by the angle between $-g$ and the way home can be"
        rf" ${number(math.degrees(math.acos(cosine)), 1)}$ degrees",
        rf"${number(conditions[0], 1)}$ for $n=3$, ${number(conditions[1])}$ for $n=15$,"
        rf" ${number(conditions[2])}$ for $n=99$",
    )
    section.prints_nothing_else()


@pytest.mark.parametrize("norm", NORMS)
def test_no_direction_of_length_one_is_steeper(norm: Norm) -> None:
    lowest = float(G @ steepest(norm))
    for angle in np.linspace(0, 2 * math.pi, 721):
        v = np.array([math.cos(angle), math.sin(angle)])
        assert G @ v / length(v, norm) >= lowest - 1e-12


def test_the_gradient_is_never_farther_from_home_than_the_bound() -> None:
    rng = np.random.default_rng(1)
    curvatures = np.array([1.0, 3.0, 20.0, 100.0])
    for e in rng.normal(size=(2000, 4)):
        cosine = e @ (curvatures * e) / (np.linalg.norm(curvatures * e) * np.linalg.norm(e))
        assert cosine >= 2 * math.sqrt(100) / 101


def test_the_slope_of_a_random_direction_fades_with_the_dimension() -> None:
    rng = np.random.default_rng(2)
    v = rng.normal(size=(4000, 100))
    v /= np.linalg.norm(v, axis=1)[:, None]
    assert np.mean(v[:, 0] ** 2) == pytest.approx(1 / 100, rel=0.1)


@pytest.mark.parametrize("points", [7, 31])
def test_one_step_suffices_in_the_metric_of_the_operator(points: int) -> None:
    operator = grid_operator(points)
    solution = np.linalg.solve(operator, np.ones(points))
    reached = gradient_descent(
        lambda u: np.linalg.solve(operator, operator @ u - 1), np.zeros(points), 1.0, 1
    )[-1]
    assert np.allclose(reached, solution)
    finer = np.linalg.eigvalsh(grid_operator(2 * points + 1))[-1]
    assert finer / np.linalg.eigvalsh(operator)[-1] == pytest.approx(4, rel=0.05)
