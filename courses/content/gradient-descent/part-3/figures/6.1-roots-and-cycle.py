"""Roots of the heavy ball, and a cycle beyond quadratics

Left: the largest modulus of a root against eta times lambda, for beta 0, 0.25 and 0.64. Each
curve is flat at the square root of beta (0, 0.5, 0.8) and reaches 1 at 2, 2.5 and 3.28. Right: on a
piecewise linear gradient with slopes 25, 1 and 25 the heavy ball jumps for ever between 2.116,
0.647 and -1.802, while gradient descent from the same start goes to the minimiser 0.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.heavy_ball import heavy_ball, optimal_hb


def slope(x: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    scaled = np.linspace(0, 3.5, 351)
    kinds = (
        (0.0, (1.75, 0.25), ":", "muted"),
        (0.25, (1.0, 0.53), "--", "iterate"),
        (0.64, (1.0, 0.83), "-", "brand"),
    )
    for beta, place, dashes, colour in kinds:
        radius = [np.abs(np.roots([1, z - 1 - beta, beta])).max() for z in scaled]
        left.plot(scaled, radius, linestyle=dashes, color=colour)
        left.annotate(rf"$\beta={beta:g}$", place, ha="center", color=colour)
    left.axhline(1, color="line", linewidth=1)
    left.set(xlabel=r"$\eta\lambda$", ylabel="largest modulus of a root", ylim=(0, 1.5))
    eta, beta = optimal_hb(1.0, 25.0)
    start, steps = np.array([3.3]), 30
    ball = heavy_ball(slope, start, eta, beta, steps)[:, 0]
    plain = gradient_descent(slope, start, 2 / 26, steps)[:, 0]
    right.plot(ball, "o-", color="error", markersize=4, linewidth=1)
    right.plot(plain, "s--", color="ok", markersize=3, linewidth=1)
    right.annotate("heavy ball", (14, 2.35), color="error")
    right.annotate(
        "gradient descent",
        (21, -0.2),
        (13, -2.7),
        color="ok",
        arrowprops={"arrowstyle": "-", "color": "ok"},
    )
    right.set(xlabel="step $t$", ylabel="$x_t$", ylim=(-3.6, 3.6))
