"""The numbers of section 3.5 of Optimization Landscape: what a change of parameters alters."""
# ruff: noqa: N806 (matrices have capital letters)

import math
from collections.abc import Callable

import numpy as np
import pytest

from reference.inertia import inertia
from reference.reparameterization import normalised_sharpness
from reference.stable_minima import stable_minima
from tests.courses.content.printed import Array, Section, number, vector


def hessian(u: float, v: float) -> Array:
    """Return the Hessian of half the square of uv - 1."""
    return np.array([[v**2, 2 * u * v - 1], [2 * u * v - 1, u**2]])


def test_a_rescaled_minimum_worked_by_hand() -> None:
    section = Section("ol-3.5")
    for a in (1.0, 2.0, 10.0):
        x = np.array([a, 1 / a])
        H = hessian(*x)
        eigenvalues = np.linalg.eigvalsh(H)
        assert eigenvalues == pytest.approx([0, a**2 + 1 / a**2], abs=1e-12)
        shown = f"({a:g},{1 / a:g})"
        section.prints(
            f"| ${shown}$ | ${number(eigenvalues[1], 2)}$ | "
            f"${number(normalised_sharpness(x, H))}$ |"
        )
    for eta in (0.01, 0.1):
        found = stable_minima(5.0, 0.21, eta)
        assert found is not None
        point, sharpness, limit = found
        assert sharpness < limit
        ends = vector(point, 4).replace(",", r",\;")
        section.prints(f"${ends}$, of sharpness ${number(sharpness, 2)}$")
    assert limit == pytest.approx(20)
    section.prints(
        r"From $(5,0.21)$ with $\eta=0.01$ it ends",
        rf"With $\eta=0.1$ only sharpness below $2/\eta={number(limit)}$ attracts",
        r"the run with $\eta=0.1$ cannot settle outside",
        rf"outside the dashed circle $u^2+v^2={number(limit)}$",
    )
    examples(section)
    section.prints_nothing_else()


def examples(section: Section) -> None:
    curvature, factor = 4.0, 10.0
    changed = curvature * factor**2
    section.prints(
        f"$f=2x^2$ with $x={number(factor)}y$: curvature ${number(curvature)}$ becomes "
        rf"${number(changed)}$, and the limit of $\eta$ falls from ${2 / curvature}$ "
        f"to ${2 / changed}$",
        rf"the feature grows by ${1000}$",
        rf"the Hessian's entry for it grows by $10^{number(math.log10(1000**2))}$",
        rf"at $x=1$ has curvature ${number(-1 / 4, 2)}$",
        rf"with curvature $+{number(1 / 4, 2)}$",
    )
    h, y = 1e-4, math.sqrt
    assert (y(1 + h) - 2 + y(1 - h)) / h**2 == pytest.approx(-0.25, rel=1e-4)
    assert (math.exp(h / 2) - 2 + math.exp(-h / 2)) / h**2 == pytest.approx(0.25, rel=1e-4)


def test_the_kind_of_a_critical_point_survives_and_its_eigenvalues_do_not() -> None:
    rng = np.random.default_rng(0)
    H = np.diag([3.0, 1.0, -2.0, 0.0])
    for _ in range(5):
        J = rng.standard_normal((4, 4))
        assert inertia(J.T @ H @ J) == inertia(H)
        assert not np.allclose(np.linalg.eigvalsh(J.T @ H @ J), np.linalg.eigvalsh(H))


def test_the_fisher_ratio_survives_and_the_repair_does_not_survive_a_rotation() -> None:
    rng = np.random.default_rng(1)
    J, F, H = rng.standard_normal((3, 3)), np.diag([1.0, 2.0, 5.0]), np.diag([4.0, 3.0, 1.0])
    before = np.linalg.eigvals(np.linalg.solve(F, H))
    after = np.linalg.eigvals(np.linalg.solve(J.T @ F @ J, J.T @ H @ J))
    assert np.sort(after.real) == pytest.approx(np.sort(before.real))
    x, turn = np.array([1.0, 2.0]), np.array([[0.6, 0.8], [-0.8, 0.6]])
    G = np.diag([4.0, 1.0])
    turned = turn.T @ G @ turn
    assert np.linalg.eigvalsh(turned)[-1] == pytest.approx(np.linalg.eigvalsh(G)[-1])
    rotated, kept = normalised_sharpness(turn.T @ x, turned), normalised_sharpness(x, G)
    assert rotated != pytest.approx(kept, rel=0.1)


def test_a_rise_without_a_bound_has_a_small_trace() -> None:
    sigma = 0.5
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    rise = float(weights @ np.exp((sigma * nodes) ** 2)) / math.sqrt(2 * math.pi) - 1
    assert rise == pytest.approx((1 - 2 * sigma**2) ** -0.5 - 1, rel=1e-6)


def test_a_matrix_before_a_norm_has_curvature_that_falls_with_its_square() -> None:
    def loss(w: Array) -> float:
        unit = w / np.linalg.norm(w)
        return float((unit[0] - 0.3) ** 2 + unit[1] ** 3)

    w = np.array([0.8, -0.5, 0.3])
    near, far = (second_differences(loss, c * w, 1e-3 * c) for c in (1.0, 3.0))
    assert far == pytest.approx(near / 9, rel=1e-6)


def second_differences(f: Callable[[Array], float], w: Array, h: float) -> Array:
    n = len(w)
    E = h * np.eye(n)
    return np.array(
        [
            [
                (f(w + E[i] + E[j]) - f(w + E[i] - E[j]) - f(w - E[i] + E[j]) + f(w - E[i] - E[j]))
                / (4 * h * h)
                for j in range(n)
            ]
            for i in range(n)
        ]
    )
