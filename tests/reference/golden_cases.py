"""Comparisons with independent implementations: inputs, our answer, and the agreement asked for.

The other side of each case is in tests/oracles/oracles.py, which needs packages that the project
does not. What it answers on one input is kept in goldens/, for the ordinary tests.
"""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from scipy.optimize import rosen, rosen_der

from reference.bfgs import bfgs_inverse_update, bfgs_update
from reference.damped_newton import damped_newton
from reference.dogleg import dogleg
from reference.fisher import empirical_fisher, fisher
from reference.gauss_newton import gauss_newton_step
from reference.ggn import ggn_vector_product
from reference.hessian import hessian, hvp
from reference.kfac import kfac_factors, kfac_step
from reference.lanczos import lanczos_extremal
from reference.lbfgs import lbfgs, two_loop_direction
from reference.levenberg_marquardt import lm
from reference.muon import muon_step, newton_schulz5
from reference.natural_gradient import natural_step
from reference.shampoo import shampoo_step
from reference.soap import soap_step
from reference.sr1 import sr1_update
from reference.steihaug import steihaug
from reference.trust_region import trust_region_step
from tests.reference.nist.problems import problems_read

Inputs = dict[str, np.ndarray]


class Case(NamedTuple):
    oracle: str
    tolerance: float
    inputs: Callable[[np.random.Generator], Inputs]
    ours: Callable[[Inputs], np.ndarray]


CASES: dict[str, Case] = {}


def case(oracle, tolerance, inputs):
    def register(function):
        CASES[function.__name__] = Case(oracle, tolerance, inputs, function)
        return function

    return register


def error(got, expected):
    """Relative error in the 2-norm."""
    return float(np.linalg.norm(np.asarray(got) - expected) / np.linalg.norm(expected))


def tensors(inputs):
    return {name: torch.from_numpy(np.array(array)) for name, array in inputs.items()}


# --- derivatives ------------------------------------------------------------------------------


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
    ends = lanczos_extremal(lambda v: hvp(network_loss(t), t["weights"], v), 35, 35, rng=0)
    return np.array([max(ends, key=abs)])


@case("hessian-eigenthings lanczos", 1e-6, network_inputs)
def lanczos_both_ends(inputs):
    t = tensors(inputs)
    return np.array(
        lanczos_extremal(lambda v: hvp(network_loss(t), t["weights"], v), 35, 35, rng=0)
    )


@case("scipy rosen_hess", 1e-13, lambda rng: {"x": rng.standard_normal(6)})
def hessian_of_rosenbrock(inputs):
    def f(x):
        return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()

    return hessian(f, torch.from_numpy(inputs["x"])).numpy()


# --- softmax regression and Kronecker factors --------------------------------------------------


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


# --- matrix optimisers -------------------------------------------------------------------------


def gradients(*shape):
    return lambda rng: {"W": rng.standard_normal(shape[1:]), "G": rng.standard_normal(shape)}


@case("pytorch_optimizer Shampoo, 5 steps", 1e-12, gradients(5, 6, 4))
def shampoo(inputs):
    t = tensors(inputs)
    W, L, R = t["W"], torch.zeros(6, 6).double(), torch.zeros(4, 4).double()
    for G in t["G"]:
        W, L, R = shampoo_step(W, G, L, R, lr=0.1, eps=1e-2)
    return W.numpy()


@case("pytorch_optimizer SOAP, 8 steps, square gradients", 1e-12, gradients(8, 5, 5))
def soap(inputs):
    t = tensors(inputs)
    W, state = t["W"], None
    for G in t["G"]:
        update, state = soap_step(state, G, frequency=3)
        W = W - 0.1 * update
    return W.numpy()


@case("optax orthogonalize_via_newton_schulz, float64", 1e-7, gradients(1, 6, 4))
def newton_schulz(inputs):
    return newton_schulz5(torch.from_numpy(inputs["G"][0])).numpy()


@case("muon-optimizer zeropower_via_newtonschulz5, bfloat16", 6e-2, gradients(1, 6, 4))
def newton_schulz_in_bfloat16(inputs):
    return newton_schulz5(torch.from_numpy(inputs["G"][0])).numpy()


# torch orthogonalises in bfloat16, and its displacement is a difference of float32 weights.
@case("torch.optim.Muon, displacement, bfloat16", 6e-2, gradients(1, 6, 4))
def muon(inputs):
    t = tensors(inputs)
    W, G = t["W"].float().double(), t["G"][0].float().double()
    moved, _ = muon_step(W, G, torch.zeros_like(G), lr=0.02)
    return (moved - W).numpy()


