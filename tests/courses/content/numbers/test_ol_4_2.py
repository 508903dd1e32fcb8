"""Every number printed in section 4.2 of the landscape, computed."""

# ruff: noqa: N806 (matrices have capital letters)
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.min_norm import gd_implicit_bias
from reference.nullity import nullity
from tests.courses.content.printed import Array, Section, number, vector

ETA = 0.4


def product_gradient(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray((x[0] * x[1] - 1) * x[::-1])


def product_hessian(x: Array) -> Array:
    u, v = x
    return np.array([[v * v, 2 * u * v - 1], [2 * u * v - 1, u * u]])


def test_numbers_of_degeneracy() -> None:
    section = Section("ol-4.2")
    section.prints(rf"With $\eta={ETA}$ stability needs $u^2+v^2<2/\eta={number(2 / ETA)}$")
    for point in ([1.0, 1.0], [2.0, 0.5], [4.0, 0.25]):
        section.prints(row(np.array(point)))
    interpolation(section)
    section.prints(
        rf"With $\eta={ETA}$ only its solid part, where $u^2+v^2<{number(2 / ETA)}$",
        r"$H=\operatorname{diag}(1,10^{-6})$: the minimiser is unique",
        r"$\lambda_{\max}$ fell from 100 to 1",
        rf"from $\eta<{2 / 100}$ to $\eta<{number(2)}$",
    )
    section.prints_nothing_else()


def row(point: Array) -> str:
    H = product_hessian(point)
    values = np.linalg.eigvalsh(H)
    assert nullity(H) == 1
    assert np.allclose(H @ (point * [1, -1]), 0)
    multiplier = 1 - ETA * values[1]
    end = gradient_descent(product_gradient, point + 1e-3, ETA, 60)[-1]
    stays = float(np.linalg.norm(end - point)) < 0.01
    assert stays == (abs(multiplier) < 1)
    word = "unstable" if not stays else "stable" if multiplier > 0 else "stable, alternating"
    cells = ["(" + ",".join(f"{x:g}" for x in point) + ")", f"{values[1]:g}", f"{multiplier:g}"]
    return "| " + " | ".join(f"${cell}$" for cell in cells) + f" | {word} |"


def interpolation(section: Section) -> None:
    X, y, start = np.array([[3.0, 4.0]]), np.array([5.0]), np.array([4.0, -3.0])
    sharpest = float(np.linalg.eigvalsh(X.T @ X)[-1])
    ends = [
        np.array(gd_implicit_bias(X, y, each), dtype=np.float64) for each in (np.zeros(2), start)
    ]
    for begin, end in zip((np.zeros(2), start), ends, strict=True):
        after_one = gradient_descent(lambda w: X.T @ (X @ w - y), begin, 1 / sharpest, 1)[1]
        assert after_one == pytest.approx(end)
    section.prints(
        rf"$X={vector(X[0])}$, $y={number(y[0])}$",
        rf"ends at ${vector(ends[0], 1)}$, from ${vector(start)}$ at ${vector(ends[1], 1)}$",
        rf"the difference ${vector(ends[1] - ends[0])}$",
        rf"With $\eta={1 / sharpest:g}=1/\lambda_{{\max}}$ one step",
    )


def test_softmax_regression_is_flat_along_equal_shifts_of_all_rows() -> None:
    rng = np.random.default_rng(0)
    inputs, labels = torch.tensor(rng.standard_normal((30, 4))), torch.arange(30) % 3

    def loss(weights: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(inputs @ weights.reshape(3, 4).T, labels)

    weights = torch.tensor(rng.standard_normal(12))
    H = torch.autograd.functional.hessian(loss, weights).numpy()  # type: ignore[no-untyped-call]
    gradient = torch.autograd.functional.jacobian(loss, weights).numpy()  # type: ignore[no-untyped-call]
    assert nullity(H, 1e-12) == 4
    assert np.allclose(gradient.reshape(3, 4).sum(axis=0), 0)
    assert nullity(H + 0.01 * np.eye(12), 1e-12) == 0


def test_descent_on_the_fourth_power_has_the_rate_of_a_root() -> None:
    x = gradient_descent(lambda x: 4 * x**3, np.array([0.1]), 0.1, 200_000)[-1]
    assert float(x[0]) == pytest.approx(1 / np.sqrt(8 * 0.1 * 200_000), rel=0.01)


def test_descent_near_a_surface_of_minima_reduces_the_residual_linearly() -> None:
    path = gradient_descent(product_gradient, np.array([2.05, 0.5]), ETA, 40)
    residual = np.abs(path[:, 0] * path[:, 1] - 1)
    assert (residual[1:30] / residual[:29] < 0.9).all()


def test_attention_ignores_a_bias_on_the_keys() -> None:
    rng = np.random.default_rng(1)
    queries, keys, values = (torch.tensor(rng.standard_normal((5, 3))) for _ in range(3))
    bias = torch.tensor(rng.standard_normal(3))
    attention = torch.nn.functional.scaled_dot_product_attention
    assert torch.allclose(attention(queries, keys, values), attention(queries, keys + bias, values))


def test_a_change_of_variables_keeps_the_signs_and_not_the_sizes() -> None:
    D = np.random.default_rng(2).standard_normal((2, 2))
    H = product_hessian(np.array([2.0, 0.5]))
    changed = D.T @ H @ D
    assert nullity(changed, 1e-12) == nullity(H) == 1
    assert np.linalg.eigvalsh(changed)[-1] != pytest.approx(4.25)
