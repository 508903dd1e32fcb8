"""Every number printed in section 6.2 equals what the repository computes."""

import math

import numpy as np
import pytest
import torch

from reference.ggn import ggn_vector_product
from reference.hessian import hessian, hvp
from reference.hutchinson import hutchinson
from reference.lanczos import lanczos
from tests.courses.content.printed import Section, number, vector

X = torch.tensor([1.0, 2.0], dtype=torch.float64)
V = torch.tensor([1.0, 0.0], dtype=torch.float64)
SIGNS = torch.tensor([[1.0, 1], [1, -1], [-1, 1], [-1, -1]], dtype=torch.float64)


def cubic(x: torch.Tensor) -> torch.Tensor:
    return x[0] ** 2 * x[1]


def test_the_worked_example() -> None:
    section = Section("so-6.2")
    product, matrix = hvp(cubic, X, V), hessian(cubic, X)
    low, high = torch.linalg.eigvalsh(matrix).tolist()
    alpha, beta, _ = lanczos(lambda v: matrix @ v, V, 2)
    a, b = float(alpha[0]), float(beta[0])
    assert a - b <= high <= a + b
    assert high >= a
    assert high == pytest.approx(2 + math.sqrt(8))
    samples = [float(z @ matrix @ z) for z in SIGNS]
    assert np.mean(samples) == float(matrix.trace())
    assert np.var(samples) == 2 * (matrix.square().sum() - matrix.diagonal().square().sum())
    section.prints(
        rf"$Hv=(2x_2,2x_1)^\top={vector(product.numpy())}^\top$",
        rf"$\alpha_1={number(a)}$, $\beta_1={number(b)}$",
        rf"lies in $[{number(a - b)},{number(a + b)}]$",
        rf"$2+\sqrt8\approx{number(high, 4)}$; the other, ${number(low, 4)}$",
        rf"is ${number(max(samples))}$ or ${number(min(samples))}$",
        rf"mean ${number(float(np.mean(samples)))}$",
        rf"variance ${number(float(np.var(samples)))}$",
    )
    what_is_not_a_product(section)
    the_questions(section)
    section.prints_nothing_else()


def what_is_not_a_product(section: Section) -> None:
    x = torch.tensor([1.0, 3.0], dtype=torch.float64)
    gauss = ggn_vector_product(lambda x: x[:1] * x[1:], lambda z: (z**2).sum() / 2, x, V)
    exact = hvp(lambda x: (x[0] * x[1]) ** 2 / 2, x, V)
    epsilon, lipschitz, h = 6e-8, 2.0, 1e-6
    best = 2 * math.sqrt(epsilon * lipschitz)
    section.prints(
        rf"it is ${vector(gauss.numpy())}^\top$, while $Hv={vector(exact.numpy())}^\top$",
        rf"$\epsilon=6\cdot10^{{-8}}$, $M={number(lipschitz)}$ and $\|v\|_2=1$",
        rf"at best ${number(best * 1e4)}\cdot10^{{-4}}$",
        rf"at $h=10^{{-6}}$ it allows ${number(lipschitz * h / 2 + 2 * epsilon / h, 2)}$",
    )


def the_questions(section: Section) -> None:
    theta, eta = 12.0, 0.2
    assert theta > 2 / eta > 9
    section.prints(
        rf"$\theta_{{\max}}={number(theta)}$ with residual $0.3$",
        rf"$\eta={number(eta, 1)}$ stable",
        rf"$\lambda_{{\max}}\ge{number(theta)}$ exceeds $2/\eta={number(2 / eta)}$",
        "Ten probes give a trace of $50$ with standard error $8$",
        rf"${number(10 * (8 / 2) ** 2)}$: with $r$ probes the error falls as $1/\sqrt r$",
    )


@pytest.mark.parametrize("h", [1e-1, 1e-2, 1e-3])
def test_the_difference_is_wrong_by_h(h: float) -> None:
    def gradient(x: torch.Tensor) -> torch.Tensor:
        return torch.stack([2 * x[0] * x[1], x[0] ** 2])

    difference = (gradient(X + h * V) - gradient(X)) / h
    assert (difference - hvp(cubic, X, V)).tolist() == pytest.approx([0, h], abs=1e-10)


def test_every_ritz_value_has_an_eigenvalue_within_its_residual() -> None:
    generator = torch.Generator().manual_seed(2)
    root = torch.randn(30, 30, generator=generator, dtype=torch.float64)
    matrix = root + root.mT
    start = torch.randn(30, generator=generator, dtype=torch.float64)
    k = 8
    alpha, beta, _ = lanczos(lambda v: matrix @ v, start, k + 1)
    tridiagonal = alpha[:k].diag() + beta[: k - 1].diag(1) + beta[: k - 1].diag(-1)
    theta, z = torch.linalg.eigh(tridiagonal)
    eigenvalues = torch.linalg.eigvalsh(matrix)
    distance = (eigenvalues[:, None] - theta).abs().min(dim=0).values
    assert bool((distance <= beta[k - 1] * z[-1].abs() + 1e-12).all())
    assert eigenvalues[0] <= theta[0] <= theta[-1] <= eigenvalues[-1]


def test_a_diagonal_matrix_has_its_trace_from_one_probe() -> None:
    diagonal = torch.tensor([3.0, -1.0, 5.0], dtype=torch.float64)
    assert hutchinson(lambda v: diagonal * v, 3, 1, seed=1)[0] == 7.0
