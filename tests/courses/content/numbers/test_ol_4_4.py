"""Every number printed in section 4.4 of the landscape, computed."""

# ruff: noqa: N806 (matrices have capital letters)
import numpy as np
import pytest

from reference.barrier import barrier
from reference.gradient_descent import gradient_descent
from reference.linear_interpolation import interpolate_losses
from reference.state_dict import State
from tests.courses.content.printed import Array, Section, number

A, B = {"x": np.array([1.0, 0.0])}, {"x": np.array([0.0, 1.0])}


def ring(sd: State) -> float:
    return float((sd["x"] @ sd["x"] - 1) ** 2 / 4)


def ring_hessian(x: Array) -> Array:
    return (x @ x - 1) * np.eye(2) + 2 * np.outer(x, x)


def test_numbers_of_interpolation() -> None:
    section = Section("ol-4.4")
    the_line_across_the_ring(section)
    the_step(section)
    section.prints(r"a bulge at $\alpha=0.5$")
    section.prints_nothing_else()


def the_line_across_the_ring(section: Section) -> None:
    alphas = np.linspace(0, 1, 101)
    losses = interpolate_losses(ring, A, B, alphas)
    assert losses == pytest.approx(alphas**2 * (1 - alphas) ** 2)
    d = B["x"] - A["x"]
    curvatures = [d @ ring_hessian((1 - t) * A["x"] + t * B["x"]) @ d for t in alphas]
    assert curvatures == pytest.approx(2 - 12 * alphas * (1 - alphas))
    assert (min(curvatures), max(curvatures)) == pytest.approx((-1, 2))
    top, length = barrier(losses), float(d @ d)
    least = min(curvatures) / length
    assert least <= -8 * top / length
    # The bound (4.17) with the least curvature on the segment.
    assert (losses <= -least * length * alphas * (1 - alphas) / 2 + 1e-15).all()
    four = barrier(interpolate_losses(ring, A, B, np.linspace(0, 1, 4)))
    allowed = four + max(curvatures) / 9 / 8
    assert four < top <= allowed
    section.prints(
        f"$b_{{1/2}}={top:.4f}$",
        rf"proves a curvature of ${number(-8 * top / length, 2)}$ or less",
        f"at the midpoint it is ${number(least, 1)}$",
        rf"$\tfrac4{{81}}\approx{number(four, 4)}$",
        rf"allows a maximum of ${number(allowed, 4)}$: true, with ${top:.4f}$",
        r"$\varphi''=2-12\alpha(1-\alpha)$",
    )
    assert four == pytest.approx(4 / 81)


def the_step(section: Section) -> None:
    eta = 1.6
    path = gradient_descent(lambda x: x, np.array([1.0]), eta, 1)[:, 0]
    d = path[1] - path[0]
    slopes = path * d
    lowest = slopes[0] / (slopes[0] - slopes[1])
    assert lowest == pytest.approx(1 / eta)
    section.prints(
        rf"from $1$ with $\eta={eta}$ ends at ${number(path[1], 1)}$",
        rf"$\varphi'(0)={number(slopes[0], 1)}$, $\varphi'(1)={number(slopes[1], 2)}$",
        rf"$\alpha^*={number(lowest, 3)}=1/{eta}$",
        f"from ${number(path[0] ** 2 / 2, 1)}$ to ${number(path[1] ** 2 / 2, 2)}$",
    )


def test_three_losses_determine_the_parabola_of_a_quadratic() -> None:
    rng = np.random.default_rng(0)
    H = rng.standard_normal((3, 3))
    H = H + H.T
    a, b = ({"x": rng.standard_normal(3)} for _ in range(2))
    start, middle, end = interpolate_losses(
        lambda sd: float(sd["x"] @ H @ sd["x"] / 2), a, b, [0, 0.5, 1]
    )
    d = b["x"] - a["x"]
    assert middle - (start + end) / 2 == pytest.approx(-d @ H @ d / 8)


def test_logistic_regression_has_no_bulge() -> None:
    rng = np.random.default_rng(1)
    inputs, labels = rng.standard_normal((30, 4)), rng.integers(0, 2, 30)

    def loss(sd: State) -> float:
        z = inputs @ sd["w"]
        return float(np.mean(np.logaddexp(0, z) - labels * z))

    a, b = ({"w": 5 * rng.standard_normal(4)} for _ in range(2))
    losses = interpolate_losses(loss, a, b, np.linspace(0, 1, 11))
    chord = np.linspace(losses[0], losses[-1], 11)
    assert (losses <= chord + 1e-12).all()
