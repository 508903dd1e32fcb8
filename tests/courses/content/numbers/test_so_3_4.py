"""The numbers and the claims of section 3.4 of Second-Order Methods."""

import math

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from reference.hessian import hessian, hvp
from reference.newton import newton_step
from reference.steihaug import steihaug
from tests.courses.content.printed import Section, matrix, number, sigmoid, vector

Array = NDArray[np.floating]

H = np.array([[4.0, 2.0], [2.0, 3.0]])
G = np.array([2.0, 3.0])


def cubic(x: torch.Tensor) -> torch.Tensor:
    return (x**2 / 2 + x**3 / 6).sum()


def step(x: float, solved: float = 1.0, at: float | None = None) -> float:
    """Return the next iterate; `at` is the point of the Hessian, by default the iterate."""
    point = torch.tensor([x if at is None else at], dtype=torch.float64)
    p = newton_step(np.array([x + x**2 / 2]), hessian(cubic, point).numpy())
    return x + solved * float(p[0])


def test_the_numbers_of_inexact_newton() -> None:
    section = Section("so-3.4")
    assert step(0.3) == pytest.approx(0.3**2 / 2 / 1.3)
    errors, chord = [0.5], [0.5]
    for _ in range(3):
        errors.append(step(errors[-1]))
        chord.append(step(chord[-1], at=0.5))
    model, residual = 0.5**2 / 2, 0.1 * (0.5 + 0.5**2 / 2)
    inexact = step(0.5, 0.9)
    assert inexact == pytest.approx((model + residual) / 1.5)
    assert step(1e-6, at=0.5) / 1e-6 == pytest.approx(1 / 3, rel=1e-5)
    section.prints(
        r"Let $f(x)=\tfrac12x^2+\tfrac16x^3$, so $f'=x+\tfrac12x^2$",
        r"$f''=1+x$, $x^*=0$ and $M=1$",
        r"Exact Newton gives $x^+=\tfrac12x^2/(1+x)$",
        f"From $x={number(errors[0], 1)}$:",
        f"| 0 | ${number(errors[0], 1)}$ |",
        *(f"| {k} | ${number(errors[k], 6)}$ |" for k in (1, 2, 3)),
        rf"With $\eta=0.1$ and $p=-0.9\,g/H$ the first error is ${number(inexact, 3)}$",
        rf"$\tfrac1{{1.5}}({number(model, 3)}+{number(residual, 4)})={number(inexact, 3)}$",
        rf"it gives ${number(chord[1], 6)}$, then ${number(chord[2], 6)}$: the factor",
    )
    one_product(section)
    the_questions(section)
    section.prints_nothing_else()


def one_product(section: Section) -> None:
    asked: list[Array] = []

    def product(v: Array) -> Array:
        asked.append(v)
        return np.asarray(H @ v)

    p, status = steihaug(G, product, 1e6, 0.3 * math.sqrt(13))
    assert (len(asked), status) == (1, "interior")
    square, curvature = G @ G, G @ H @ G
    assert p == pytest.approx(-square / curvature * G)
    residual = H @ p + G
    eta = float(np.linalg.norm(residual) / np.linalg.norm(G))
    solved, _ = steihaug(G, product, 1e6, 1e-12)
    assert len(asked) == 1 + 2
    assert solved == pytest.approx(newton_step(G, H))
    section.prints(
        rf"For $H={matrix(H)}$, $g={vector(G)}^\top$ the first",
        rf"$p=-\tfrac{{{number(square)}}}{{{number(curvature)}}}g$, as $g^\top g={number(square)}$",
        rf"$Hg={vector(H @ G)}^\top$ give $g^\top Hg={number(curvature)}$",
        rf"$Hp+g=\tfrac1{{{number(curvature)}}}{vector(residual * curvature)}^\top$",
        rf"$\eta\approx{number(eta, 4)}$",
    )


