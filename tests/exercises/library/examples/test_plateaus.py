"""The worked example of the plateaus."""

import numpy as np

from reference.plateaus import plateaus

TRACE = np.array([8.0, 4.0, 4.0, 3.9, 1.0, 1.0, 0.0, 0.0])


def test_the_staircase_has_the_plateaus_of_the_statement():
    assert plateaus(TRACE, 0.05, 3) == [(1, 4)]
    assert plateaus(TRACE, 0.05, 2) == [(1, 4), (4, 6)]


def test_the_steps_are_those_of_the_statement():
    np.testing.assert_allclose(-np.diff(TRACE), [4, 0, 0.1, 2.9, 0, 1, 0], atol=1e-15)
    assert 0.05 * np.ptp(TRACE) == 0.4
