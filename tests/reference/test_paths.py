"""Lines and curves between networks: their ends, their derivatives, and what training one gains."""

import numpy as np
import pytest
import torch

from reference.bezier import bezier, path_loss
from reference.curve_finding import curve_grad
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


def test_the_gradient_of_the_curve_is_that_of_autograd():
    rng = np.random.default_rng(4)
    a, c, b = rng.standard_normal((3, 5))
    ts = rng.uniform(size=6)
    control = torch.tensor(c, requires_grad=True)
    points = [
        (1 - t) ** 2 * torch.tensor(a) + 2 * t * (1 - t) * control + t**2 * torch.tensor(b)
        for t in ts
    ]
    sum(torch.sum(point**4) / len(ts) for point in points).backward()
    got = curve_grad(lambda x: 4 * x**3, a, c, b, ts)
    np.testing.assert_allclose(got, control.grad.numpy(), rtol=1e-12)
    with pytest.raises(ValueError, match="no point"):
        curve_grad(lambda x: x, a, c, b, [])


def test_training_the_bend_goes_around_a_hill():
    def hill(x):
        return np.exp(-4 * (x @ x))

    a, b = np.array([-1.0, 0.0]), np.array([1.0, 0.0])
    c, ts = np.array([0.0, 0.1]), np.linspace(0, 1, 21)
    for _ in range(100):
        c = c - curve_grad(lambda x: -8 * x * hill(x), a, c, b, ts)
    curve = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    assert max(map(hill, curve)) < 0.1 * max(hill((1 - t) * a + t * b) for t in ts)
