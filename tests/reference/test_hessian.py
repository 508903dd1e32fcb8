"""Hessian and Hessian-vector product against SciPy's formulas, autograd's and symmetry."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import rosen_hess, rosen_hess_prod
from torch.utils._python_dispatch import TorchDispatchMode

from reference.hessian import hessian, hvp

seeds = st.integers(0, 2**32 - 1)


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def vectors(seed, n, count):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal((count, n)))


class Audit(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.operations, self.largest_bytes = 0, 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        self.operations += 1
        if isinstance(result, torch.Tensor):
            self.largest_bytes = max(self.largest_bytes, result.untyped_storage().nbytes())
        return result


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(2, 12))
def test_they_agree_with_scipys_formulas(seed, n):
    x, v = vectors(seed, n, 2)
    exact = rosen_hess(x.numpy())
    assert np.linalg.norm(hessian(rosenbrock, x).numpy() - exact) <= 1e-12 * np.linalg.norm(exact)
    product = rosen_hess_prod(x.numpy(), v.numpy())
    bound = 1e-12 * np.linalg.norm(exact) * float(v.norm())
    assert np.linalg.norm(hvp(rosenbrock, x, v).numpy() - product) <= bound


def test_they_agree_with_torchs_functional_api():
    x, v = vectors(1, 5, 2)

    def f(x):
        return torch.logsumexp(x, 0) * torch.sin(x).prod() + x.norm()

    dense = torch.autograd.functional.hessian(f, x)
    torch.testing.assert_close(hessian(f, x), dense, rtol=1e-12, atol=1e-13)
    torch.testing.assert_close(hvp(f, x, v), dense @ v, rtol=1e-12, atol=1e-13)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(2, 8), st.floats(-1e3, 1e3))
def test_the_product_is_symmetric_and_linear(seed, n, c):
    x, u, v = vectors(seed, n, 3)
    Hu, Hv = hvp(rosenbrock, x, u), hvp(rosenbrock, x, v)
    scale = float(u.norm() * Hv.norm() + v.norm() * Hu.norm())
    assert abs(float(u @ Hv - v @ Hu)) <= 1e-13 * scale
    combined = hvp(rosenbrock, x, u + c * v)
    size = float(Hu.norm() + abs(c) * Hv.norm())
    assert float((combined - Hu - c * Hv).norm()) <= 1e-12 * size
    H = hessian(rosenbrock, x)
    assert float((H - H.T).norm()) <= 50 * np.finfo(float).eps * float(H.norm())


@pytest.mark.parametrize(
    "f",
    [
        lambda x: (torch.arange(3.0).double() * x).sum(),
        lambda x: x.sum(),
        lambda x: x[0],
        lambda _: torch.tensor(2.0),
    ],
)
def test_a_linear_or_constant_function_has_exactly_zero_curvature(f):
    x, v = vectors(2, 3, 2)
    assert torch.equal(hvp(f, x, v), torch.zeros(3).double())
    assert torch.equal(hessian(f, x), torch.zeros(3, 3).double())


def test_parameters_beside_the_point_do_not_count_as_curvature():
    weight = torch.ones(3, dtype=torch.float64, requires_grad=True)
    x, v = vectors(3, 3, 2)
    assert torch.equal(hvp(lambda x: (weight * x).sum(), x, v), torch.zeros(3).double())
    assert weight.grad is None


@pytest.mark.parametrize("requires_grad", [False, True])
def test_the_point_is_left_alone_and_the_result_carries_no_graph(requires_grad):
    x, v = (vector.clone() for vector in vectors(4, 4, 2))
    x.requires_grad_(requires_grad)
    before = x.detach().clone()
    with torch.no_grad():
        results = hvp(rosenbrock, x, v), hessian(rosenbrock, x)
    assert x.grad is None
    assert x.requires_grad is requires_grad
    assert torch.equal(x, before)
    assert all(result.grad_fn is None and not result.requires_grad for result in results)


def test_the_product_shares_no_memory_with_its_direction():
    x, v = vectors(5, 3, 2)
    product = hvp(lambda x: x @ x / 2, x, v)
    assert product.untyped_storage().data_ptr() != v.untyped_storage().data_ptr()
    spread = hvp(lambda x: x.sum() ** 2, x, v)
    assert spread.is_contiguous()


def test_the_product_forms_no_matrix():
    x, v = vectors(6, 3000, 2)
    with Audit() as audit:
        hvp(rosenbrock, x, v)
    assert audit.largest_bytes <= 16 * 3000
    assert audit.operations <= 120


def test_the_hessian_calls_the_function_once_a_row():
    calls = []

    def counted(x):
        calls.append(1)
        return rosenbrock(x)

    hessian(counted, vectors(7, 6, 1)[0])
    assert len(calls) == 6


def test_the_smallest_sizes_and_float32():
    one = torch.tensor([3.0], dtype=torch.float32)
    assert torch.equal(hessian(lambda x: (x**3).sum(), one), torch.tensor([[18.0]]))
    assert hessian(lambda x: x.sum(), torch.zeros(0)).shape == (0, 0)


def test_a_function_with_several_values_is_refused():
    with pytest.raises(RuntimeError):
        hvp(lambda x: x**2, *vectors(8, 2, 2))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_the_product_runs_where_the_point_is():
    x, v = vectors(9, 5, 2)
    product = hvp(rosenbrock, x.cuda(), v.cuda())
    assert product.device.type == "cuda"
    torch.testing.assert_close(product.cpu(), hvp(rosenbrock, x, v))
