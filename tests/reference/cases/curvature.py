"""Curvature: derivatives, the Fisher matrix, Kronecker factors."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import torch

from reference.fisher import empirical_fisher, fisher
from reference.ggn import ggn_vector_product
from reference.hessian import hessian, hvp
from reference.kfac import kfac_factors, kfac_step
from reference.lanczos import lanczos_extremal
from reference.natural_gradient import natural_step
from tests.reference.cases.registry import case, tensors


def network_inputs(rng):
    return {
        "weights": rng.standard_normal(4 * 5 + 5 * 3) / 2,
        "X": rng.standard_normal((12, 4)),
        "y": rng.integers(0, 3, 12),
        "v": rng.standard_normal(4 * 5 + 5 * 3),
    }


def network_outputs(weights, X):
    return torch.tanh(X @ weights[:20].reshape(5, 4).mT) @ weights[20:].reshape(3, 5).mT


def network_loss(t):
    return lambda w: torch.nn.functional.cross_entropy(network_outputs(w, t["X"]), t["y"])


@case("curvlinops HessianLinearOperator", 1e-13, network_inputs)
def hessian_vector_product(inputs):
    t = tensors(inputs)
    return hvp(network_loss(t), t["weights"], t["v"]).numpy()


@case("curvlinops GGNLinearOperator", 1e-13, network_inputs)
def gauss_newton_vector_product(inputs):
    t = tensors(inputs)
    return ggn_vector_product(
        lambda w: network_outputs(w, t["X"]),
        lambda z: torch.nn.functional.cross_entropy(z, t["y"]),
        t["weights"],
        t["v"],
    ).numpy()


@case("PyHessian, largest eigenvalue", 1e-4, network_inputs)
def lanczos_largest_modulus(inputs):
    t = tensors(inputs)
    ends = lanczos_extremal(lambda v: hvp(network_loss(t), t["weights"], v), 35, 35, seed=0)
    return np.array([max(ends, key=abs)])


@case("hessian-eigenthings lanczos", 1e-6, network_inputs)
def lanczos_both_ends(inputs):
    t = tensors(inputs)
    return np.array(
        lanczos_extremal(lambda v: hvp(network_loss(t), t["weights"], v), 35, 35, seed=0)
    )


@case("scipy rosen_hess", 1e-13, lambda rng: {"x": rng.standard_normal(6)})
def hessian_of_rosenbrock(inputs):
    def f(x):
        return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()

    return hessian(f, torch.from_numpy(inputs["x"])).numpy()


def softmax_inputs(rng):
    return {
        "W": rng.standard_normal((3, 4)),
        "X": rng.standard_normal((15, 3)),
        "y": rng.integers(0, 4, 15),
    }


@case("curvlinops GGNLinearOperator", 1e-13, softmax_inputs)
def fisher_of_softmax(inputs):
    return fisher(**tensors(inputs)).numpy()


@case("curvlinops EFLinearOperator", 1e-13, softmax_inputs)
def empirical_fisher_of_softmax(inputs):
    return empirical_fisher(**tensors(inputs)).numpy()


def layer_inputs(rng):
    """A linear layer with bias under cross-entropy."""
    return {
        "W": rng.standard_normal((3, 4)),
        "bias": rng.standard_normal(3),
        "X": rng.standard_normal((15, 4)),
        "y": rng.integers(0, 3, 15),
        "G": rng.standard_normal((3, 5)),
    }


def loss_hessian_roots(inputs):
    """Columns of a root of the Hessian of each example's loss, shape (n, c, c)."""
    p = torch.softmax(inputs["X"] @ inputs["W"].mT + inputs["bias"], 1)
    identity = torch.eye(p.shape[1]).double()
    return p.sqrt()[:, :, None] * (p[:, None, :] - identity)


def layer_factors(inputs):
    t = tensors(inputs)
    return kfac_factors(t["X"], loss_hessian_roots(t))


@case("curvlinops KFACLinearOperator, type-2", 1e-13, layer_inputs)
def kfac_block(inputs):
    A, B = layer_factors(inputs)
    return torch.kron(B, A).numpy()


@case("backpack KFLR, output factor", 1e-13, layer_inputs)
def kfac_output_factor(inputs):
    return layer_factors(inputs)[1].numpy()


@case("curvlinops KFACInverseLinearOperator, damping of each factor", 1e-11, layer_inputs)
def kfac_preconditioned(inputs):
    A, B = layer_factors(inputs)
    return kfac_step(torch.from_numpy(inputs["G"]), A, B, 0.1).numpy()


@case("numpy solve of curvlinops' damped matrix", 1e-9, softmax_inputs)
def natural_gradient(inputs):
    t = tensors(inputs)
    F = fisher(**t)
    g = t["X"].mT @ (torch.nn.functional.one_hot(t["y"], 4) - torch.softmax(t["X"] @ t["W"], 1))
    return natural_step(g.reshape(-1), lambda v: F @ v, 0.05, 60).numpy()
