"""The worked example of the PL constant."""

import numpy as np
import pytest

from reference.pl_condition import pl_constant

WEIGHTS = np.array([1.0, 4.0])


def bowl(x):
    return 2 + x @ (WEIGHTS * x) / 2


def bowl_grad(x):
    return WEIGHTS * x


@pytest.mark.parametrize(
    ("point", "gap", "squared", "quotient"),
    [((1, 0), 0.5, 1, 1), ((0, 1), 2, 16, 4), ((1, 1), 2.5, 17, 3.4)],
)
def test_a_row_of_the_table(point, gap, squared, quotient):
    x = np.array(point, dtype=float)
    assert bowl(x) - 2 == gap
    assert bowl_grad(x) @ bowl_grad(x) == squared
    assert pl_constant(bowl, bowl_grad, x[None, :], 2.0) == pytest.approx(quotient)


def test_the_smallest_quotient_is_the_constant():
    xs = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    assert pl_constant(bowl, bowl_grad, xs, 2.0) == 1


def test_the_constant_of_the_warning():
    xs = 2.2017 + np.linspace(-0.1, 0.1, 2001)[:, None]
    f, grad = (lambda x: x[0] ** 2 + 3 * np.sin(x[0]) ** 2), (lambda x: 2 * x + 3 * np.sin(2 * x))
    assert pl_constant(f, grad, xs, 0.0) == pytest.approx(0.1755, abs=5e-5)
