"""Fits and networks with flat directions: least norm, implicit bias, symmetries, rescaling."""

# ruff: noqa: N806 (matrices keep their capital letters)

from itertools import pairwise

import numpy as np
import pytest
import torch

from reference.min_norm import gd_implicit_bias, min_norm_fit
from reference.reparameterization import alpha_scale, normalised_sharpness
from reference.symmetry import permute_hidden, rescale, symmetry_null_vector


def network(rng, h=32, d=2, o=3):
    return {
        "W1": rng.standard_normal((h, d)),
        "b1": rng.standard_normal(h),
        "W2": rng.standard_normal((o, h)),
        "b2": rng.standard_normal(o),
    }


def outputs(sd, x):
    return np.maximum(x @ sd["W1"].T + sd["b1"], 0) @ sd["W2"].T + sd["b2"]


@pytest.mark.parametrize(("n", "p"), [(1, 1), (1, 4), (5, 5), (10, 60)])
def test_the_fit_of_least_norm_is_that_of_the_pseudoinverse(n, p):
    rng = np.random.default_rng(n)
    X, y = rng.standard_normal((n, p)), rng.standard_normal(n)
    w = min_norm_fit(X, y)
    np.testing.assert_allclose(w, np.linalg.pinv(X) @ y, rtol=1e-9, atol=1e-12)
    with pytest.raises(ValueError, match="more examples"):
        min_norm_fit(np.ones((3, 2)), np.ones(3))


def test_gradient_descent_ends_where_the_formula_says():
    rng = np.random.default_rng(0)
    X, y, w0 = rng.standard_normal((4, 12)), rng.standard_normal(4), rng.standard_normal(12)
    for start in (np.zeros(12), w0):
        w = start
        for _ in range(3000):
            w = w - X.T @ (X @ w - y) / np.linalg.norm(X, 2) ** 2
        np.testing.assert_allclose(gd_implicit_bias(X, y, start), w, atol=1e-12)
    kept = w0 - np.linalg.pinv(X) @ (X @ w0)
    want = np.linalg.pinv(X) @ y + kept
    np.testing.assert_allclose(gd_implicit_bias(X, y, w0), want, atol=1e-13)


def test_permuted_and_rescaled_networks_compute_the_same():
    rng = np.random.default_rng(1)
    sd, x, perm = network(rng), rng.standard_normal((20, 2)), rng.permutation(32)
    permuted = permute_hidden(sd, perm)
    np.testing.assert_allclose(outputs(permuted, x), outputs(sd, x), rtol=1e-12)
    back = permute_hidden(permuted, np.argsort(perm))
    assert all(np.array_equal(back[name], sd[name]) for name in sd)
    scaled = rescale(sd, rng.uniform(0.1, 10, 32), "relu")
    np.testing.assert_allclose(outputs(scaled, x), outputs(sd, x), rtol=1e-11)


def test_what_is_no_symmetry_is_refused():
    sd = network(np.random.default_rng(2), h=2)
    for perm in (np.array([0, 0]), np.array([0]), np.array([1, 2])):
        with pytest.raises(ValueError, match="permutation"):
            permute_hidden(sd, perm)
    for alpha in (np.array([1.0, -1.0]), np.array([0.0, 1.0]), np.array([np.nan, 1.0])):
        with pytest.raises(ValueError, match="positive"):
            rescale(sd, alpha, "relu")
    with pytest.raises(ValueError, match="tanh"):
        rescale(sd, np.ones(2), "tanh")


def test_the_tangent_is_a_null_vector_of_the_hessian_at_a_minimum():
    rng = np.random.default_rng(3)
    sd, x = network(rng, h=5), torch.tensor(rng.standard_normal((40, 2)))
    shapes = {name: array.shape for name, array in sd.items()}
    y = torch.tensor(outputs(sd, x.numpy()))

    def loss(flat):
        parts, at = {}, 0
        for name, shape in shapes.items():
            size = int(np.prod(shape))
            parts[name], at = flat[at : at + size].reshape(shape), at + size
        hidden = torch.relu(x @ parts["W1"].T + parts["b1"])
        return torch.mean((hidden @ parts["W2"].T + parts["b2"] - y) ** 2)

    flat = torch.tensor(np.concatenate([array.ravel() for array in sd.values()]))
    H = torch.autograd.functional.hessian(loss, flat).numpy()
    t = np.concatenate([array.ravel() for array in symmetry_null_vector(sd).values()])
    assert np.linalg.norm(H @ t) <= 1e-12 * np.linalg.norm(H, 2) * np.linalg.norm(t)


def test_scaling_three_layers_keeps_the_function_and_the_normalised_sharpness():
    rng = np.random.default_rng(4)
    widths = (2, 4, 3, 1)
    sd = {}
    for layer, (i, o) in enumerate(pairwise(widths), 1):
        sd[f"W{layer}"], sd[f"b{layer}"] = rng.standard_normal((o, i)), rng.standard_normal(o)

    def function(params):
        values = x
        for layer in (1, 2):
            values = np.maximum(values @ params[f"W{layer}"].T + params[f"b{layer}"], 0)
        return values @ params["W3"].T + params["b3"]

    x = rng.standard_normal((10, 2))
    for a in (0.01, 5.0, 20.0):
        np.testing.assert_allclose(function(alpha_scale(sd, a)), function(sd), rtol=1e-11)
    for a in (0.0, -1.0, np.nan):
        with pytest.raises(ValueError, match="positive"):
            alpha_scale(sd, a)


def test_the_normalised_sharpness_does_not_move_where_the_trace_explodes():
    # f = (uv - 1)²/2 along its minima (a, 1/a).
    for a in (1.0, 5.0, 20.0):
        w, H = np.array([a, 1 / a]), np.array([[1 / a**2, 1.0], [1.0, a**2]])
        assert normalised_sharpness(w, H) == pytest.approx(2.0, rel=1e-12)
        assert np.trace(H) == pytest.approx(a**2 + 1 / a**2)
    assert normalised_sharpness(np.ones(2), np.diag([-5.0, 1.0])) == pytest.approx(1.0)
