"""Independent implementations that answer the cases of tests/reference/golden_cases.py."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import torch
from scipy import optimize

from tests.reference.golden_cases import tensors
from tests.reference.nist.problems import problems_read

ORACLES = {}


def oracle(function):
    ORACLES[function.__name__] = function
    return function


def jax_in_double():
    import jax

    jax.config.update("jax_enable_x64", True)  # noqa: FBT003 (its own way)
    return jax


# --- derivatives ------------------------------------------------------------------------------


def network(inputs):
    t = tensors(inputs)
    model = torch.nn.Sequential(
        torch.nn.Linear(4, 5, bias=False), torch.nn.Tanh(), torch.nn.Linear(5, 3, bias=False)
    ).double()
    torch.nn.utils.vector_to_parameters(t["weights"], model.parameters())
    return model, t


def operator(kind, model, t, **options):
    import curvlinops

    return getattr(curvlinops, kind)(
        model,
        torch.nn.CrossEntropyLoss(),
        [p for p in model.parameters() if p.requires_grad],
        [(t["X"], t["y"])],
        check_deterministic=False,
        **options,
    )


@oracle
def hessian_vector_product(inputs):
    model, t = network(inputs)
    return (operator("HessianLinearOperator", model, t) @ t["v"]).detach().numpy()


@oracle
def gauss_newton_vector_product(inputs):
    model, t = network(inputs)
    return (operator("GGNLinearOperator", model, t) @ t["v"]).detach().numpy()


@oracle
def lanczos_largest_modulus(inputs):
    from pyhessian import hessian

    model, t = network(inputs)
    # PyHessian leaves graphs behind and draws its start from torch's global generator.
    torch.manual_seed(0)
    computed = hessian(model, torch.nn.CrossEntropyLoss(), data=(t["X"], t["y"]), cuda=False)
    values, _ = computed.eigenvalues(maxIter=5000, tol=1e-9, top_n=1)
    return np.array(values)


@oracle
def lanczos_both_ends(inputs):
    from hessian_eigenthings import LambdaOperator, lanczos

    model, t = network(inputs)
    H = operator("HessianLinearOperator", model, t)
    products = LambdaOperator(lambda v: H @ v, size=35, dtype=torch.float64)
    # With its default number of iterations it gave 0.54 for 0.65.
    ends = [
        lanczos(products, k=1, which=which, max_iter=35, tol=1e-12, seed=0).eigenvalues[0]
        for which in ("SA", "LA")
    ]
    return np.array([float(end) for end in ends])


@oracle
def hessian_of_rosenbrock(inputs):
    return optimize.rosen_hess(inputs["x"])


# --- softmax regression and Kronecker factors --------------------------------------------------


class Softmax(torch.nn.Module):
    def __init__(self, W):
        super().__init__()
        self.W = torch.nn.Parameter(W)

    def forward(self, X):
        return X @ self.W


def softmax_matrix(kind, inputs):
    t = tensors(inputs)
    H = operator(kind, Softmax(t["W"]), t)
    return (H @ torch.eye(t["W"].numel()).double()).detach().numpy()


@oracle
def fisher_of_softmax(inputs):
    return softmax_matrix("GGNLinearOperator", inputs)


@oracle
def empirical_fisher_of_softmax(inputs):
    return softmax_matrix("EFLinearOperator", inputs)


@oracle
def natural_gradient(inputs):
    F = softmax_matrix("GGNLinearOperator", inputs)
    t = tensors(inputs)
    model = Softmax(t["W"])
    loss = torch.nn.functional.cross_entropy(model(t["X"]), t["y"], reduction="sum")
    (gradient,) = torch.autograd.grad(-loss, model.W)
    return np.linalg.solve(F + 0.05 * np.eye(len(F)), gradient.numpy().ravel())


def layer(inputs):
    t = tensors(inputs)
    model = torch.nn.Sequential(torch.nn.Linear(4, 3)).double()
    with torch.no_grad():
        model[0].weight.copy_(t["W"])
        model[0].bias.copy_(t["bias"])
    return model, t


def kfac(inputs):
    model, t = layer(inputs)
    return operator(
        "KFACLinearOperator", model, t, fisher_type="type-2", separate_weight_and_bias=False
    )


def rows_with_bias():
    """Positions of curvlinops' (weights, then biases) in our rows of weights and bias."""
    return np.concatenate([np.delete(np.arange(15).reshape(3, 5), 4, 1).ravel(), [4, 9, 14]])


@oracle
def kfac_block(inputs):
    K = (kfac(inputs) @ torch.eye(15).double()).detach().numpy()
    block, order = np.empty((15, 15)), rows_with_bias()
    block[np.ix_(order, order)] = K
    return block


@oracle
def kfac_preconditioned(inputs):
    import curvlinops

    inverse = curvlinops.KFACInverseLinearOperator(kfac(inputs), damping=0.1)
    order = rows_with_bias()
    result = np.empty(15)
    G = torch.from_numpy(inputs["G"].ravel()[order])
    result[order] = (inverse @ G).detach().numpy()
    return result.reshape(3, 5)


