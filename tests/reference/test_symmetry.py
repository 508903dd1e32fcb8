"""The symmetries of a hidden layer keep its function, and their tangent is flat."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

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
