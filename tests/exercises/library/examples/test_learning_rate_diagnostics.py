"""The worked examples of the exercise on learning-rate diagnostics."""

import numpy as np

from reference.rate_diagnosis import diagnose, lr_range_test


def test_the_examples_of_the_diagnosis_are_right():
    trace = np.array([16.0, 4.0, 1.0, 0.25, 0.0625])
    assert np.ptp(trace) == 15.9375
    assert np.diff(trace).tolist() == [-12.0, -3.0, -0.75, -0.1875]
    assert diagnose(trace, 0.5) == "healthy"
    assert diagnose(trace, 0.5, 1.0) == "healthy"
    assert diagnose(trace, 0.5, 3.0) == "oscillating"
    assert diagnose(np.array([16.0, 15.0, 14.0, 13.0, 12.0]), 0.5) == "too_small"
    assert diagnose(np.array([1.0, 4.0, 16.0, 64.0, 256.0]), 0.5) == "diverging"


def test_the_example_of_the_range_test_is_right():
    calls = []

    def fun(x):
        calls.append(x)
        return float(x @ x / 2), x

    assert lr_range_test(fun, np.ones(1), np.array([0.5, 1.5, 2.5]), 5) == 1.5
    assert len(calls) == 16
