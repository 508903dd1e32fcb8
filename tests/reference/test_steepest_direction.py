"""Steepest directions by their dual norms, and the gradient check by gradients known exactly."""

import numpy as np
import pytest
from scipy.optimize import check_grad, rosen, rosen_der

from reference.gradient_check import gradcheck
from reference.steepest_direction import steepest_direction


def norms(matrix):
    return {
        "l2": np.linalg.norm,
        "l1": lambda d: np.abs(d).sum(),
        "linf": lambda d: np.abs(d).max(),
        "P": lambda d: np.sqrt(d @ matrix @ d),
    }


@pytest.mark.parametrize("norm", ["l2", "l1", "linf", "P"])
def test_the_slope_is_minus_the_dual_norm_and_no_unit_vector_does_better(norm):
    rng = np.random.default_rng(5)
    root, g = rng.standard_normal((4, 4)), rng.standard_normal(4)
    matrix = root @ root.T + np.eye(4)
    dual = {
        "l2": np.linalg.norm(g),
        "l1": np.abs(g).max(),
        "linf": np.abs(g).sum(),
        "P": np.sqrt(g @ np.linalg.solve(matrix, g)),
    }
    d = steepest_direction(g, norm, matrix)
    assert norms(matrix)[norm](d) == pytest.approx(1.0)
    assert g @ d == pytest.approx(-dual[norm])
    for v in rng.standard_normal((2000, 4)):
        assert g @ v / norms(matrix)[norm](v) >= g @ d - 1e-12


def test_ties_go_to_the_first_and_a_zero_gradient_has_no_direction():
    np.testing.assert_array_equal(steepest_direction(np.array([1.0, -2.0, 2.0]), "l1"), [0, 1, 0])
    np.testing.assert_array_equal(steepest_direction(np.array([1.0, 0.0]), "linf"), [-1, 0])
    for norm in ("l2", "l1", "linf", "P"):
        np.testing.assert_array_equal(steepest_direction(np.zeros(3), norm, np.eye(3)), np.zeros(3))
    np.testing.assert_allclose(steepest_direction(np.array([3e-200, 4e-200]), "l2"), [-0.6, -0.8])


def test_what_is_no_norm_is_refused():
    for arguments in (("l3",), ("P",)):
        with pytest.raises(ValueError, match="norm"):
            steepest_direction(np.ones(2), *arguments)
    with pytest.raises(np.linalg.LinAlgError):
        steepest_direction(np.ones(2), "P", np.diag([1.0, -1.0]))


def test_a_right_gradient_is_off_by_rounding_only_and_a_wrong_one_by_its_error():
    x = np.array([-1.2, 1.0, 0.7])
    error, is_trustworthy = gradcheck(rosen, rosen_der, x)
    assert (error < 1e-9, is_trustworthy) == (True, True)
    assert check_grad(rosen, rosen_der, x) < 1e-4
    assert gradcheck(rosen, lambda x: 1.1 * rosen_der(x), x)[0] == pytest.approx(0.1 / 1.1)
    assert gradcheck(rosen, lambda x: 0 * x, x) == (1.0, True)


def test_a_step_too_short_or_a_value_too_large_cannot_be_trusted():
    x = np.array([1.0, 2.0])
    square = lambda x: float(x @ x)  # noqa: E731
    assert gradcheck(square, lambda x: 2 * x, x, 1e-10)[1] is False
    assert gradcheck(lambda x: square(x) + 1e8, lambda x: 2 * x, x)[1] is False
    assert gradcheck(lambda x: 0.0, lambda x: 0 * x, x) == (0.0, True)
