"""First-order methods, averages of weights, and the landscape around a point."""

# ruff: noqa: N806 (matrices keep their capital letters)

import math

import numpy as np
import scipy.linalg
import torch

from tests.oracles.curvature import lanczos_both_ends
from tests.oracles.registry import jax_in_double, oracle
from tests.oracles.solvers import least_squares_for_longley_inputs, newton_for_logit_inputs
from tests.reference.cases.descent import LEAST, MOST, STEPS

RATIO = math.sqrt(MOST / LEAST)
NESTEROV = {"momentum": (RATIO - 1) / (RATIO + 1), "nesterov": True}


def iterates_of_torch(inputs, lr, **options):
    H = torch.from_numpy(inputs["H"])
    x = torch.nn.Parameter(torch.from_numpy(inputs["x"].copy()))
    optimiser, iterates = torch.optim.SGD([x], lr=lr, **options), [inputs["x"]]
    for _ in range(STEPS):
        x.grad = H @ x.detach()
        optimiser.step()
        iterates.append(x.detach().numpy().copy())
    return np.stack(iterates)


def iterates_of_optax(inputs, lr, **options):
    jax = jax_in_double()
    import optax

    H, x = jax.numpy.asarray(inputs["H"]), jax.numpy.asarray(inputs["x"])
    optimiser, iterates = optax.sgd(lr, **options), [x]
    state = optimiser.init(x)
    for _ in range(STEPS):
        update, state = optimiser.update(H @ x, state, x)
        x = optax.apply_updates(x, update)
        iterates.append(x)
    return np.stack([np.asarray(point) for point in iterates])


@oracle
def heavy_ball_in_optax(inputs):
    return iterates_of_optax(inputs, 0.1, momentum=0.7)


@oracle
def heavy_ball_in_torch(inputs):
    return iterates_of_torch(inputs, 0.1, momentum=0.7)


@oracle
def nesterov_in_optax(inputs):
    return iterates_of_optax(inputs, 1 / MOST, **NESTEROV)


@oracle
def nesterov_in_torch(inputs):
    return iterates_of_torch(inputs, 1 / MOST, **NESTEROV)


@oracle
def clipping_in_optax(inputs):
    jax = jax_in_double()
    import optax

    grads = [jax.numpy.asarray(inputs[name]) for name in ("a", "b")]
    transform = optax.clip_by_global_norm(0.7)
    clipped, _ = transform.update(grads, transform.init(grads))
    return np.concatenate([np.asarray(grad).ravel() for grad in clipped])


@oracle
def clipping_in_torch(inputs):
    parameters = [torch.nn.Parameter(torch.zeros(inputs[name].shape).double()) for name in "ab"]
    for name, parameter in zip("ab", parameters, strict=True):
        parameter.grad = torch.from_numpy(inputs[name].copy())
    torch.nn.utils.clip_grad_norm_(parameters, 0.7)
    return np.concatenate([parameter.grad.numpy().ravel() for parameter in parameters])


@oracle
def sam_in_optax(inputs):
    jax = jax_in_double()
    import optax
    from optax.contrib import normalize, sam

    H, w = jax.numpy.asarray(inputs["H"]), jax.numpy.asarray(inputs["x"])
    # Opaque: both gradients of a step are taken within one call.
    optimiser = sam(optax.sgd(0.1), optax.chain(normalize(), optax.sgd(0.3)), opaque_mode=True)
    state = optimiser.init(w)
    for _ in range(5):
        update, state = optimiser.update(H @ w, state, w, grad_fn=lambda w, _: H @ w)
        w = optax.apply_updates(w, update)
    return np.asarray(w)


@oracle
def sam_in_pytorch_optimizer(inputs):
    from pytorch_optimizer import SAM

    H = torch.from_numpy(inputs["H"])
    w = torch.nn.Parameter(torch.from_numpy(inputs["x"].copy()))
    optimiser = SAM([w], torch.optim.SGD, rho=0.3, lr=0.1)
    for _ in range(5):
        w.grad = H @ w.detach()
        optimiser.first_step()
        w.grad = H @ w.detach()
        optimiser.second_step()
    return w.detach().numpy()


@oracle
def mean_of_weights(inputs):
    model = torch.nn.Linear(5, 1, bias=False).double()
    averaged = torch.optim.swa_utils.AveragedModel(model)
    for row in torch.from_numpy(inputs["W"]):
        torch.nn.utils.vector_to_parameters(row, model.parameters())
        averaged.update_parameters(model)
    return averaged.module.weight.detach().numpy()[0]


@oracle
def statistics_of_batches(inputs):
    model = torch.nn.Sequential(torch.nn.BatchNorm1d(3)).double()
    # Not the statistics of a network in use, which forget: `update_bn` starts anew.
    torch.optim.swa_utils.update_bn(torch.from_numpy(inputs["B"]), model)
    return torch.stack([model[0].running_mean, model[0].running_var]).numpy()


def loss_and_gradient_of_logit_inputs():
    return newton_for_logit_inputs() | {"w": np.array([-5.0, 1.0, 0.05, 1.0])}


@oracle
def loss_and_gradient_of_logit(inputs):
    from statsmodels.api import Logit

    model = Logit(inputs["y"], inputs["X"])
    return np.append(model.score(inputs["w"]), model.loglike(inputs["w"]))


def least_squares_by_descent_inputs():
    inputs = least_squares_for_longley_inputs()
    raw = inputs["X"][:, 1:]
    # In the raw columns, of condition number 4.9e9, descent gets nowhere.
    return {"X": 4 * np.linalg.qr(raw - raw.mean(axis=0))[0], "y": inputs["y"]}


@oracle
def least_squares_by_descent(inputs):
    from statsmodels.api import OLS, add_constant

    return np.asarray(OLS(inputs["y"], add_constant(inputs["X"])).fit().params)


@oracle
def interpolation_of_least_norm(inputs):
    return np.linalg.pinv(inputs["X"]) @ inputs["y"]


@oracle
def limit_of_gradient_descent(inputs):
    X, y, w = inputs["X"], inputs["y"], inputs["w"]
    return w + scipy.linalg.lstsq(X, y - X @ w)[0]


@oracle
def gradient_flow(inputs):
    return scipy.linalg.expm(-inputs["H"]) @ inputs["x"]


@oracle
def inertia_by_signs(inputs):
    values = [scipy.linalg.eigvalsh(H) for H in inputs["H"]]
    return np.array([[(v > 0).sum(), (v == 0).sum(), (v < 0).sum()] for v in values])


@oracle
def sharpness_of_network(inputs):
    return lanczos_both_ends(inputs)[1:]