# --- quasi-Newton ------------------------------------------------------------------------------


def pairs_inputs(rng):
    root = rng.standard_normal((8, 8))
    S = rng.standard_normal((5, 8))
    return {"S": S, "Y": S @ (root @ root.T / 8 + np.eye(8)), "g": rng.standard_normal(8)}


def updated(update, inputs):
    matrix = np.eye(8)
    for s, y in zip(inputs["S"], inputs["Y"], strict=True):
        matrix = update(matrix, s, y)
    return matrix


@case("scipy BFGS(init_scale=1.0)", 1e-12, pairs_inputs)
def bfgs(inputs):
    return updated(bfgs_update, inputs)


@case("scipy BFGS(init_scale=1.0), inverse", 1e-12, pairs_inputs)
def bfgs_inverse(inputs):
    return updated(bfgs_inverse_update, inputs)


@case("scipy SR1(init_scale=1.0)", 1e-11, pairs_inputs)
def sr1(inputs):
    return updated(sr1_update, inputs)


@case("scipy LbfgsInvHessProduct (no scale)", 1e-12, pairs_inputs)
def two_loop_without_scale(inputs):
    return two_loop_direction(inputs["g"], inputs["S"], inputs["Y"], gamma=1.0)


@case("optax scale_by_lbfgs (opposite sign)", 1e-12, pairs_inputs)
def two_loop(inputs):
    return two_loop_direction(inputs["g"], inputs["S"], inputs["Y"])


@case("scipy L-BFGS-B, minimiser", 1e-7, lambda rng: {"x": rng.uniform(-1.5, 1.5, 4) + 0.5})
def lbfgs_minimiser(inputs):
    return lbfgs(lambda x: (float(rosen(x)), rosen_der(x)), inputs["x"], tol=1e-9).x


# --- trust region and Newton -------------------------------------------------------------------


def model_inputs(shift):
    def inputs(rng):
        root = rng.standard_normal((8, 8))
        B = root @ root.T / 8 + shift * np.eye(8)
        return {"B": B, "g": rng.standard_normal(8), "radii": np.array([0.1, 0.7, 2.0, 50.0])}

    return inputs


@case("optimistix DoglegDescent", 1e-12, model_inputs(0.3))
def dogleg_steps(inputs):
    return np.stack([dogleg(inputs["g"], inputs["B"], radius) for radius in inputs["radii"]])


@case("scipy _trustregion_ncg.CGSteihaugSubproblem", 1e-12, model_inputs(-0.3))
def steihaug_steps(inputs):
    g, B = inputs["g"], inputs["B"]
    norm = np.linalg.norm(g)
    tol = min(0.5, np.sqrt(norm)) * norm
    return np.stack([steihaug(g, lambda v: B @ v, radius, tol)[0] for radius in inputs["radii"]])


@case("scipy _trustregion_exact.IterativeSubproblem", 1e-10, model_inputs(-0.3))
def exact_steps(inputs):
    return np.stack(
        [trust_region_step(inputs["g"], inputs["B"], radius)[0] for radius in inputs["radii"]]
    )


@case("statsmodels Logit, method newton, Spector's data", 1e-10, lambda rng: {})
def newton_for_logit(inputs):
    X, y = inputs["X"], inputs["y"]

    def probability(b):
        return 1 / (1 + np.exp(-X @ b))

    return damped_newton(
        lambda b: float(np.logaddexp(0, X @ b).sum() - y @ (X @ b)),
        lambda b: X.T @ (probability(b) - y),
        lambda b: X.T @ ((probability(b) * (1 - probability(b)))[:, None] * X),
        np.zeros(X.shape[1]),
        tol=1e-18,
    ).x


# --- least squares -----------------------------------------------------------------------------


@case("NIST's certified values, Longley's data", 10**-10.0, lambda rng: {})
def least_squares_for_longley(inputs):
    return -gauss_newton_step(inputs["X"], inputs["y"])


@case("optimistix LevenbergMarquardt, Misra1a", 1e-9, lambda rng: {})
def levenberg_marquardt(inputs):
    problem = problems_read()["Misra1a"]
    return lm(problem.residuals, problem.jacobian, problem.starts[1]).b


@case("lmfit minimize, MGH17, parameters and deviations", 1e-6, lambda rng: {})
def levenberg_marquardt_with_deviations(inputs):
    problem = problems_read()["MGH17"]
    result = lm(problem.residuals, problem.jacobian, problem.starts[1])
    return np.concatenate([result.b, np.sqrt(np.diag(result.cov))])
