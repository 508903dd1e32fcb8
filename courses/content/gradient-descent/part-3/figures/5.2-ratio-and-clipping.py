"""The PL ratio of a nonconvex function, and a clipped run under its bound

Left: the squared gradient over twice the loss gap of x^2 + 3 sin^2 x, for x from -10 to 10. It is 8
at x = 0, has low points near |x| = 2.2, where it is 0.1755, and stays above that everywhere. Right:
the root of the gap from x = 10 with step size 1/8. Clipped at 2 it falls almost along a straight
line from 10 to 0 in about 40 steps; the guaranteed line falls far more slowly; the run without
clipping needs about 12 steps.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.clipping import clip_by_global_norm
from reference.gradient_descent import gradient_descent
from reference.pl_condition import pl_constant

ETA, THRESHOLD, STEPS = 1 / 8, 2.0, 50


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    x = np.linspace(-10, 10, 400)
    ratio = _gradient(x) ** 2 / (2 * _value(x))
    points = np.linspace(-10, 10, 4001)[:, None]
    mu = pl_constant(lambda point: float(_value(point)[0]), _gradient, points, 0.0)
    left.semilogy(x, ratio, color="brand")
    left.axhline(mu, linestyle="--", color="iterate")
    left.annotate(rf"$\mu={mu:.4f}$", (10, mu), ha="right", va="bottom", color="iterate")
    left.set(xlabel="$x$", ylabel="PL ratio", ylim=(0.1, 20))

    start = np.array([10.0])
    plain = np.sqrt(_value(gradient_descent(_gradient, start, ETA, STEPS)[:, 0]))
    clipped = np.sqrt(_value(gradient_descent(_clipped, start, ETA, STEPS)[:, 0]))
    count = np.arange(STEPS + 1)
    promised = clipped[0] - ETA * THRESHOLD / 2 * np.sqrt(mu / 2) * count
    right.plot(count, promised, "--", color="muted", label="bound, clipped")
    right.plot(count, clipped, "o-", color="iterate", markevery=5, label="clipped")
    right.plot(count, plain, "s:", color="brand", markevery=2, label="not clipped")
    right.set(xlabel="step $t$", ylabel=r"$\sqrt{f(x_t)-f^*}$", ylim=(0, 17))
    right.legend(loc="upper right")


def _value(x: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(x**2 + 3 * np.sin(x) ** 2)


def _gradient(x: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(2 * x + 3 * np.sin(2 * x))


def _clipped(x: NDArray[Any]) -> NDArray[Any]:
    (scaled,), _ = clip_by_global_norm([_gradient(x)], THRESHOLD)
    return np.asarray(scaled)
