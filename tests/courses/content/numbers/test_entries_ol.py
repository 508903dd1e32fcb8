"""Every number printed in the entries of the landscape's concepts, computed."""

# ruff: noqa: N806 (matrices have capital letters)
import numpy as np
import pytest
from numpy.typing import NDArray

from reference.barrier import barrier
from reference.basin_map import basin_map
from reference.bezier import path_loss
from reference.catapult import catapult
from reference.critical_kind import classify
from reference.gradient_descent import gradient_descent
from reference.inertia import inertia
from reference.min_norm import gd_implicit_bias
from reference.model_soup import greedy_soup
from reference.sharpness import lambda_max
from reference.state_dict import State
from reference.swa import swa_update
from tests.courses.content.printed import Section, matrix, number, vector


def double_well(w: float) -> float:
    return (w * w - 1) ** 2 / 4


def double_well_slope(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(x**3 - x)


def test_barrier() -> None:
    losses = [0.2, 0.7, 1.1, 0.5]
    chord = np.linspace(losses[0], losses[-1], 4)
    excess = np.array(losses) - chord
    section = Section("barrier")
    section.prints(
        "the losses are " + ", ".join(f"${loss}$" for loss in losses),
        f"The barrier is ${max(losses)}-{losses[-1]}={number(barrier(losses), 1)}$",
        "The chord is " + ", ".join(f"${number(level, 1)}$" for level in chord),
        f"${losses[2]}-{number(chord[2], 1)}={number(excess.max(), 1)}$",
    )
    assert excess.argmax() == 2
    assert excess.max() >= barrier(losses)
    section.prints_nothing_else()


def test_basin_of_attraction() -> None:
    section = Section("basin-of-attraction")
    short, long = (
        gradient_descent(double_well_slope, np.array([2.0]), eta, 60) for eta in (0.1, 0.5)
    )
    section.prints(
        rf"With $\eta=0.1$ the iterates are ${short[1, 0]:g}$, "
        f"${number(short[2, 0], 4)}$ and so on",
        rf"With $\eta=0.5$ the first step jumps to $2-3={number(long[1, 0])}$",
        r"for $\eta=0.1$ and to $B(-1)$ for $\eta=0.5$",
    )
    section.prints_nothing_else()
    assert [basin_of_two(0.1), basin_of_two(0.5)] == [1, -1]


def basin_of_two(eta: float) -> float:
    minima = np.array([[1.0], [-1.0]])
    (basin,) = basin_map(
        lambda x: x - eta * double_well_slope(x), minima, np.array([[2.0]]), maxit=60
    )
    assert basin >= 0
    return float(minima[basin, 0])


def test_catapult_dynamics() -> None:
    eta = 0.6
    h, lam = catapult(np.array([2.0]), np.array([0.5]), eta, 60)
    section = Section("catapult-dynamics")
    section.prints(
        rf"$u=2$, $v=0.5$, $\eta={eta}$: $h={number(h[0])}$, $\lambda={lam[0]:g}$, "
        rf"$\eta\lambda={eta * lam[0]:g}$",
        rf"Step one: $h={number(h[1], 2)}$, $\lambda={number(lam[1], 2)}$",
        rf"Step two: $h={number(h[2], 3)}$, $\lambda={number(lam[2], 3)}$",
        rf"below $2/\eta\approx{number(2 / eta, 2)}$",
        "The loss went "
        + ", ".join(f"${number(x, 3)}$" for x in h[:3] ** 2 / 2).replace("0.500", "0.5"),
    )
    section.prints_nothing_else()
    assert lam[1] > 2 / eta > lam[2]
    assert abs(h[-1]) < 1e-9
    wide_h, wide_lam = catapult(np.array([1.0, 3.0, -1.0]), np.array([2.0, 0.5, 1.0]), 0.3, 1)
    assert wide_h[1] == pytest.approx(
        wide_h[0] * (1 - 0.3 * wide_lam[0] + 0.09 * wide_h[0] ** 2 / 3)
    )
    assert wide_lam[1] == pytest.approx(
        wide_lam[0] + 0.1 * wide_h[0] ** 2 * (0.3 * wide_lam[0] - 4)
    )


def test_critical_point() -> None:
    section = Section("critical-point")
    for x, kind in ((-1.0, "min"), (0.0, "saddle"), (1.0, "min")):
        H = np.diag([3 * x * x - 1, 1.0])
        assert classify(np.array([x**3 - x, 0.0]), H, 1e-12) == kind
        section.prints(rf"$\operatorname{{diag}}({H[0, 0]:g},1)$")
    x = 0.2
    step = -(x**3 - x) / (3 * x * x - 1)
    assert x + step == pytest.approx(-0.016 / 0.88)
    section.prints(
        "From $(0.2,0)$",
        rf"$x=-{2 * x**3:g}/{1 - 3 * x * x:g}\approx{number(x + step, 3)}$",
    )
    section.prints_nothing_else()


def test_edge_of_stability() -> None:
    section, eta = Section("edge-of-stability"), 0.1
    section.prints(rf"With $\eta={eta}$ the threshold is ${number(2 / eta)}$")
    for curvature in (19, 21):
        path = errors(curvature, eta)
        section.prints(
            rf"$\lambda={curvature}$",
            rf"${number(path[1], 1)}$, after ten steps ${number(path[10], 3)}$",
        )
    section.prints_nothing_else()


def errors(curvature: float, eta: float) -> list[float]:
    path = gradient_descent(lambda x: curvature * x, np.array([1.0]), eta, 10)
    return [float(x) for x in path[:, 0]]


def test_local_minimum() -> None:
    section = Section("local-minimum")
    values = {}
    for x, kind in ((-2.0, "min"), (0.0, "max"), (1.0, "min")):
        slope, curvature = x**3 + x * x - 2 * x, 3 * x * x + 2 * x - 2
        assert classify(np.array([slope]), np.array([[curvature]]), 1e-12) == kind
        section.prints(f"${number(curvature)}$")
        values[x] = x**4 / 4 + x**3 / 3 - x * x
    assert values[-2.0] == pytest.approx(-8 / 3)
    assert values[1.0] == pytest.approx(-5 / 12)
    section.prints(
        rf"$f(-2)=-8/3\approx{number(values[-2.0], 2)}$",
        rf"$f(1)=-5/12\approx{number(values[1.0], 2)}$",
    )
    section.prints_nothing_else()


def test_mode_connectivity() -> None:
    def ring(state: State) -> float:
        return double_well(float(np.linalg.norm(state["x"])))

    ends = {"x": np.array([1.0, 0.0])}, {"x": np.array([-1.0, 0.0])}
    middle = {"x": np.array([0.0, 0.0])}
    bend = {"x": np.array([0.0, 2.0])}
    grid = np.linspace(0, 1, 2001)
    straight = barrier(path_loss(ring, ends[0], middle, ends[1], grid))
    curved = barrier(path_loss(ring, ends[0], bend, ends[1], grid))
    assert straight == 1 / 4
    assert curved == pytest.approx(1 / 64, rel=1e-5)
    section = Section("mode-connectivity")
    section.prints(
        rf"$\tfrac1{{{1 / curved:.0f}}}\approx{number(curved, 3)}$",
        rf"a barrier ${straight / curved:.0f}$ times lower",
    )
    section.prints_nothing_else()


def test_model_soups() -> None:
    weights = (0.8, 1.3, -1.4)
    models = [{"w": np.array([w])} for w in weights]
    soup, used = greedy_soup(models, lambda state, _: -double_well(float(state["w"][0])))
    assert used == [0, 1]
    pair, uniform = float(soup["w"][0]), float(np.mean(weights))
    section = Section("model-soups")
    section.prints(
        "the models " + ", ".join(f"${w}$" for w in weights),
        "with losses " + ", ".join(f"${number(double_well(w), 4)}$" for w in weights),
        f"Greedy starts with ${weights[0]}$; adding ${weights[1]}$ gives ${pair:g}$ "
        f"with loss ${number(double_well(pair), 4)}$: kept",
        f"Adding ${weights[2]}$ gives ${number(uniform, 3)}$ "
        f"with loss ${number(double_well(uniform), 4)}$: left out",
    )
    section.prints_nothing_else()


def test_overparameterization() -> None:
    X, y = np.array([[3.0, 4.0]]), np.array([50.0])
    fitted, moved = (
        np.array(gd_implicit_bias(X, y, np.array(start)), dtype=np.float64)
        for start in ([0.0, 0.0], [5.0, 0.0])
    )
    values = np.linalg.eigvalsh(X.T @ X)
    path = gradient_descent(lambda w: X.T @ (X @ w - y), np.array([5.0, 0.0]), 0.07, 200)
    assert path[-1] == pytest.approx(moved)
    residual = float((y - X @ [5.0, 0.0])[0])
    section = Section("overparameterization")
    section.prints(
        f"One sample $x={vector(X[0])}$ with target ${number(y[0])}$",
        f"eigenvalues ${number(values[1])}$ and ${number(values[0])}$",
        rf"the limit is $\tfrac{{50}}{{25}}(3,4)={vector(fitted)}$",
        f"of norm ${number(float(np.linalg.norm(fitted)))}$",
        f"the residual is ${number(residual)}$",
        rf"$(5,0)+\tfrac{{{number(residual)}}}{{25}}(3,4)={vector(moved, 1)}$",
    )
    section.prints_nothing_else()


def test_saddle_point() -> None:
    H = np.array([[2.0, 3.0], [3.0, 2.0]])
    assert np.allclose(H @ [1, 1], [5, 5])
    assert np.allclose(H @ [1, -1], [-1, 1])
    assert inertia(H) == (1, 0, 1)
    pivot = H[1, 1] - H[1, 0] ** 2 / H[0, 0]
    section = Section("saddle-point")
    section.prints(f"$H={matrix(H)}$", f"the pivots are $2$ and $2-9/2={pivot}$")
    section.prints_nothing_else()


def test_sharpness() -> None:
    H = np.array([[5.0, 2.0], [2.0, 2.0]])
    assert np.linalg.eigvalsh(H) == pytest.approx([1, 6])
    assert lambda_max(lambda v: H @ v, 2, 2) == pytest.approx(6)
    product = H @ [1.0, 0.0]
    assert product @ H @ product == pytest.approx(173)
    assert product @ product == 29
    rho, quotient = 0.1, 173 / 29
    section = Section("sharpness")
    section.prints(
        f"$H={matrix(H)}$",
        rf"the largest rise within $\rho={rho}$ is ${number(6 * rho**2 / 2, 2)}$",
        f"$Hv={vector(product)}$",
        rf"it is $173/29\approx{number(quotient, 3)}$",
    )
    section.prints_nothing_else()


def test_swa() -> None:
    visited, mean = (0.6, -0.4, 0.4), State()
    means = []
    for count, w in enumerate(visited):
        mean = swa_update(mean, count, {"w": np.array([w])})
        means.append(float(mean["w"][0]))
    losses = [w * w / 2 for w in visited]
    section = Section("swa")
    section.prints(
        "a noisy run visits " + ", ".join(f"${w}$" for w in visited),
        f"The running means are ${means[0]}$, ${means[0]}-1.0/2={number(means[1], 1)}$, "
        f"${number(means[1], 1)}+0.3/3={number(means[2], 1)}$",
        "losses of the iterates are " + ", ".join(f"${number(loss, 2)}$" for loss in losses),
        f"on average ${number(float(np.mean(losses)), 3)}$; "
        f"the mean's is ${means[2] ** 2 / 2:.2f}$",
    )
    assert visited[1] - means[0] == pytest.approx(-1.0)
    assert visited[2] - means[1] == pytest.approx(0.3)
    section.prints_nothing_else()
