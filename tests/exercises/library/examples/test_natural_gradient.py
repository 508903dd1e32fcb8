"""The worked examples of the natural gradient, by the reference and by the iteration."""

import pytest
import torch

from reference.natural_gradient import gaussian_natgrad, natural_step

FISHER = torch.tensor([1.0, 0.0], dtype=torch.float64)
GRADIENT = torch.tensor([2.0, 1.0], dtype=torch.float64)


@pytest.mark.parametrize(("iters", "step"), [(1, [10 / 9, 5 / 9]), (2, [1.0, 1.0])])
def test_the_two_iterations_of_the_example_are_right(iters, step):
    got = natural_step(GRADIENT, lambda v: FISHER * v, 1.0, iters)
    torch.testing.assert_close(got, torch.tensor(step, dtype=torch.float64))


def test_the_table_of_the_example_is_right():
    directions = []

    def fvp(v):
        directions.append(v)
        return FISHER * v

    natural_step(GRADIENT, fvp, 1.0, 2)
    first, second = GRADIENT, torch.tensor([-10 / 81, 40 / 81], dtype=torch.float64)
    torch.testing.assert_close(torch.stack(directions), torch.stack([first, second]))
    product = (FISHER + 1) * first
    assert float(first @ first / (first @ product)) == pytest.approx(5 / 9)
    residual = first - 5 / 9 * product
    torch.testing.assert_close(residual, torch.tensor([-2 / 9, 4 / 9], dtype=torch.float64))
    again = (FISHER + 1) * second
    torch.testing.assert_close(again, torch.tensor([-20 / 81, 40 / 81], dtype=torch.float64))
    assert float(residual @ residual / (second @ again)) == pytest.approx(0.9)


def test_the_gaussian_of_the_example_is_right():
    assert gaussian_natgrad(0.5, 2.0, 1.0, 3.0) == (4.0, 6.0)
    assert 2 * (2 * 3 / 2) == 6
