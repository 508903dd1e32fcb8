"""The examples of the linear rate hold."""

import numpy as np
import pytest

from reference.linear_rate import iterations_to, linear_rate


def test_the_later_half_has_the_rate_a_half_and_the_whole_run_flatters():
    assert linear_rate(np.array([16.0, 4.0, 2.0, 1.0, 0.5])) == pytest.approx(0.5)
    mean_factor = (0.5 / 16.0) ** (1 / 4)
    assert mean_factor == pytest.approx(0.42, abs=5e-3)


def test_four_steps_suffice_and_22_with_a_step_near_the_limit():
    assert iterations_to(0.1, 2.0, 1.0) == 4
    assert iterations_to(0.1, 2.0, 1.9) == 22
    assert 0.9**22 <= 0.1 < 0.9**21
