"""A function that torch differentiates in the learner's process, evaluated and counted here."""

import pytest
import torch

from exercises.checking import differentiable
from grader.judging.judge.oracles import Oracles

X = torch.tensor([0.5, -1.0, 2.0], dtype=torch.float64)
V = torch.tensor([1.0, 2.0, -1.0], dtype=torch.float64)


def quartic(x):
    return (x**4).sum() + x[0] * x[1]


HESSIAN = torch.diag(12 * X**2)
HESSIAN[0, 1] = HESSIAN[1, 0] = 1.0


def reverse(f, x, v):
    x = x.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    return torch.autograd.grad(gradient, x, v)[0]


def dual(f, x, v):
    with torch.autograd.forward_ad.dual_level():
        pair = torch.autograd.forward_ad.make_dual(x.clone().requires_grad_(), v)
        (gradient,) = torch.autograd.grad(f(pair), pair, create_graph=True)
        return torch.autograd.forward_ad.unpack_dual(gradient).tangent.detach()


PRODUCTS = {
    "reverse over reverse": reverse,
    "forward over reverse": lambda f, x, v: torch.func.jvp(torch.func.grad(f), (x,), (v,))[1],
    "gradient of an inner product": lambda f, x, v: torch.func.grad(
        lambda z: torch.func.grad(f)(z) @ v
    )(x),
    "vjp": lambda f, x, v: torch.func.vjp(torch.func.grad(f), x)[1](v)[0],
    "dual numbers": dual,
    "functional.vhp": lambda f, x, v: torch.autograd.functional.vhp(f, x, v)[1],
}
MATRICES = {
    "torch.func.hessian": torch.func.hessian,
    "jacrev": lambda f: torch.func.jacrev(torch.func.grad(f)),
    "functional": lambda f: lambda x: torch.autograd.functional.hessian(f, x),
}


def handed(function):
    """Return the function as learners' code gets it, and its counts."""
    oracles = Oracles()
    return oracles.counting(differentiable(function), "f"), oracles.counts


@pytest.mark.parametrize("way", PRODUCTS.values(), ids=PRODUCTS)
def test_every_way_to_a_product_works_and_costs_one(way):
    f, counts = handed(quartic)
    torch.testing.assert_close(way(f, X, V), HESSIAN @ V)
    assert counts["f.hvp"] == 1
    assert counts["f"] == 1


@pytest.mark.parametrize("way", MATRICES.values(), ids=MATRICES)
def test_every_way_to_the_matrix_works_and_costs_a_product_for_each_row(way):
    f, counts = handed(quartic)
    torch.testing.assert_close(way(f)(X), HESSIAN)
    assert counts["f.hvp"] == len(X)


def test_values_and_gradients_are_counted_by_themselves():
    f, counts = handed(quartic)
    x = X.clone().requires_grad_()
    f(x).backward()
    torch.testing.assert_close(x.grad, torch.func.grad(quartic)(X))
    assert counts == {"f": 1, "f.grad": 1}


def test_the_gradient_of_a_linear_function_has_no_graph_as_with_torch_itself():
    f, _ = handed(lambda x: 3 * x.sum())
    x = X.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    assert not gradient.requires_grad
    assert torch.equal(torch.func.hessian(f)(X), torch.zeros(3, 3, dtype=torch.float64))
    constant, _ = handed(lambda x: torch.ones(()))
    assert not constant(x).requires_grad


def test_a_third_derivative_is_not_a_number():
    f, _ = handed(quartic)
    third = torch.func.grad(lambda x: torch.func.jvp(torch.func.grad(f), (x,), (V,))[1].sum())(X)
    assert third.isnan().all()


def test_it_may_be_a_part_of_more():
    f, _ = handed(quartic)

    def whole(x):
        return f(2 * x) ** 2 + x.sum()

    def plain(x):
        return quartic(2 * x) ** 2 + x.sum()

    torch.testing.assert_close(torch.func.grad(whole)(X), torch.func.grad(plain)(X))
    torch.testing.assert_close(torch.func.hessian(whole)(X), torch.func.hessian(plain)(X))


@pytest.mark.parametrize(
    "question",
    [("value",), ("value", 1.0), ("__class__", X), ("product", X), ("gradient", X, V), (X, X)],
    ids=repr,
)
def test_odd_questions_are_refused(question):
    with pytest.raises(TypeError):
        differentiable(quartic).answer(*question)


def test_something_else_than_a_tensor_is_refused_in_words():
    f, _ = handed(quartic)
    with pytest.raises(TypeError, match="takes a tensor, not list"):
        f([1.0])
