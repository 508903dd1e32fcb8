"""Every number printed in section gd-5.3 equals what the repository computes."""
# ruff: noqa: N803, N806 (matrices have capital letters)

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.condition_number import condition_estimate
from reference.gradient_descent import gradient_descent
from reference.linear_rate import iterations_to
from reference.linear_regression import gd_lstsq
from tests.courses.content.printed import Section, number, sigmoid

TARGETS = np.array([1.0, 2.0, 6.0])
RAW, CENTRED = np.array([[9.0], [10.0], [11.0]]), np.array([[-1.0], [0.0], [1.0]])


def hessian(X: NDArray[np.float64]) -> NDArray[np.float64]:
    A = np.column_stack([np.ones(3), X])
    return np.asarray(A.T @ A / 3)


def ends(H: NDArray[np.float64]) -> tuple[float, float]:
    values = np.linalg.eigvalsh(H)
    return float(values[0]), float(values[-1])


def shown(values: NDArray[np.floating]) -> str:
    return "(" + ",".join(f"{float(value):.10g}" for value in values) + ")"


def test_the_condition_number_of_gd_5_3_sets_the_number_of_steps() -> None:
    section = Section("gd-5.3")
    raw_columns(section)
    centred_columns(section)
    examples(section)
    slider(section)
    section.prints_nothing_else()


def raw_columns(section: Section) -> None:
    H = hessian(RAW)
    mu, L = ends(H)
    kappa = L / mu
    assert condition_estimate(lambda v: np.asarray(H @ v), 2, 2, 0) == pytest.approx(kappa)
    assert np.linalg.cond(np.column_stack([np.ones(3), RAW])) ** 2 == pytest.approx(kappa)
    assert np.linalg.det(H) == pytest.approx(2 / 3)
    assert np.trace(H) == pytest.approx(305 / 3)
    assert np.allclose(H, [[1.0, 10.0], [10.0, 302 / 3]])
    A = np.column_stack([np.ones(3), RAW])
    scaled = np.linalg.cond(A / np.sqrt((A**2).mean(axis=0))) ** 2
    section.prints(
        r"Fit $b=(1,2,6)$ at the places $9,10,11$",
        r"$H=\begin{pmatrix}1&10\\10&302/3\end{pmatrix}$: determinant $2/3$, trace $305/3$",
        rf"$\kappa\approx{number(kappa)}$",
        rf"by $10^6$ may take ${number(iterations_to(1e-6, kappa, 1.0))}$ steps",
        rf"without centring leaves $\kappa\approx{number(scaled)}$",
        rf"fell by $10^4$ and $\kappa={number(kappa)}$",
        rf"bounds the relative error by ${number(kappa / 1e4, 2)}$ only",
    )
    losses = []
    for T in (0, 1, 1000):
        w = gd_lstsq(RAW, TARGETS, 1 / L, T, np.zeros(2))
        losses.append(float(np.mean((w[0] + RAW[:, 0] * w[1] - TARGETS) ** 2)) / 2)
    least = np.linalg.lstsq(A, TARGETS)[1][0] / 6
    section.prints(
        rf"from ${number(losses[0], 4)}$ to ${number(losses[1], 4)}$",
        rf"a thousand steps reach ${number(losses[2], 4)}$; the minimum is ${number(least, 2)}$",
    )


def centred_columns(section: Section) -> None:
    H = hessian(CENTRED)
    mu, L = ends(H)
    eta = 2 / (L + mu)
    assert np.allclose(H, np.diag([1, 2 / 3]))
    assert max(abs(1 - eta * mu), abs(1 - eta * L)) == pytest.approx(0.2)
    path = [gd_lstsq(CENTRED, TARGETS, eta, T, np.zeros(2)) for T in range(4)]
    solution = gd_lstsq(CENTRED, TARGETS, eta, 60, np.zeros(2))
    errors = [w - solution for w in path]
    assert np.allclose(np.abs(errors[1]) * 5, np.abs(errors[0]))
    kappa = L / mu
    section.prints(
        rf"$\kappa={number(kappa, 1)}$; ${number(iterations_to(1e-6, kappa, 1.0))}$ steps of",
        rf"or ${number(iterations_to(1e-6, kappa, eta * L))}$ of $2/(L+\mu)={number(eta, 1)}$,"
        " with factor $0.2$",
        rf"with $\eta=1.2$: ${shown(path[1])}$, ${shown(path[2])}$, ${shown(path[3])}$,"
        rf" towards $w^*={shown(solution)}$",
        rf"The errors are ${shown(errors[0])}$, ${shown(errors[1])}$, ${shown(errors[2])}$",
    )


def examples(section: Section) -> None:
    kappa = 20.0
    best = 2 * kappa / (kappa + 1)
    steps = [iterations_to(1e-6, kappa, eta) for eta in (1.0, best)]
    x = gradient_descent(lambda x: np.array([1, kappa]) * x, np.array([1.0, 1.0]), 1 / kappa, 270)
    assert np.linalg.norm(x[-1]) <= 1e-6 * np.linalg.norm(x[0])
    q = [sigmoid(0), sigmoid(4)]
    D = [each * (1 - each) for each in q]
    section.prints(
        r"$f=\tfrac12(x_1^2+20x_2^2)$: $\kappa=20$, $\rho=0.95$ with $\eta=1/L$",
        rf"and ${number((kappa - 1) / (kappa + 1), 4)}$ at best",
        rf"after ${number(steps[0])}$ and ${number(steps[1])}$ steps at most",
        r"for $\kappa=20$; the best step",
        rf"$D=\operatorname{{diag}}({number(D[0], 2)},{number(D[1], 4)})$"
        rf" and $\kappa={number(D[0] / D[1], 1)}$",
        rf"Frequencies $0.05$ and $10^{{-6}}$ give $\kappa\ge{number(0.05 / 1e-6)}$",
        r"$H=10^6I$ has $\kappa=1$: one step of $\eta=10^{-6}$",
        r"$H=\tfrac1{10}I$ in $\mathbb{R}^n$ has determinant $10^{-n}$",
        "divides the loss by 1000",
    )
    assert 1 - 1 / kappa == 0.95
    assert np.linalg.det(np.eye(5) / 10) == pytest.approx(1e-5)


def slider(section: Section) -> None:
    mu, L, eta = 1.0, 10.0, 0.15
    path = gradient_descent(lambda x: np.array([mu, L]) * x, np.array([-2.1, 0.8]), eta, 8)
    assert np.all(path[1:, 1] * path[:-1, 1] < 0)
    assert np.all(np.abs(path[1:, 1]) < np.abs(path[:-1, 1]))
    section.prints(
        rf"on $f=\tfrac12(x_1^2+{L:.0f}x_2^2)$ with $\eta={eta}$",
        f"Past $1/L={1 / L}$ each step crosses the valley, past $2/L={2 / L}$ it lands",
        rf"$2/(L+\mu)\approx{number(2 / (L + mu), 2)}$",
    )