def the_questions(section: Section) -> None:
    radius = 2 * 6  # 2 / (M K) with M = R^3 / (6 sqrt 3) and K = 1 / mu
    section.prints(
        rf"nearer than ${radius}\sqrt3\,\mu/R^3$",
        "$10^{-1}$, $10^{-2}$, $10^{-3}$, $10^{-4}$",
        rf"A constant factor of ${number(1e-2 / 1e-1, 1)}$ points to a fixed $\eta$ near $0.1$",
        r"the last iterate has $\|g\|_2=10^{-12}$",
    )


def test_the_sigmoid_bends_as_much_as_stated_and_no_more() -> None:
    def slope_of_slope(z: float) -> float:
        q = sigmoid(z)
        return -q * (1 - q) * (1 - 2 * q)

    steepest = minimize_scalar(slope_of_slope, bounds=(-5, 0), method="bounded")
    assert -steepest.fun == pytest.approx(1 / (6 * math.sqrt(3)))


def coupled(x: torch.Tensor) -> torch.Tensor:
    return (x**2).sum() / 2 + x[0] ** 3 / 6 + x[0] * x[1] ** 2 / 4


def derivatives(x: Array) -> tuple[Array, Array]:
    point = torch.tensor(x, requires_grad=True)
    (g,) = torch.autograd.grad(coupled(point), point)
    return g.numpy(), hessian(coupled, point).numpy()


def test_the_error_and_the_gradient_stay_below_their_bounds() -> None:
    rng = np.random.default_rng(0)
    # The Hessian is affine, so one unit of change in each direction shows its Lipschitz constant.
    angles = np.linspace(0, 2 * np.pi, 400)
    lipschitz = max(
        float(np.linalg.norm([[c, s / 2], [s / 2, c / 2]], 2))
        for c, s in zip(np.cos(angles), np.sin(angles), strict=True)
    )
    for x in rng.uniform(-0.25, 0.25, (50, 2)):
        eta = rng.uniform(0, 0.9)
        g, hess = derivatives(x)
        noise = rng.standard_normal(2)
        e = eta * np.linalg.norm(g) * noise / np.linalg.norm(noise)
        p = newton_step(g - e, hess)
        reached = x + p
        inverse = np.linalg.norm(np.linalg.inv(hess), 2)
        bound = inverse * (lipschitz / 2 * (x @ x) + eta * np.linalg.norm(g))
        assert np.linalg.norm(reached) <= bound * (1 + 1e-9)
        size = np.linalg.norm(g)
        of_gradient = eta * size + lipschitz / 2 * inverse**2 * (1 + eta) ** 2 * size**2
        assert np.linalg.norm(derivatives(reached)[0]) <= of_gradient * (1 + 1e-9)


def newton_cg() -> list[float]:
    """Return gradient norms of Newton-CG with the gradient norm as tolerance."""
    x, norms = np.array([0.3, 0.4]), []
    for _ in range(7):
        g, _ = derivatives(x)
        point, size = torch.tensor(x), float(np.linalg.norm(g))
        norms.append(size)
        if size < 1e-13:
            break

        def product(v: Array, at: torch.Tensor = point) -> Array:
            return np.asarray(hvp(coupled, at, torch.tensor(v)).numpy())

        x = x + steihaug(g, product, 1e6, min(0.5, size) * size)[0]
    return norms


def test_a_tolerance_that_falls_with_the_gradient_squares_it() -> None:
    norms = [norm for norm in newton_cg() if norm > 1e-13]
    assert norms[-1] <= 3 * norms[-2] ** 2


def test_no_inner_tolerance_helps_against_the_matrix_of_a_subsample() -> None:
    other = np.diag([5.0, 2.0])
    p = newton_step(G, other)
    assert H @ p + G == pytest.approx((H - other) @ p)


def test_a_residual_of_conjugate_gradients_may_grow() -> None:
    wide, g = np.diag([1.0, 100.0]), np.array([1.0, 0.2])
    first = -(g @ g) / (g @ wide @ g) * g
    assert np.linalg.norm(wide @ first + g) > np.linalg.norm(g)
