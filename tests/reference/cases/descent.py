"""First-order methods, averages of weights, and the landscape around a point."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import torch

from reference.clipping import clip_by_global_norm
from reference.gradient_flow import flow
from reference.heavy_ball import heavy_ball
from reference.hessian import hvp
from reference.inertia import inertia
from reference.linear_regression import gd_lstsq
from reference.logistic_regression import logistic_loss_grad
from reference.min_norm import gd_implicit_bias, min_norm_fit
from reference.nesterov import nesterov
from reference.sharpness import lambda_max, sam_step
from reference.swa import swa_update, update_bn
from tests.reference.cases.curvature import network_inputs, network_loss
from tests.reference.cases.registry import case, tensors

STEPS = 30
# Curvatures of the quadratic lie between these two.
LEAST, MOST = 0.5, 8.0


def quadratic_inputs(rng):
    Q = np.linalg.qr(rng.standard_normal((6, 6)))[0]
    H = (Q * np.linspace(LEAST, MOST, 6)) @ Q.T
    return {"H": (H + H.T) / 2, "x": rng.standard_normal(6)}


def iterates_of_heavy_ball(inputs):
    return heavy_ball(lambda x: inputs["H"] @ x, inputs["x"], 0.1, 0.7, STEPS)


@case("optax sgd(momentum=0.7), all iterates", 1e-12, quadratic_inputs)
def heavy_ball_in_optax(inputs):
    return iterates_of_heavy_ball(inputs)


@case("torch.optim.SGD(momentum=0.7), all iterates", 1e-12, quadratic_inputs)
def heavy_ball_in_torch(inputs):
    return iterates_of_heavy_ball(inputs)


def iterates_of_nesterov(inputs):
    # Other programs store the look-ahead points, not the iterates.
    return nesterov(lambda x: inputs["H"] @ x, inputs["x"], MOST, STEPS, mu=LEAST)[1]


@case("optax sgd(nesterov=True), look-ahead points", 1e-12, quadratic_inputs)
def nesterov_in_optax(inputs):
    return iterates_of_nesterov(inputs)


@case("torch.optim.SGD(nesterov=True), look-ahead points", 1e-12, quadratic_inputs)
def nesterov_in_torch(inputs):
    return iterates_of_nesterov(inputs)


def gradients_inputs(rng):
    return {"a": rng.standard_normal((3, 2)), "b": rng.standard_normal(4)}


def clipped(inputs):
    grads, _ = clip_by_global_norm([inputs["a"], inputs["b"]], 0.7)
    return np.concatenate([grad.ravel() for grad in grads])


@case("optax clip_by_global_norm", 1e-14, gradients_inputs)
def clipping_in_optax(inputs):
    return clipped(inputs)


# torch divides by the norm plus 1e-6.
@case("torch clip_grad_norm_, which adds 1e-6 to the norm", 1e-6, gradients_inputs)
def clipping_in_torch(inputs):
    return clipped(inputs)


def sharpness_aware(inputs):
    w = inputs["x"]
    for _ in range(5):
        w = sam_step(w, lambda w: inputs["H"] @ w, lr=0.1, rho=0.3)
    return w


@case("optax contrib.sam, 5 steps", 1e-9, quadratic_inputs)
def sam_in_optax(inputs):
    return sharpness_aware(inputs)


# It sums the squares of the gradient in float32.
@case("pytorch_optimizer SAM, 5 steps", 1e-6, quadratic_inputs)
def sam_in_pytorch_optimizer(inputs):
    return sharpness_aware(inputs)


@case("torch swa_utils.AveragedModel", 1e-14, lambda rng: {"W": rng.standard_normal((7, 5))})
def mean_of_weights(inputs):
    mean = {}
    for n, w in enumerate(inputs["W"]):
        mean = swa_update(mean, n, {"w": w})
    return mean["w"]


@case("torch swa_utils.update_bn", 1e-13, lambda rng: {"B": rng.standard_normal((4, 9, 3)) + 1})
def statistics_of_batches(inputs):
    return np.stack(update_bn(list(inputs["B"])))


@case("statsmodels Logit loglike and score, Spector's data", 1e-12, lambda rng: {})
def loss_and_gradient_of_logit(inputs):
    loss, gradient = logistic_loss_grad(inputs["w"], inputs["X"], inputs["y"])
    return -len(inputs["y"]) * np.append(gradient, loss)


@case("statsmodels OLS, Longley's data in orthogonal columns", 1e-12, lambda rng: {})
def least_squares_by_descent(inputs):
    return gd_lstsq(inputs["X"], inputs["y"], 0.5, 70, np.zeros(7))


def wide_inputs(rng):
    X = rng.standard_normal((4, 9))
    return {"X": X, "y": rng.standard_normal(4), "w": rng.standard_normal(9)}


@case("numpy pinv", 1e-12, wide_inputs)
def interpolation_of_least_norm(inputs):
    return min_norm_fit(inputs["X"], inputs["y"])


@case("scipy lstsq of the shift from the start", 1e-12, wide_inputs)
def limit_of_gradient_descent(inputs):
    return gd_implicit_bias(inputs["X"], inputs["y"], inputs["w"])


@case("scipy expm", 1e-8, quadratic_inputs)
def gradient_flow(inputs):
    return flow(lambda x: inputs["H"] @ x, inputs["x"], 1.0, 400)


def symmetric_inputs(rng):
    root = rng.standard_normal((5, 8, 8))
    return {"H": root + root.transpose(0, 2, 1)}


@case("scipy eigvalsh, signs counted", 0.0, symmetric_inputs)
def inertia_by_signs(inputs):
    return np.array([inertia(H) for H in inputs["H"]])


@case("hessian-eigenthings lanczos, largest eigenvalue", 1e-6, network_inputs)
def sharpness_of_network(inputs):
    t = tensors(inputs)

    def product(v):
        return hvp(network_loss(t), t["weights"], torch.from_numpy(v)).numpy()

    return np.array([lambda_max(product, 35, 35)])
