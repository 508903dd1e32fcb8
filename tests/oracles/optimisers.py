"""Optimisers of matrices and quasi-Newton methods."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import torch
from scipy import optimize

from tests.oracles.registry import jax_in_double, oracle
from tests.reference.cases.registry import tensors


def displaced(optimiser_for, inputs, dtype=torch.float64):
    t = {name: tensor.to(dtype) for name, tensor in tensors(inputs).items()}
    W = torch.nn.Parameter(t["W"].clone())
    optimiser = optimiser_for([W])
    for G in t["G"]:
        W.grad = G.clone()
        optimiser.step()
    return W.detach().double().numpy()


@oracle
def shampoo(inputs):
    from pytorch_optimizer import Shampoo

    # Not torch_optimizer's, whose exponent is −1/order and whose second statistic is another.
    return displaced(lambda p: Shampoo(p, lr=0.1, matrix_eps=1e-2), inputs)


@oracle
def soap(inputs):
    from pytorch_optimizer import SOAP

    return displaced(lambda p: SOAP(p, lr=0.1, weight_decay=0.0, precondition_frequency=3), inputs)


@oracle
def newton_schulz(inputs):
    jax = jax_in_double()
    from optax.contrib import _muon

    coefficients = jax.numpy.array([3.4445, -4.7750, 2.0315], dtype="float64")
    G = jax.numpy.asarray(inputs["G"][0])
    return np.asarray(_muon.orthogonalize_via_newton_schulz(G, coefficients, 5))


@oracle
def newton_schulz_in_bfloat16(inputs):
    from muon import zeropower_via_newtonschulz5

    return zeropower_via_newtonschulz5(torch.from_numpy(inputs["G"][0]), 5).double().numpy()


@oracle
def muon(inputs):
    moved = displaced(
        lambda p: torch.optim.Muon(p, lr=0.02, weight_decay=0.0), inputs, torch.float32
    )
    return moved - inputs["W"].astype(np.float32)


def strategy_matrix(strategy, kind, inputs):
    strategy.initialize(8, kind)
    for s, y in zip(inputs["S"], inputs["Y"], strict=True):
        strategy.update(s, y)
    return strategy.get_matrix()


@oracle
def bfgs(inputs):
    return strategy_matrix(optimize.BFGS(init_scale=1.0), "hess", inputs)


@oracle
def bfgs_inverse(inputs):
    return strategy_matrix(optimize.BFGS(init_scale=1.0), "inv_hess", inputs)


@oracle
def sr1(inputs):
    return strategy_matrix(optimize.SR1(init_scale=1.0), "hess", inputs)


@oracle
def two_loop_without_scale(inputs):
    return -optimize.LbfgsInvHessProduct(inputs["S"], inputs["Y"]).matvec(inputs["g"])


@oracle
def two_loop(inputs):
    jax = jax_in_double()
    import optax

    transform = optax.scale_by_lbfgs(memory_size=5, scale_init_precond=True)
    # Iterates and gradients whose differences are the pairs; the last gradient is the given one.
    points = np.concatenate([np.zeros((1, 8)), np.cumsum(inputs["S"], axis=0)])
    slopes = np.concatenate([np.zeros((1, 8)), np.cumsum(inputs["Y"], axis=0)])
    slopes += inputs["g"] - slopes[-1]
    state = transform.init(jax.numpy.asarray(points[0]))
    for point, slope in zip(points, slopes, strict=True):
        update, state = transform.update(jax.numpy.asarray(slope), state, jax.numpy.asarray(point))
    return -np.asarray(update)


@oracle
def lbfgs_minimiser(inputs):
    options = {"gtol": 1e-10, "ftol": 0}
    return optimize.minimize(
        optimize.rosen, inputs["x"], jac=optimize.rosen_der, method="L-BFGS-B", options=options
    ).x
