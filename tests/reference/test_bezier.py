"""The Bezier curve between two networks: its ends, its derivative, and the line as a case of it."""

import numpy as np
import pytest

from reference.bezier import bezier, path_loss
from reference.linear_interpolation import interpolate_losses


def states(rng, dtype=np.float64, count=2):
    return [
        {
            "weight": rng.standard_normal((3, 2)).astype(dtype),
            "running_mean": rng.standard_normal(3).astype(dtype),
            "num_batches_tracked": np.array(rng.integers(100)),
        }
        for _ in range(count)
    ]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_ends_of_the_curve_are_exact_and_reversing_it_reverses_t(dtype):
    a, c, b = states(np.random.default_rng(1), dtype, count=3)
    np.testing.assert_array_equal(bezier(a, c, b, 0.0)["weight"], a["weight"])
    np.testing.assert_array_equal(bezier(a, c, b, 1.0)["weight"], b["weight"])
    assert bezier(a, c, b, 0.3)["weight"].dtype == dtype
    np.testing.assert_allclose(
        bezier(a, c, b, 0.25)["weight"], bezier(b, c, a, 0.75)["weight"], rtol=1e-6
    )


def test_a_control_point_in_the_middle_makes_a_line_of_the_curve():
    a, b = states(np.random.default_rng(2))
    middle = {name: (a[name] + b[name]) / 2 for name in ("weight", "running_mean")}
    middle["num_batches_tracked"] = np.array(0)

    def loss(sd):
        return float(np.sum(sd["weight"] ** 3))

    ts = np.linspace(0, 1, 7)
    np.testing.assert_allclose(
        path_loss(loss, a, middle, b, ts), interpolate_losses(loss, a, b, ts), rtol=1e-12
    )


def test_the_curve_starts_towards_its_control_point_and_arrives_from_it():
    a, c, b = states(np.random.default_rng(3), count=3)
    h, t = 0.125, 0.375
    # A central difference of a quadratic has no truncation error.
    slope = (bezier(a, c, b, t + h)["weight"] - bezier(a, c, b, t - h)["weight"]) / (2 * h)
    want = 2 * (1 - t) * (c["weight"] - a["weight"]) + 2 * t * (b["weight"] - c["weight"])
    np.testing.assert_allclose(slope, want, rtol=1e-13)
