"""Every number printed in section 4.3 of the landscape, computed."""

# ruff: noqa: N806 (matrices have capital letters)
import math

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from reference.barrier import barrier
from reference.gradient_descent import gradient_descent
from reference.linear_interpolation import interpolate_losses
from reference.symmetry import permute_hidden, symmetry_null_vector
from tests.courses.content.printed import Section, number

State = dict[str, NDArray[np.floating]]


def network(u: list[float], v: list[float]) -> State:
    return {
        "W1": np.array(u, dtype=np.float64)[:, None],
        "b1": np.zeros(len(u)),
        "W2": np.array(v, dtype=np.float64)[None],
        "b2": np.zeros(1),
    }


def loss(sd: State) -> float:
    return float((sd["W2"] @ sd["W1"] - 1)[0, 0] ** 2 / 2)


def test_numbers_of_symmetry() -> None:
    section = Section("ol-4.3")
    section.prints(f"which is ${2**4 * math.factorial(4)}$ for $h=4$")
    lines(section)
    rates(section)
    section.prints("with loss $0$ has loss $0.125$")
    section.prints_nothing_else()


def lines(section: Section) -> None:
    wide, tall = network([2], [0.5]), network([0.5], [2])
    middle = (2 + 0.5) / 2
    losses = interpolate_losses(loss, wide, tall, [0, 0.5, 1])
    assert max(loss(network([a], [1 / a])) for a in np.linspace(0.5, 2, 7)) < 1e-30
    one = network([1, 0], [1, 0])
    other = permute_hidden(one, np.array([1, 0]))
    between = interpolate_losses(loss, one, other, [0, 0.5, 1])
    arc = [[math.cos(a), math.sin(a)] for a in np.linspace(0, math.pi, 9)]
    assert barrier([loss(network(each, each)) for each in arc]) < 1e-30
    assert other["W1"].ravel() == pytest.approx(arc[4])
    section.prints(
        "From $(2,0.5)$ to $(0.5,2)$",
        f"$({middle},{middle})$ with $uv={middle**2:.4f}$ and $f={number(barrier(losses), 4)}$",
        rf"$u=v=(0.5,0.5)$, where $u^\top v={2 * 0.5**2}$ and $f={number(barrier(between), 3)}$",
    )


def velocity(_: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(-(x[0] * x[1] - 1) * x[::-1])


def rates(section: Section) -> None:
    bounds, limits = [], []
    for u in (1.0, 3.0):
        flow = solve_ivp(velocity, (0, 0.5), [u, 0.0], rtol=1e-10, atol=1e-12).y
        losses = (flow[0] * flow[1] - 1) ** 2 / 2
        conserved = flow[0] ** 2 - flow[1] ** 2
        assert conserved == pytest.approx(u * u)
        assert losses[0] == pytest.approx(0.5)
        bounds.append(0.5 * math.exp(-2 * u * u * 0.5))
        limits.append(2 / math.sqrt(u**4 + 4))
        assert losses[-1] <= bounds[-1]
    mantissa = bounds[1] * 1e5
    section.prints(
        "$f(0)=0.5$ and $Q=1$, $Q=9$. At $t=0.5$,",
        rf"$f\le{number(bounds[0], 4)}$ and $f\le{number(mantissa, 1)}\cdot10^{{-5}}$",
        rf"are ${number(limits[0], 4)}$ and ${number(limits[1], 4)}$",
    )


def test_the_largest_eigenvalue_at_a_minimum_follows_from_the_conserved_quantity() -> None:
    for u in (0.4, 1.0, 2.5):
        v = 1 / u
        assert u * u + v * v == pytest.approx(math.sqrt((u * u - v * v) ** 2 + 4))


def test_descent_keeps_equal_units_equal_and_drifts_at_second_order() -> None:
    def gradient(x: NDArray[np.floating]) -> NDArray[np.floating]:
        return np.asarray((x[:2] @ x[2:] - 1) * np.concatenate([x[2:], x[:2]]))

    equal = gradient_descent(gradient, np.array([0.3, 0.3, 0.7, 0.7]), 0.1, 50)
    assert np.array_equal(equal[:, 0], equal[:, 1])
    start = np.array([0.3, -0.2, 0.7, 0.1])
    signs = np.array([1, 1, -1, -1])
    for eta in (0.1, 0.05):
        before, after = gradient_descent(gradient, start, eta, 1)
        g = gradient(start)
        drift = float(signs @ (after**2 - before**2))
        assert drift == pytest.approx(eta**2 * float(signs @ g**2))


def test_the_generator_is_a_null_vector_at_a_minimum() -> None:
    sd = network([2], [0.5])
    tangent = symmetry_null_vector(sd)
    t = np.array([tangent["W1"][0, 0], tangent["W2"][0, 0]])
    assert np.allclose(np.array([[0.25, 1.0], [1.0, 4.0]]) @ t, 0)


def test_a_symmetric_start_meets_one_eigenvalue() -> None:
    H = np.array([[2.0, 1.0], [1.0, 2.0]])
    assert np.linalg.eigvalsh(H) == pytest.approx([1, 3])
    path = gradient_descent(lambda x: H @ x - 1, np.array([5.0, 5.0]), 1 / 3, 2)
    assert path[1] == pytest.approx(np.linalg.solve(H, [1, 1]))


def test_attention_weights_conserve_the_difference_of_their_grams() -> None:
    rng = np.random.default_rng(0)
    x, target = (torch.tensor(rng.standard_normal((5, 4))) for _ in range(2))
    query, key = (torch.tensor(rng.standard_normal((4, 2)), requires_grad=True) for _ in range(2))
    scores = torch.softmax(x @ query @ key.T @ x.T, dim=1)
    ((scores @ x - target) ** 2).mean().backward()  # type: ignore[no-untyped-call]
    assert query.grad is not None
    assert key.grad is not None
    rate = query.grad.T @ query + query.T @ query.grad - key.grad.T @ key - key.T @ key.grad
    assert float(query.grad.norm()) > 1e-3
    assert torch.allclose(rate, torch.zeros(2, 2, dtype=torch.float64), atol=1e-12)
