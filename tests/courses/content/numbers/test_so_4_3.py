"""The numbers and the claims of section 4.3 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
import torch

from reference.levenberg_marquardt import lm_step
from reference.natural_gradient import natural_step
from reference.trust_region import trust_region_step
from tests.courses.content.printed import Array, Section, number, vector


def step(x: float, damping: float) -> float:
    """Return the step on the residual x + x^2/2."""
    r, J = np.array([x + x**2 / 2]), np.array([[1 + x]])
    return float(lm_step(J, r, damping, np.ones(1))[0])


def error(damping: float, sigma: float) -> float:
    return damping / (sigma**2 + damping)


def test_the_numbers_of_levenberg_marquardt() -> None:
    section = Section("so-4.3")
    J, r = np.diag([3.0, 0.1]), np.array([3.0, 1.0])
    full, damped = lm_step(J, r, 0.0, np.ones(2)), lm_step(J, r, 1.0, np.ones(2))
    kept = damped / full * 100
    section.prints(
        rf"$J=\operatorname{{diag}}(3,0.1)$, $r={vector(r)}^\top$",
        rf"Gauss–Newton gives $p={vector(full)}^\top$. With $\mu=1$",
        rf"$p\approx({number(damped[0], 1)},{number(damped[1], 4)})^\top$",
        rf"keeps ${number(kept[0])}$ per cent of its step, the other ${number(kept[1])}$ per cent",
        rf"from ${number(np.linalg.norm(full), 2)}$ to ${number(np.linalg.norm(damped), 4)}$",
        rf"are ${number(error(1, 3), 1)}$ and ${number(error(1, 0.1), 4)}$",
        r"with $J=\operatorname{diag}(2,0.5)$: a curve",
        # A customary constant.
        r"Multiply $\mu$ by about 10",
    )
    three_rules(section)
    assert error(99, 1) == pytest.approx(0.99)
    section.prints(
        r"the error falls by $0.99$ a step",
        r"is near $0.99$ in the slow direction",
        r"so $\mu\approx99\sigma_i^2$",
        rf"the factor is ${number(error(1, 1), 1)}$",
    )
    section.prints_nothing_else()


def three_rules(section: Section) -> None:
    columns = []
    for rule in (lambda r: 1.0, abs, lambda r: 0.0):
        errors = [0.5]
        for _ in range(3):
            x = errors[-1]
            errors.append(x + step(x, rule(x + x**2 / 2)))
        columns.append(errors)
    for k in range(4):
        cells = [f"${number(errors[k], 6 if k else 1)}$" for errors in columns]
        section.prints(f"| {k} | {' | '.join(cells)} |")
    section.prints(
        rf"From $x=-0.9$, where $J=0.1$, the third steps by ${number(step(-0.9, 0), 2)}$,"
        rf" the second by ${number(step(-0.9, abs(-0.9 + 0.405)), 3)}$",
    )
    assert error(1, 1) == 0.5


def test_the_length_falls_with_the_damping_and_is_a_trust_regions() -> None:
    rng = np.random.default_rng(4)
    J, r = rng.standard_normal((6, 4)), rng.standard_normal(6)
    lengths = []
    for damping in (0.01, 0.1, 1.0, 10.0, 100.0):
        p = lm_step(J, r, damping, np.ones(4))
        lengths.append(float(np.linalg.norm(p)))
        same, multiplier = trust_region_step(J.T @ r, J.T @ J, lengths[-1])
        assert np.allclose(same, p)
        assert multiplier == pytest.approx(damping)
    assert lengths == sorted(lengths, reverse=True)


def test_the_bound_and_the_number_of_steps_hold() -> None:
    for damping in (0.01, 0.3, 1.0, 5.0):
        for x in np.linspace(-0.4, 0.4, 9):
            # On this ball the slope is at least 0.6, and its Lipschitz constant is 1.
            bound = error(damping, 0.6) * abs(x) + x**2 / (2 * 0.6)
            assert abs(x + step(float(x), damping)) <= bound + 1e-15
        steps = math.ceil((1 + damping / 0.6**2) * math.log(1e6))
        assert error(damping, 0.6) ** steps <= 1e-6


def test_column_norms_make_the_step_independent_of_units() -> None:
    rng = np.random.default_rng(5)
    J, r, units = rng.standard_normal((5, 3)), rng.standard_normal(5), np.array([1.0, 1000.0, 0.1])

    def scaled(jacobian: Array) -> Array:
        return lm_step(jacobian, r, 0.7, np.linalg.norm(jacobian, axis=0))

    assert np.allclose(units * scaled(J * units), scaled(J))
    ones = np.ones(3)
    assert not np.allclose(units * lm_step(J * units, r, 0.7, ones), lm_step(J, r, 0.7, ones))


def test_damping_is_that_of_the_natural_gradient() -> None:
    rng = np.random.default_rng(6)
    J, r = rng.standard_normal((5, 3)), rng.standard_normal(5)
    F = torch.tensor(J.T @ J)
    step = natural_step(torch.tensor(-J.T @ r), lambda v: F @ v, 0.7, 20)
    assert np.allclose(step.numpy(), lm_step(J, r, 0.7, np.ones(3)))
