"""The line between two networks: its ends, what lies beyond them, and what does not fit."""

import numpy as np
import pytest

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


def test_the_line_runs_from_a_to_b_and_beyond_with_the_counters_of_a():
    a, b = states(np.random.default_rng(0))
    seen = []

    def loss(sd):
        seen.append(sd)
        return float(np.sum(sd["weight"] ** 2))

    losses = interpolate_losses(loss, a, b, [0.0, 1.0, -0.5, 2.0])
    assert losses[0] == np.sum(a["weight"] ** 2)
    assert losses[1] == np.sum(b["weight"] ** 2)
    np.testing.assert_allclose(seen[2]["weight"], 1.5 * a["weight"] - 0.5 * b["weight"], rtol=1e-14)
    np.testing.assert_allclose(
        seen[3]["running_mean"], 2 * b["running_mean"] - a["running_mean"], rtol=1e-13
    )
    assert {int(sd["num_batches_tracked"]) for sd in seen} == {int(a["num_batches_tracked"])}


def test_without_alphas_there_are_no_losses_and_networks_that_do_not_fit_are_refused():
    a, b = states(np.random.default_rng(0))
    assert interpolate_losses(lambda sd: 1.0, a, b, []).shape == (0,)
    with pytest.raises(ValueError, match="names"):
        interpolate_losses(lambda sd: 1.0, a, {"weight": b["weight"]}, [])
