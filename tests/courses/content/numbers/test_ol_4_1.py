"""Every number printed in section 4.1 of the landscape, computed."""

import math

import numpy as np
import pytest
import torch

from reference.flatness import expected_rise
from reference.negative_curvature import negative_curvature
from tests.courses.content.printed import Array, Section, number


def cosine_valley(x: Array) -> float:
    return float(x[0] ** 2 + math.cos(x[1]))


def lanczos_minimum(matrix: Array, steps: int) -> tuple[Array, float] | None:
    operator, n = torch.tensor(matrix), len(matrix)
    found = negative_curvature(lambda v: operator @ v, n, steps, torch.zeros(n).double(), seed=0)
    return None if found is None else (found[0].numpy(), found[1])


def test_the_step_from_the_saddle_keeps_its_promise() -> None:
    section = Section("ol-4.1")
    step, curvature = 2.0, -1.0
    found = lanczos_minimum(np.diag([2.0, -math.cos(0.0)]), 2)
    assert found is not None
    assert abs(found[0]) == pytest.approx([0, 1], abs=1e-12)
    assert found[1] == pytest.approx(curvature)
    decrease = cosine_valley(np.zeros(2)) - cosine_valley(np.array([0.0, step]))
    promise = 2 * (-curvature) ** 3 / 3
    assert decrease > promise
    ts = np.linspace(0, 3.5, 200)
    assert (np.cos(ts) - 1 <= curvature * ts**2 / 2 + ts**3 / 6 + 1e-15).all()
    assert promise == pytest.approx(max(ts**2 / 2 - ts**3 / 6), rel=1e-3)
    section.prints(
        rf"$f=\cos2\approx{number(math.cos(2), 4)}$",
        rf"The decrease is ${number(decrease, 4)}$;",
        rf"promised ${number(promise, 4)}$",
        rf"along $x_2$ is ${number(-math.cos(2), 4)}>0$",
    )
    the_noise_finds_the_saddle_flatter(section)
    the_examples(section)
    section.prints_nothing_else()


def the_noise_finds_the_saddle_flatter(section: Section) -> None:
    sigma, points, rises = 0.1, [np.zeros(2), np.array([0.0, math.pi])], []
    for point, sign in zip(points, (1, -1), strict=True):
        rises.append(sigma**2 + sign * (math.exp(-(sigma**2) / 2) - 1))
        mean, error = expected_rise(cosine_valley, point, sigma, 2000, seed=1)
        assert abs(mean - rises[-1]) < 4 * error
    assert rises[1] / rises[0] == pytest.approx(3, rel=0.01)
    traces = [2 - math.cos(point[1]) for point in points]
    section.prints(
        rf"with $\sigma={sigma}$",
        rf"rise is ${number(rises[0], 5)}$ at the saddle",
        rf"and ${number(rises[1], 5)}$ at the minimum",
        *[f"${number(sigma**2 / 2 * trace, 3)}$" for trace in traces],
        f"for traces ${number(traces[0])}$ and ${number(traces[1])}$",
    )


def the_examples(section: Section) -> None:
    values = np.array([50.0, 10.0, 1.0, -0.5])
    found = lanczos_minimum(np.diag(values), 4)
    assert found is not None
    power = np.ones(4)
    for _ in range(50):
        power = values * power / np.linalg.norm(values * power)
    section.prints(
        r"$H=\operatorname{diag}(50,10,1,-0.5)$",
        f"turns to the eigenvalue ${number(float(power @ (values * power)))}$",
        f"four Lanczos steps return ${number(found[1], 1)}$",
    )
    factored = lanczos_minimum(np.array([[0.0, -0.5], [-0.5, 0.0]]), 2)
    assert factored is not None
    assert factored[1] == pytest.approx(-0.5)
    assert factored[0][0] == pytest.approx(factored[0][1])
    inputs = np.random.default_rng(0).standard_normal((20, 6))
    assert lanczos_minimum(inputs.T @ inputs / 80, 6) is None
    section.prints(
        "Ritz value of $-10^{-17}$",
        r"with $10^6$ weights give $\theta=0.02$",
        r"$v^\top Hv=-0.3$",
        # The denominator of the gain at half the curvature.
        rf"$\epsilon^{{3/2}}/({number(1 / (2 / 3 * 0.5**3))}\sqrt M)$",
        r"\frac{12\sqrt M}{\epsilon^{3/2}}",
    )
