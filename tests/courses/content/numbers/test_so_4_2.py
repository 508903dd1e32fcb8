"""The numbers and the claims of section 4.2 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import numpy as np
import pytest
import torch

from reference.fisher import fisher
from reference.gauss_newton import gauss_newton_step
from reference.ggn import ggn_vector_product
from tests.courses.content.printed import Section, number, vector


def step(c: float, x: float = 0.1) -> tuple[float, float, float]:
    """Return the gradient, the curvature that Gauss-Newton keeps, and its full step."""
    r, J = np.array([x + 1, c * x**2 + x - 1]), np.array([1, 2 * c * x + 1])
    p = float(gauss_newton_step(J[:, None], r)[0])
    return float(J @ r), float(J @ J), p


def test_the_numbers_of_gauss_newton() -> None:
    section = Section("so-4.2")
    # At 0 the residuals are (1, -1), their slopes (1, 1), their second derivatives (0, 2c).
    slopes, bend_per_c = np.ones(2), -1 * 2
    tame, wild = step(0.5), step(-2)
    reached = 0.1 + wild[2]
    assert round(abs(reached) / 0.1) == 3
    section.prints(
        r"Let $r(x)=(x+1,\;cx^2+x-1)$",
        rf"At $x^*=0$: $J={vector(slopes)}^\top$",
        rf"$J^\top J={number(slopes @ slopes)}$, $S={bend_per_c}c$",
        rf"So $f''(0)={number(slopes @ slopes)}{bend_per_c}c$",
        "For $c=-2$ the point $0$ is a strict minimiser",
        rf"For $c=0.5$, from $x=0.1$: $J^\top r={number(tame[0], 4)}$",
        rf"$J^\top J={number(tame[1], 2)}$, $x^+\approx{number(0.1 + tame[2], 4)}$",
        rf"($f''(0)={number(2 - 2 * -2)}$), yet from $x=0.1$ we get",
        rf"$J^\top r={number(wild[0], 3)}$, $J^\top J={number(wild[1], 2)}$",
        rf"$x^+\approx{number(reached, 4)}$: three times as far away",
        rf"Half of that step leads to ${number(0.1 + wild[2] / 2, 4)}$",
        rf"a third to ${number(0.1 + wild[2] / 3, 4)}$",
        "from $x=0.01$; near $0$ each step multiplies it by about $|c|$",
        "for $c=-2$ from $x=0.1$. It falls at first",
        rf"$t<2/(1+3)={number(2 / (1 + 3), 1)}$, and $t={number(1 / (1 + 3), 2)}$ removes",
        "They shrink by the factor $0.9$ and keep their sign",
        r"$-\kappa=0.9$ makes $\kappa=-0.9$",
    )
    assert round(1 / (1 - 0.9)) == 10
    section.prints_nothing_else()


@pytest.mark.parametrize("c", [0.5, -0.9, -2.0])
def test_a_full_step_multiplies_a_small_error_by_c(c: float) -> None:
    e = 1e-4
    assert (e + step(c, e)[2]) / e == pytest.approx(c, rel=1e-2)


def test_the_objective_along_the_step_is_as_the_figure_says() -> None:
    p = step(-2)[2]

    def height(t: float) -> float:
        x = 0.1 + t * p
        return ((x + 1) ** 2 + (-2 * x**2 + x - 1) ** 2) / 2

    heights = [height(t) for t in np.linspace(0, 1, 101)]
    assert height(0) == pytest.approx(1.028, abs=5e-4)
    assert height(1) == pytest.approx(1.348, abs=5e-4)
    assert int(np.argmin(heights)) == pytest.approx(25, abs=2)
    assert height(0.45) < height(0) < height(0.5)


def test_generalised_gauss_newton_is_the_hessian_and_the_fisher_of_softmax_regression() -> None:
    generator = torch.Generator().manual_seed(3)
    W, X, V = (
        torch.randn(shape, generator=generator, dtype=torch.float64)
        for shape in ((2, 3), (5, 2), (2, 3))
    )
    y = torch.tensor([0, 1, 2, 2, 1])

    def loss(z: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(z.reshape(5, 3), y)

    def outputs(w: torch.Tensor) -> torch.Tensor:
        return X @ w.reshape(2, 3)

    product = ggn_vector_product(outputs, loss, W.flatten(), V.flatten())
    hessian = torch.autograd.functional.hessian(lambda w: loss(outputs(w)), W.flatten())
    assert torch.allclose(product, hessian @ V.flatten())
    assert torch.allclose(product, fisher(W, X, y) @ V.flatten())
