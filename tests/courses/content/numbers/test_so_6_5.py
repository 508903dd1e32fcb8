"""Every number printed in section 6.5 equals what the repository computes."""

import math

import numpy as np
import pytest

from reference.quadratic_model import model_reduction, ratio
from tests.courses.content.printed import Section, number


def f(x: float) -> float:
    return math.exp(x) - 2 * x


def promise(x: float, p: float, factor: float = 1.0) -> float:
    """Return what the model at x promises whose curvature is `factor` times the right one."""
    g = np.array([math.exp(x) - 2])
    return model_reduction(g, lambda v: factor * math.exp(x) * v, np.array([p]))


def gain(x: float, p: float) -> float:
    return ratio(f(x), f(x + p), promise(x, p))


def newton(x: float) -> float:
    return (2 - math.exp(x)) / math.exp(x)


def test_the_worked_example() -> None:
    section = Section("so-6.5")
    p, far = newton(0.0), newton(-2.0)
    rho = gain(0.0, p)
    bound = math.e * p / 3
    assert (p, promise(0.0, p)) == (1, 0.5)
    assert abs(rho - 1) <= bound
    assert f(-2 + far) > 130000
    section.prints(
        rf"minimum at $\log2\approx{number(math.log(2), 4)}$",
        rf"$1-(e-2)=3-e\approx{number(f(0) - f(p), 4)}$, so $\rho\approx{number(rho, 4)}$",
        rf"$M|p|/(3\mu)\approx{number(bound, 4)}$ holds",
        rf"$|\rho-1|\approx{number(abs(rho - 1), 4)}$",
        rf"$H=e^{{-2}}\approx{number(math.exp(-2), 4)}$, $p\approx{number(far, 4)}$",
        rf"promise ${number(promise(-2.0, far), 4)}$",
        rf"rises from ${number(f(-2), 4)}$ to above $130000$",
        rf"$p=0.5$ from $0$, has $\rho\approx{number(gain(0.0, 0.5), 4)}$",
        rf"at $0$ above $\rho\approx{number(rho, 2)}$",
        r"$\rho=0.97$ on the training batch, $-0.4$ on a held one",
        "### Open as of November 2026",
    )
    section.prints_nothing_else()


@pytest.mark.parametrize(("factor", "quotient"), [(1.0, 8), (1.5, 4)])
def test_halving_a_step_shows_whether_the_matrix_is_the_hessian(
    factor: float, quotient: float
) -> None:
    def error(p: float) -> float:
        return abs(f(p) - (f(0) - promise(0.0, p, factor)))

    assert error(1e-2) / error(5e-3) == pytest.approx(quotient, rel=0.02)


@pytest.mark.parametrize("p", [-0.5, 0.1, 0.5, 1.0])
def test_the_cubic_bound_holds_along_the_line(p: float) -> None:
    lipschitz = math.exp(max(p, 0))
    assert abs(f(p) - (f(0) - promise(0.0, p))) <= lipschitz / 6 * abs(p) ** 3 + 1e-15


def test_a_wrong_matrix_can_have_a_ratio_of_one() -> None:
    promised = model_reduction(np.array([5.0]), lambda v: 6 * v, np.array([-1.0]))
    assert (promised, ratio(1 + 1, 0, promised)) == (2, 1)
