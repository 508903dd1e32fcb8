"""Checks of the Hessian-vector product: correctness, then purity, then cost."""

import torch

from exercises.checking import (
    differentiable,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_residual,
    expect_storage,
    expect_tensor,
    tolerance_for,
    wide,
)

PRODUCT = "Hv"


def value(solution, reference, rng):
    """Compare with products whose Hessian is known, and with a loss that has none at hand."""
    for n in (2, 5, 1):
        A, b, x, v = _quadratic(solution, rng, n)
        f = _quadratic_function(A, b)
        _expect_product(solution(differentiable(f), x, v), A @ v, f"quadratic, n = {n}")
    for n in (2, 6):
        _, _, x, v = _quadratic(solution, rng, n)
        product = solution(differentiable(_rosenbrock), x, v)
        _expect_product(product, _rosenbrock_hessian(x) @ v, f"Rosenbrock, n = {n}")
    f, x, v = _network(solution, rng, 3, 4)
    _expect_product(solution(differentiable(f), x, v), reference(f, x, v), f"network, n = {len(x)}")


def zero_curvature(solution, reference, rng):
    """Use functions whose gradient does not change: a linear one and a constant."""
    for n in (3, 1):
        _, b, x, v = _quadratic(solution, rng, n)
        for f, name in ((lambda z, b=b: b @ z, "linear"), (lambda z, b=b: b.sum(), "constant")):
            product, case = solution(differentiable(f), x, v), f"{name} function, n = {n}"
            expect_tensor(product, x, what=PRODUCT, case=case)
            expect_equal(product, torch.zeros_like(x), what=PRODUCT, case=case)


def linearity(solution, reference, rng):
    """Multiply v by 3, then add another vector."""
    for n in (4, 8):
        f = differentiable(_rosenbrock)
        x, v, u = (_tensor(solution, rng.standard_normal(n)) for _ in range(3))
        along_v, along_u = solution(f, x, v), solution(f, x, u)
        for product in (along_v, along_u):
            expect_tensor(product, x, what=PRODUCT, case=f"Rosenbrock, n = {n}")
        for w, want, case in (
            (3 * v, 3 * along_v, "H(3v) against 3·Hv"),
            (v + u, along_v + along_u, "H(v + u) against Hv + Hu"),
            (0 * v, 0 * v, "v = 0"),
        ):
            _expect_product(solution(f, x, w), want, f"Rosenbrock, n = {n}, {case}")


def symmetry(solution, reference, rng):
    """Compare uᵀHv with vᵀHu."""
    for width in (3, 5):
        f, x, v = _network(solution, rng, 2, width)
        u = _tensor(solution, rng.standard_normal(len(x)))
        products = [solution(differentiable(f), x, w) for w in (u, v)]
        case = f"network, n = {len(x)}"
        for product in products:
            expect_tensor(product, x, what=PRODUCT, case=case)
        expect_residual(
            wide(v @ products[0] - u @ products[1]),
            scale=float(u.norm() * reference(f, x, v).norm()),
            tolerance=tolerance_for("float64", "hvp", size=len(x)),
            what="the product, put into uᵀHv = vᵀHu,",
            case=case,
        )


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for n in (5, 12):
        A, _, x, v = (each.float() for each in _quadratic(solution, rng, n))
        product, case = solution(differentiable(_quartic(A)), x, v), f"float32, n = {n}"
        want = reference(_quartic(A.double()), x.double(), v.double())
        expect_tensor(product, x, what=PRODUCT, case=case)
        tolerance = tolerance_for("float32", "hvp", size=n)
        expect_close(product, want, tolerance=tolerance, what=PRODUCT, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    f, x, v = _network(solution, rng, 3, 3)
    product = expect_pure(solution, differentiable(f), x, v, what=PRODUCT)
    _expect_product(product, reference(f, x, v), f"network, n = {len(x)}")


def calls(solution, reference, rng):
    """Count what autograd asks of f: a dense Hessian takes n products, however it is made."""
    for n in (50, 10):
        A, _, x, v = _quadratic(solution, rng, n)
        product, case = solution(differentiable(_quartic(A)), x, v), f"n = {n}"
        _expect_product(product, reference(_quartic(A), x, v), case)
        # Forward mode asks twice for some of it.
        expect_oracle_calls(solution, "f.hvp", 2, what="Hessian-vector products", case=case)
        expect_oracle_calls(solution, "f.grad", 4, what="gradients", case=case)
        expect_oracle_calls(solution, "f", 4, what="values", case=case)


def storage(solution, reference, rng):
    """Look at the largest tensor that a call makes."""
    n = 300
    x, v = (_tensor(solution, rng.standard_normal(n)) for _ in range(2))
    outcome, case = solution.watching("storage").call(differentiable(_rosenbrock), x, v), f"n = {n}"
    if outcome.raised is not None:
        raise outcome.raised
    _expect_product(outcome.value, reference(_rosenbrock, x, v), f"Rosenbrock, {case}")
    expect_storage(outcome, 16 * n, dtype="float64", what="16n", case=case)


def _expect_product(product, want, case):
    expect_tensor(product, want, what=PRODUCT, case=case)
    tolerance = tolerance_for("float64", "hvp", size=len(want))
    expect_close(product, want, tolerance=tolerance, what=PRODUCT, case=case)


def _quadratic(solution, rng, n):
    """Return a symmetric matrix that is indefinite, and three vectors."""
    A = rng.standard_normal((n, n))
    b, x, v = rng.standard_normal((3, n))
    return [_tensor(solution, each) for each in (A + A.T, b, x, v)]


def _quadratic_function(A, b):
    return lambda x: x @ A @ x / 2 + b @ x


def _quartic(A):
    return lambda x: (x**4).sum() / 12 + x @ A @ x / 2


def _rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def _rosenbrock_hessian(x):
    """Return the Hessian by its formula."""
    diagonal = torch.zeros_like(x)
    diagonal[:-1] = 1200 * x[:-1] ** 2 - 400 * x[1:] + 2
    diagonal[1:] += 200
    beside = -400 * x[:-1]
    return torch.diag(diagonal) + torch.diag(beside, 1) + torch.diag(beside, -1)


def _network(solution, rng, inputs, width):
    """Return the loss of a small network by its weights, a point and a direction."""
    X = _tensor(solution, rng.standard_normal((7, inputs)))
    y = _tensor(solution, rng.standard_normal(7))

    def loss(w):
        hidden = torch.tanh(X @ w[: inputs * width].reshape(inputs, width))
        return ((hidden @ w[inputs * width :] - y) ** 2).mean()

    x, v = (_tensor(solution, rng.standard_normal((inputs + 1) * width)) for _ in range(2))
    return loss, x, v


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
