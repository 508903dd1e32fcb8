"""Plateaus of staircases whose treads are known, and of traces that only look flat."""

import numpy as np
import pytest

from reference.plateaus import plateaus

STAIRS = np.array([16.0, 8.0, 8.0, 8.0, 8.0, 3.0, 3.0, 3.0, 1.0, 0.0, 0.0, 0.0])


def test_the_treads_of_a_staircase_are_found_but_not_its_floor():
    assert plateaus(STAIRS, 0.01, 3) == [(1, 5), (5, 8)]
    assert plateaus(STAIRS, 0.01, 4) == [(1, 5)]


def test_neither_shift_nor_scale_matters():
    assert plateaus(1024 * STAIRS + 512, 0.01, 3) == plateaus(STAIRS, 0.01, 3)


def test_a_slow_drift_is_flat_and_noise_is_not():
    rng = np.random.default_rng(0)
    drift = np.concatenate(([10.0], np.linspace(6.0, 4.0, 100), [0.0]))
    assert plateaus(drift, 0.01, 5) == [(1, 101)]
    noise = np.concatenate(([10.0], 5 + rng.choice([-0.5, 0.5], 100).cumsum() % 2, [0.0]))
    assert plateaus(noise, 0.01, 5) == []


def test_a_step_of_just_the_tolerance_is_flat():
    assert plateaus([4.0, 3.0, 2.0, 0.0], 0.25, 3) == [(0, 3)]


def test_what_has_no_steps_has_no_plateaus():
    assert plateaus([], 0.1, 2) == plateaus([1.0], 0.1, 2) == plateaus([1.0] * 9, 0.1, 2) == []


def test_a_run_of_sigmoid_saturation_is_one_plateau():
    w, trace = 8.0, []
    for _ in range(400):
        output = 1 / (1 + np.exp(-w))
        trace.append(output**2)
        w -= 8.0 * 2 * output * output * (1 - output)
    (interval,) = plateaus(trace, 0.01, 10)
    assert interval[0] == 0
    assert 50 < interval[1] < 400


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="two entries"):
        plateaus(STAIRS, 0.1, 1)
    for entry in (np.nan, np.inf):
        with pytest.raises(ValueError, match="finite"):
            plateaus([1.0, entry, 0.0], 0.1, 2)
