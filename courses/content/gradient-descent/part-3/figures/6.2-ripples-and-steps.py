"""Ripples of accelerated descent, and its stable steps

Left: the loss on a quadratic with curvatures 0.01 and 1, on a logarithmic scale over 200 steps.
Nesterov's method for unknown strong convexity ripples about every 31 steps, always below its bound;
with a new start whenever the loss rises it falls steadily, far below gradient descent. Right: the
largest stable eta times L is 2 for gradient descent, rises from 2 to 4 with beta for the heavy ball
and falls from 2 to 4/3 for Nesterov's method.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.nesterov import nesterov

CURVATURES = np.array([0.01, 1.0])
STEPS = 200


def slope(x: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(CURVATURES * x, dtype=np.float64)


def losses(points: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(points**2 @ CURVATURES / 2, dtype=np.float64)


def restarted() -> NDArray[np.floating]:
    """Return the losses of runs that start anew, without momentum, where the loss would rise."""
    start, kept = np.ones(2), np.empty(0)
    while len(kept) <= STEPS:
        points = nesterov(slope, start, 1.0, STEPS)[0]
        rises = np.diff(losses(points)) > 0
        last = int(np.argmax(rises)) if rises.any() else STEPS
        kept = np.append(kept, losses(points)[:last])
        start = points[last]
    return kept[: STEPS + 1]


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    t = np.arange(STEPS + 1)
    plain = gradient_descent(slope, np.ones(2), 1.0, STEPS)
    fast = nesterov(slope, np.ones(2), 1.0, STEPS)[0]
    left.semilogy(4 / (t + 1) ** 2, ":", color="muted")
    left.semilogy(losses(plain), "--", color="iterate")
    left.semilogy(losses(fast), color="brand")
    left.semilogy(restarted(), "-.", color="ok")
    left.annotate("bound (6.8)", (8, 0.3), color="muted")
    left.annotate("gradient descent", (70, 3e-3), color="iterate")
    left.annotate("Nesterov", (130, 3e-6), color="brand")
    left.annotate("with restarts", (78, 2e-11), color="ok")
    left.set(xlabel="step $t$", ylabel="loss", ylim=(1e-12, 10))
    beta = np.linspace(0, 1, 101)
    right.plot(beta, 2 + 2 * beta, "--", color="iterate")
    right.plot(beta, np.full_like(beta, 2), ":", color="muted")
    right.plot(beta, (2 + 2 * beta) / (1 + 2 * beta), color="brand")
    right.annotate("heavy ball", (0.2, 3.1), color="iterate")
    right.annotate("gradient descent", (0.35, 2.07), color="muted")
    right.annotate("Nesterov", (0.35, 1.3), color="brand")
    right.set(xlabel=r"$\beta$", ylabel=r"largest stable $\eta L$", ylim=(0, 4.2))
