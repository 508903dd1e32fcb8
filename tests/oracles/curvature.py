"""Curvature: derivatives, the Fisher matrix, Kronecker factors."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import torch
from scipy import optimize

from tests.oracles.registry import oracle
from tests.reference.cases.registry import tensors


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