@oracle
def kfac_output_factor(inputs):
    from backpack import backpack, extend
    from backpack.extensions import KFLR

    model, t = layer(inputs)
    model, loss = extend(model), extend(torch.nn.CrossEntropyLoss())
    with backpack(KFLR()):
        loss(model(t["X"]), t["y"]).backward()
    # The bias has no input factor, so its curvature is the output factor alone.
    return model[0].bias.kflr[0].detach().numpy()


# --- matrix optimisers -------------------------------------------------------------------------


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


# --- quasi-Newton ------------------------------------------------------------------------------


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


# --- trust region and Newton -------------------------------------------------------------------


@oracle
def dogleg_steps(inputs):
    jax = jax_in_double()
    import lineax
    import optimistix

    L = np.linalg.cholesky(inputs["B"])
    residual = jax.numpy.asarray(np.linalg.solve(L, inputs["g"]))
    information = optimistix.FunctionInfo.ResidualJac(
        residual, lineax.MatrixLinearOperator(jax.numpy.asarray(L.T))
    )
    descent, start = optimistix.DoglegDescent(), jax.numpy.zeros(8)
    state = descent.query(start, information, descent.init(start, information))
    # Its radius is a fraction of the Newton step.
    longest = np.linalg.norm(np.linalg.solve(inputs["B"], inputs["g"]))
    steps = [descent.step(radius / longest, state)[0] for radius in inputs["radii"]]
    return np.stack([np.asarray(step) for step in steps])


def subproblem(kind, inputs, **options):
    g, B = inputs["g"], inputs["B"]
    return kind(
        np.zeros(8), lambda x: g @ x + x @ B @ x / 2, lambda x: g + B @ x, lambda x: B, **options
    )


@oracle
def steihaug_steps(inputs):
    from scipy.optimize._trustregion_ncg import CGSteihaugSubproblem

    problem = subproblem(CGSteihaugSubproblem, inputs)
    return np.stack([problem.solve(radius)[0] for radius in inputs["radii"]])


@oracle
def exact_steps(inputs):
    from scipy.optimize._trustregion_exact import IterativeSubproblem

    return np.stack(
        [
            subproblem(IterativeSubproblem, inputs, k_easy=1e-12, k_hard=1e-12).solve(radius)[0]
            for radius in inputs["radii"]
        ]
    )


def newton_for_logit_inputs():
    from statsmodels.datasets import spector

    data = spector.load_pandas()
    X = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy()])
    return {"X": X, "y": data.endog.to_numpy()}


@oracle
def newton_for_logit(inputs):
    from statsmodels.api import Logit

    model = Logit(inputs["y"], inputs["X"])
    return np.asarray(model.fit(method="newton", disp=False, tol=1e-14, maxiter=50).params)


# --- least squares -----------------------------------------------------------------------------


def least_squares_for_longley_inputs():
    from statsmodels.datasets import longley

    data = longley.load_pandas()
    X = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy()])
    return {"X": X, "y": data.endog.to_numpy()}


@oracle
def least_squares_for_longley(inputs):
    from statsmodels.regression.tests.results.results_regression import Longley

    # statsmodels keeps NIST's certified values with the constant last.
    return np.roll(np.array(Longley().params), 1)


@oracle
def levenberg_marquardt(inputs):
    jax = jax_in_double()
    import optimistix

    problem = problems_read()["Misra1a"]
    x, y = jax.numpy.asarray(problem.x), jax.numpy.asarray(problem.y)
    solver = optimistix.LevenbergMarquardt(rtol=1e-13, atol=1e-13)
    solution = optimistix.least_squares(
        lambda b, _: b[0] * (1 - jax.numpy.exp(-b[1] * x)) - y,
        solver,
        jax.numpy.asarray(problem.starts[1]),
        max_steps=500,
    )
    return np.asarray(solution.value)


@oracle
def levenberg_marquardt_with_deviations(inputs):
    import lmfit

    problem = problems_read()["MGH17"]
    names = [f"b{j}" for j in range(5)]
    parameters = lmfit.Parameters()
    for name, value in zip(names, problem.starts[1], strict=True):
        parameters.add(name, value=value)

    def values(p):
        return np.array([p[name].value for name in names])

    result = lmfit.minimize(
        lambda p: problem.residuals(values(p)),
        parameters,
        Dfun=lambda p: problem.jacobian(values(p)),
        xtol=1e-14,
        ftol=1e-14,
        gtol=1e-14,
    )
    deviations = [result.params[name].stderr for name in names]
    return np.concatenate([values(result.params), deviations])


# What a case needs from a package in place of random numbers.
PUBLISHED = {
    "newton_for_logit": newton_for_logit_inputs,
    "least_squares_for_longley": least_squares_for_longley_inputs,
}
