"""The numbers and the claims of section 5.1 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest

from reference.bfgs import bfgs_update
from reference.secant import powell_damp, secant_pair
from tests.courses.content.printed import Array, Section, number, vector


def gradient(x: Array) -> Array:
    return np.array([x[0] ** 3 + x[1], x[0] + 2 * x[1]])


def hessian(x: Array) -> Array:
    return np.array([[3 * x[0] ** 2, 1.0], [1.0, 2.0]])


def test_the_numbers_of_the_secant_equation() -> None:
    section = Section("so-5.1")
    x, reached = np.array([2.0, 0.0]), np.array([1.0, 0.0])
    s, y = reached - x, gradient(reached) - gradient(x)
    *measured, status = secant_pair(x, reached, gradient(x), gradient(reached))
    assert np.array_equal(measured, [s, y])
    assert status == "ok"
    of_identity = bfgs_update(np.eye(2), s, y)
    assert np.allclose(of_identity, np.array([[7.0, 1.0], [1.0, 8 / 7]]))
    error = float(np.linalg.norm(y - hessian(reached) @ s))
    steepest = float(6 * x[0])
    bound = steepest / 2 * float(s @ s)
    assert error <= bound
    section.prints(
        rf"$y={vector(gradient(reached))}^\top-{vector(gradient(x))}^\top={vector(y)}^\top$",
        rf"$s^\top y={number(s @ y)}$; the cosine is ${number(cosine(s, y), 4)}$",
        rf"is ${number(error)}$, and with $M={number(steepest)}$ the bound is ${number(bound)}$",
    )
    s, y = np.array([1.0, 0.0]), np.array([-1.0, 1.0])
    mended = powell_damp(s, y, np.eye(2))
    theta = mended[1] / y[1]
    assert s @ mended == pytest.approx(0.2)
    assert theta == pytest.approx(0.8 * 1 / (1 - s @ y))
    section.prints(
        rf"$\theta={number(theta, 1)}$ gives $y'=({mended[0]:.1f},{mended[1]:.1f})^\top$",
        r"$\theta=1$ if $s^\top y\ge0.2\,s^\top Bs$",
        r"\theta=\frac{0.8\,s^\top Bs}",
        r"s^\top y'=0.2\,s^\top Bs>0",
    )
    scaled = secant_pair(np.zeros(2), s, np.zeros(2), 1e-12 * np.array([2.0, 1.0]))
    assert scaled[2] == "ok"
    assert scaled[0] @ scaled[1] < 1e-10
    section.prints(r"multiply the loss by $10^{-12}$", r"with the test $s^\top y>10^{-10}$")
    section.prints_nothing_else()


def cosine(s: Array, y: Array) -> float:
    return float(s @ y / np.linalg.norm(s) / np.linalg.norm(y))


@pytest.mark.parametrize(("b", "is_definite"), [(0.1, False), (0.2, True), (8 / 7, True)])
def test_every_symmetric_solution_of_the_example_has_one_free_entry(
    b: float, is_definite: bool
) -> None:
    B = np.array([[7.0, 1.0], [1.0, b]])
    assert np.allclose(B @ [-1, 0], [-7, -1])
    assert bool(np.linalg.eigvalsh(B)[0] > 0) == is_definite


def test_the_cosine_of_a_pair_is_bounded_below_by_the_condition_number() -> None:
    rng = np.random.default_rng(0)
    values = np.array([1.0, 5.0, 100.0])
    bound = 2 * math.sqrt(100) / 101
    cosines = [cosine(s, values * s) for s in rng.standard_normal((500, 3))]
    assert min(cosines) >= bound
    tight = np.array([10.0, 0.0, 1.0])
    assert cosine(tight, values * tight) == pytest.approx(bound)


def test_a_metric_satisfies_the_equation_of_its_own_full_step_only_at_a_zero_gradient() -> None:
    rng = np.random.default_rng(1)
    x, C, t = rng.standard_normal(2), np.diag([3.0, 5.0]), 0.7
    s = -t * np.linalg.solve(C, gradient(x))
    y = gradient(x + s) - gradient(x)
    assert np.allclose(y - C @ s, gradient(x + s) - (1 - t) * gradient(x))


def test_a_solution_has_an_eigenvalue_as_large_as_the_pair_demands() -> None:
    s, y = np.array([1.0, 0.0]), np.array([1e-3, 2.0])
    largest = np.linalg.eigvalsh(bfgs_update(np.eye(2), s, y))[-1]
    assert largest >= y @ y / (s @ y)


def test_noise_alone_makes_curvature_of_one_over_the_step_size() -> None:
    rng, t, n = np.random.default_rng(2), 0.01, 20_000
    noise, fresh = rng.standard_normal((2, n))
    s = -t * noise
    assert s @ (fresh - noise) / (s @ s) * t == pytest.approx(1, abs=0.05)
