"""Every number printed in section 4.5 of the landscape, computed."""

from fractions import Fraction
from math import factorial

import numpy as np
import pytest

from reference.barrier import barrier
from reference.bezier import bezier, path_loss
from reference.curve_finding import curve_grad
from reference.state_dict import State
from tests.courses.content.printed import Array, Section, number

A, B = {"x": np.array([1.0, 0.0])}, {"x": np.array([-1.0, 0.0])}
FINE = np.linspace(0, 1, 9001)


def ring(sd: State) -> float:
    return float((sd["x"] @ sd["x"] - 1) ** 2 / 4)


def losses(height: float) -> Array:
    return path_loss(ring, A, {"x": np.array([0.0, height])}, B, FINE)


def integral(power: int) -> Fraction:
    """Of (t(1 - t))^power over the unit interval."""
    return Fraction(factorial(power) ** 2, factorial(2 * power + 1))


def fraction(value: Fraction) -> str:
    return rf"\tfrac{value.numerator}{{{value.denominator}}}"


def test_numbers_of_curve_finding() -> None:
    section = Section("ol-4.5")
    constant, square, fourth = 4 * integral(2), -8 * integral(3), 4 * integral(4)
    section.prints(
        *[rf"$\int\tau^{k}={fraction(integral(k))}$" for k in (2, 3, 4)],
        rf"\ell(0,s)={fraction(constant)}-{fraction(-square)}s^2+{fraction(fourth)}s^4",
        rf"the second derivative is $-{fraction(-2 * square)}<0$",
    )
    best = -square / (2 * fourth)
    mean = constant + square * best + fourth * best**2
    height = float(best) ** 0.5
    line, bent, middle = losses(0), losses(height), losses(2)
    for heights, values in ((0.0, line), (float(best), bent), (4.0, middle)):
        expected = float(constant) + float(square) * heights + float(fourth) * heights**2
        assert np.trapezoid(values, FINE) == pytest.approx(expected, rel=1e-5)
    slope = float(np.max(np.abs(np.diff(bent)))) * (len(FINE) - 1)
    allowed = (slope * float(mean)) ** 0.5
    assert barrier(bent) <= allowed
    assert barrier(bent) == pytest.approx(1 / 81, rel=1e-6)
    section.prints(
        f"has mean ${number(float(constant), 4)}$ and barrier ${number(barrier(line), 2)}$",
        rf"$s^2={float(best)}$, $s\approx\pm{number(height, 4)}$",
        rf"${fraction(mean)}\approx{number(float(mean), 4)}$",
        rf"is $\tfrac1{{81}}\approx{number(barrier(bent), 4)}$",
        f"${number(100 * (1 - barrier(bent) / barrier(line)))}$ per cent",
        rf"\approx{number(slope, 4)}$, so",
        f"allows ${number(allowed, 4)}$",
        f"a barrier of ${number(barrier(middle), 4)}$ on both sides",
        "the maximum over $21$ values",
        "mean loss of $0.005$",
        f"a slope of at least ${number(1 / 0.005)}$",
    )
    assert middle[len(FINE) // 2] == pytest.approx(0, abs=1e-20)
    section.prints_nothing_else()


def gradient(c: Array) -> Array:
    grid = (np.arange(200) + 0.5) / 200
    found = curve_grad(lambda x: (x @ x - 1) * x, A["x"], c, B["x"], grid)
    return np.asarray(found, dtype=np.float64)


def test_training_from_the_midpoint_stays_and_from_beside_it_finds_the_bend() -> None:
    assert gradient(np.zeros(2)) == pytest.approx([0, 0], abs=1e-15)
    c = np.array([0.0, 0.05])
    for _ in range(400):
        c = c - 2 * gradient(c)
    assert c == pytest.approx([0, 4.5**0.5], abs=1e-3)


def test_the_midpoint_as_control_point_gives_the_line() -> None:
    for t in (0.2, 0.7):
        assert bezier(A, {"x": np.zeros(2)}, B, t)["x"] == pytest.approx([1 - 2 * t, 0])


def test_an_affine_change_of_variables_keeps_the_losses_on_the_curve() -> None:
    S = np.array([[2.0, 0.3], [0.1, 0.5]])  # noqa: N806 (a matrix)
    c = {"x": np.array([0.4, 1.3])}
    a, bend, b = ({"x": np.linalg.solve(S, each["x"])} for each in (A, c, B))
    after = path_loss(lambda sd: ring({"x": S @ sd["x"]}), a, bend, b, [0.1, 0.4, 0.8])
    assert after == pytest.approx(path_loss(ring, A, c, B, [0.1, 0.4, 0.8]))


def test_a_push_along_the_first_axis_stays_on_the_line() -> None:
    c = np.array([0.05, 0.0])
    for _ in range(400):
        c = c - 2.0 * gradient(c)
    assert c[1] == pytest.approx(0, abs=1e-15)
    assert barrier(path_loss(ring, A, {"x": c}, B, FINE)) == pytest.approx(0.25, rel=1e-4)
