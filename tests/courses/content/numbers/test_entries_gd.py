"""Every number printed in an entry of gradient descent equals what the repository computes."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.clipping import clip_by_global_norm
from reference.convex_certificate import convex_certificate
from reference.gradient_descent import gd_values, gradient_descent
from reference.linear_rate import iterations_to, linear_rate
from reference.linear_regression import gd_lstsq
from reference.optimization_loop import minimize
from reference.oscillation import oscillation_modes
from reference.stable_minima import stable_minima
from tests.courses.content.printed import Section, listed, pair, shown
from tests.courses.content.quadratic import CURVATURES, START, slope, value

Array = NDArray[np.floating]


def test_the_runs_with_a_constant_step_are_the_computed_ones() -> None:
    entry = Section("constant-step-size")
    start = np.array([8.0, 1.0])
    runs = {eta: gradient_descent(slope, start, eta, 40) for eta in (0.25, 0.4, 0.6)}
    values = {eta: [value(x) for x in run] for eta, run in runs.items()}
    assert all(np.diff(values[0.25]) < 0)
    assert all(np.diff(values[0.4]) < 0)
    assert values[0.6][-1] > 1e6
    entry.prints(
        f"From ${pair(start)}$",
        f"and $2/L={shown(2 / CURVATURES.max())}$",
        rf"$\eta=0.25=1/L$: ${pair(runs[0.25][1])}$, then ${pair(runs[0.25][2])}$",
        rf"$\eta=0.4$: ${pair(runs[0.4][1])}$, then ${pair(runs[0.4][2])}$",
        "from ${}$ to ${}$ to ${}$".format(*(shown(each) for each in values[0.4][:3])),
        rf"$\eta=0.6$: ${pair(runs[0.6][1])}$, then ${pair(runs[0.6][2])}$",
        listed(np.array(values[0.6][:3])),
    )
    assert 1 / CURVATURES.max() == 0.25
    entry.prints_nothing_else()


def huber(x: Array) -> float:
    size = abs(float(x[0]))
    return size * size / 2 if size <= 1 else size - 0.5


def test_a_convex_run_stays_below_the_bound_and_meets_the_sharp_one() -> None:
    entry = Section("convex-convergence")
    start = np.array([3.0])
    gaps = gd_values(huber, lambda x: np.clip(x, -1, 1), start, 1.0, 3)
    bounds = np.array([9 / (2 * T) for T in (1, 2, 3)])
    holds, worst = convex_certificate(gaps, 0.0, 1.0, 3.0)
    assert holds
    assert worst == pytest.approx(1 / 3)
    assert gaps[1] == 9 / (4 * 1 + 2)
    entry.prints(
        f"The gaps {listed(gaps[1:])} stay below {listed(bounds)}",
        f"the sharp bound, $9/6={shown(gaps[1])}$",
        "(Drori and Teboulle, 2014)",
    )
    points = gradient_descent(lambda x: np.clip(x, -1, 1), start, 1.0, 3)
    entry.prints(r"From $3$ with $\eta=1$: " + listed(points[1:, 0]))
    entry.prints_nothing_else()


def test_a_strongly_convex_run_keeps_the_promised_rate() -> None:
    entry = Section("strongly-convex-convergence")
    points = gradient_descent(slope, START, 0.25, 60)
    gaps = np.array([value(x) for x in points])
    bounds = gaps[0] * 0.75 ** np.arange(len(gaps))
    assert np.all(gaps <= bounds)
    needed = int(np.argmax(gaps <= 1e-6 * gaps[0]))
    assert linear_rate(np.linalg.norm(points, axis=1)) == pytest.approx(0.75)
    entry.prints(
        f"From ${pair(START)}$ with $\\eta=\\tfrac14$: ${pair(points[1])}$, ${pair(points[2])}$",
        f"The gaps {listed(gaps[:3])} stay below {listed(bounds[:3])}",
        f"says ${math.ceil(4 * math.log(1e6))}$ steps",
        rf"$0.75^T\le10^{{-6}}$ itself ${shown(iterations_to(1e-6, 4.0, 1.0))}$",
        f"this run needs ${needed}$",
        r"$\varepsilon=10^{-6}$",
        "multiplied by $0.75$",
    )
    entry.prints_nothing_else()


def test_one_mode_oscillates_and_the_loss_falls() -> None:
    entry = Section("oscillation")
    H = np.array([[3.0, 2.0], [2.0, 3.0]])
    V = np.array([[1.0, 1.0], [1.0, -1.0]])
    assert np.allclose(H @ V, V * [5, 1])
    X = gradient_descent(lambda x: np.asarray(H @ x), np.array([3.0, 1.0]), 0.3, 12)
    assert list(oscillation_modes(X.astype(np.float64), V / math.sqrt(2))) == [True, False]
    losses = np.array([x @ H @ x / 2 for x in X])
    assert np.all(np.diff(losses) < 0)
    sums, differences = (X @ V).T
    assert list(np.sign(X[:3, 0])) == [1, -1, 1]
    for entries in X[:3].T:
        assert entries[1] / entries[0] != pytest.approx(entries[2] / entries[1])
    entry.prints(
        rf"With $\eta=0.3$ the factors are ${shown(1 - 0.3 * 5)}$ and ${shown(1 - 0.3 * 1)}$",
        f"From ${pair(X[0])}$ the iterates are ${pair(X[1])}$ and ${pair(X[2])}$",
        f"Their sums {listed(sums[:3])} alternate; their differences {listed(differences[:3])} do",
        f"The loss only falls: {listed(losses[:3])}",
    )
    entry.prints_nothing_else()


def test_a_run_settles_only_below_its_limit() -> None:
    entry = Section("edge-of-stability-preview")

    def grad(x: Array) -> Array:
        return np.asarray((x[0] * x[1] - 1) * x[::-1])

    points = gradient_descent(grad, np.array([3.0, 0.5]), 0.25, 1)
    residuals = points.prod(axis=1) - 1
    settled = {eta: stable_minima(3.0, 0.5, eta) for eta in (0.25, 0.1)}
    assert settled[0.25] is not None
    assert settled[0.1] is not None
    (_, sharp, limit), (nearby, sharper, wider) = settled[0.25], settled[0.1]
    assert sharp < limit < sharper < wider
    assert np.linalg.norm(nearby - points[0]) < 0.2
    losses = residuals**2 / 2
    entry.prints(
        f"From ${pair(points[0])}$, with residual $uv-1={residuals[0]}$",
        rf"with $\eta=0.25$ leads to ${pair(points[1])}$, residual ${residuals[1]:.3f}$",
        f"the loss rises from ${losses[0]}$ to ${losses[1]:.3f}$",
        rf"$u^2+v^2={sharp:.2f}$, below the limit $2/\eta={shown(limit)}$",
        rf"With $\eta=0.1$, limit ${shown(wider)}$, it settles nearby, at ${sharper:.2f}$",
        "(Cohen et al., 2021)",
    )
    entry.prints_nothing_else()


def test_clipping_keeps_the_direction_of_one_gradient_and_not_of_a_mean() -> None:
    entry = Section("gradient-clipping")
    grads, c = [np.array([3.0, 4.0]), np.array([12.0])], 6.5
    (first, second), norm = clip_by_global_norm(grads, c)
    assert first is not None
    assert second is not None
    alone = [clip_by_global_norm([grad], c)[0][0] for grad in grads]
    assert alone[0] is not None
    assert alone[1] is not None
    assert np.array_equal(alone[0], grads[0])
    batches = np.array([9.0, -1.0, -1.0, -1.0])
    clipped = [clip_by_global_norm([batch[None]], 1.0)[0][0] for batch in batches]
    mean = np.mean([each for each in clipped if each is not None])
    entry.prints(
        f"gradients ${pair(grads[0])}$ and {listed(grads[1])}",
        rf"$\sqrt{{9+16+144}}={shown(norm)}$. With $c={c}$ the factor is ${shown(c / norm)}$",
        f": ${pair(first)}$ and {listed(second)}. Clipping each",
        f"turn the second into {listed(alone[1])}",
        f"{listed(batches)} have the mean ${shown(batches.mean())}$",
        f"clipped at $c=1$ they have the mean ${shown(float(mean))}$",
    )
    assert [*grads[0] ** 2, *grads[1] ** 2] == [9, 16, 144]
    entry.prints_nothing_else()


def test_linear_regression_by_descent_is_the_computed_run() -> None:
    entry = Section("linear-regression-by-gd")
    X, y, zero = np.array([[0.0], [2.0]]), np.array([1.0, 5.0]), np.zeros(2)
    A = np.column_stack([np.ones(2), X])
    H = A.T @ A / 2
    assert np.array_equal(H, [[1, 1], [1, 2]])
    w = [gd_lstsq(X, y, 0.5, T, zero) for T in (0, 1, 2, 200)]
    residuals = [A @ each - y for each in w]
    gradients = [A.T @ each / 2 for each in residuals]
    losses = np.array([each @ each / 4 for each in residuals])
    assert np.allclose(w[3], [1, 2])
    centred = gd_lstsq(X - X.mean(), y, 1.0, 1, zero)
    assert centred[0] - centred[1] * X.mean() == w[3][0].round(9)
    assert centred[1] == w[3][1].round(9)
    flat, steep = np.linalg.eigvalsh(H)
    entry.prints(
        f"with eigenvalues ${steep:.3f}$ and ${flat:.3f}$",
        f"the gradient is ${pair(gradients[0])}$, hence $w_1={pair(w[1])}$",
        f"is ${pair(residuals[1])}$, the gradient ${pair(gradients[1])}$, hence $w_2={pair(w[2])}$",
        f"The losses are {listed(losses[:3])}; the solution is ${pair(w[3].round(9))}$",
        rf"one step of $\eta=1$ gives ${pair(centred)}$",
    )
    entry.prints_nothing_else()


def test_the_loop_returns_what_its_entry_says() -> None:
    entry = Section("optimization-loop-design")
    start = np.array([8.0])

    def fun(x: Array) -> tuple[float, Array]:
        return float(x @ x) / 2, x

    _, _, status, steps, calls, values, last = minimize(fun, start, 0.5, 1.0, 10)
    assert (status, steps, calls, last[0]) == ("converged", 3, 4, 1)
    assert minimize(fun, start, 0.5, 1.0, 3)[2] == "converged"
    best, _, limit, _, _, _, end = minimize(fun, start, 2.5, 1.0, 2)
    assert limit == "maxit"
    visited = [float(gradient_descent(lambda x: x, start, 2.5, 2)[t, 0]) for t in range(3)]
    first = 0.001 * float(fun(start)[1][0])
    assert first < 0.01
    entry.prints(
        "$K=10$: " + listed(gradient_descent(lambda x: x, start, 0.5, 3)[:, 0]),
        "values " + listed(values),
        r"With $\eta=2.5$ and $K=2$: " + listed(np.array(visited)),
        f"the best point is ${shown(best[0])}$, the last ${shown(end[0])}$",
        rf"With $\eta=0.001$ the first step is ${shown(first)}$ long",
        "a test of the step against $0.01$ would stop",
    )
    entry.prints_nothing_else()
