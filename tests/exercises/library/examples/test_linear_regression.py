"""The worked example of the exercise on linear regression, and the data it carries."""

import importlib.util
from pathlib import Path

import numpy as np

from exercises.format.loading import LIBRARY
from reference.linear_regression import gd_lstsq
from tests.reference.goldens import goldens_read


def checks_import(path: Path):
    spec = importlib.util.spec_from_file_location("checks", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_of_linear_regression_is_right():
    data, y = np.array([[1.0], [-1.0]]), np.array([3.0, 1.0])
    np.testing.assert_array_equal(gd_lstsq(data, y, 0.5, 1, np.zeros(2)), [1.0, 0.5])
    np.testing.assert_array_equal(gd_lstsq(data, y, 0.5, 2, np.zeros(2)), [1.5, 0.75])
    np.testing.assert_allclose(np.linalg.solve([[1.0, 1.0], [1.0, -1.0]], y), [2.0, 1.0])


def test_the_exercise_has_longleys_data_and_the_certified_values():
    checks = checks_import(LIBRARY / "gradient-descent" / "linear-regression" / "checks.py")
    inputs, certified = goldens_read()["least_squares_for_longley"]
    np.testing.assert_array_equal(checks.LONGLEY[:, 0], inputs["y"])
    np.testing.assert_array_equal(checks.LONGLEY[:, 1:], inputs["X"][:, 1:])
    np.testing.assert_array_equal(checks.CERTIFIED, certified)
    assert 4.8e9 < np.linalg.cond(inputs["X"]) < 5e9
