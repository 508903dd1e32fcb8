"""Labels of traces that are known, their invariance, and the largest stable step size."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.rate_diagnosis import diagnose, lr_range_test


def descent(eta_l, steps, curvatures=(1 / 3, 0.7, 1.0)):
    shares = np.array(curvatures)
    return ((1 - eta_l * shares) ** (2 * np.arange(steps + 1)[:, None])).sum(axis=1)


def noisy(seed):
    return descent(0.8, 60) + 0.3 * np.random.default_rng(seed).standard_normal(61)


KNOWN = {
    "healthy": descent(0.8, 40),
    "too_small": descent(0.002, 40),
    "diverging": descent(2.3, 40),
    "oscillating": np.abs(0.3 - np.arange(61) % 2) + 0.05 * 0.5 ** np.arange(61),
    "noisy": noisy(1),
}


@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (1e-200, 0.0), (1e9, 1e10), (1.0, -1e4)])
def test_units_change_no_label(kind, scale, shift):
    assert diagnose(scale * KNOWN[kind] + shift, 0.1) == kind


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_noise_is_told_from_oscillation(seed):
    assert diagnose(noisy(seed), 0.1) == "noisy"


def test_only_the_curvature_tells_two_equal_traces_apart():
    for eta in (0.5, 1.5):
        np.testing.assert_allclose(descent(eta, 20, [1.0]), 0.25 ** np.arange(21))
    trace = descent(0.5, 20, [1.0])
    assert [diagnose(trace, eta, 1.0) for eta in (0.01, 0.5, 1.5)] == [
        "too_small",
        "healthy",
        "oscillating",
    ]
    assert diagnose(np.append(trace, np.nan), 0.5, 1.0) == "diverging"


def test_edges():
    assert diagnose(np.ones(2), 0.1) == "too_small"
    assert diagnose(np.array([1.0, 2.0]), 0.1) == "diverging"
    assert diagnose(np.array([1.0, np.inf, 0.5]), 0.1) == "diverging"
    spiked = descent(0.8, 60)
    spiked[30] += 1.0
    assert diagnose(spiked, 0.1) == "noisy"
    rounded = 1.0 + descent(0.8, 500) + 1e-15 * np.random.default_rng(2).standard_normal(501)
    assert diagnose(rounded, 0.1) == "healthy"


@pytest.mark.parametrize("largest", [1e-3, 1.0, 1e3])
def test_the_range_test_finds_two_over_l(largest):
    curvatures = largest * np.geomspace(1e-2, 1.0, 5)
    etas = np.geomspace(0.1, 100.0, 40) / largest
    found = lr_range_test(
        lambda x: (float(x @ (curvatures * x) / 2), curvatures * x), np.ones(5), etas, 150
    )
    assert found == max(eta for eta in etas if eta <= 2 / largest)


def test_the_search_ends_at_the_first_unstable_rate():
    asked = []

    def quartic(x):
        asked.append(x)
        return float(np.sum(x**4)), 4 * x**3

    with np.errstate(all="ignore"):
        assert lr_range_test(quartic, np.array([3.0]), np.array([1e-3, 30.0, 60.0]), 9) == 1e-3
        assert len(asked) <= 1 + 2 * 9
        assert lr_range_test(quartic, np.array([3.0]), np.array([30.0]), 9) == 0.0
