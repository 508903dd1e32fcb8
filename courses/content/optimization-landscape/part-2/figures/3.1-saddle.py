"""Four starts near the border between two basins

Left: contours of the double well with minima at (-1, 0) and (1, 0) and a strict saddle at the
origin. The vertical line x1 = 0 is dashed: it is the basin of the saddle. Four runs start at height
1 with x1 = 0.001, 0.1 and their mirror images; all come down towards the saddle, then turn to the
minimum on their own side. Right: x1 against steps on a logarithmic axis, for starts at distance
1e-3, 1e-6 and 1e-9 from the line. Each is a straight line of the same slope until it nears 1; they
pass 0.5 after 67, 139 and 212 steps.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.perturbed_descent import perturbed_gd

Array = NDArray[np.float64]
ETA = 0.1


def grad(x: Array) -> Array:
    return np.array([x[0] ** 3 - x[0], x[1]])


def path(x1: float, steps: int) -> Array:
    return perturbed_gd(grad, np.array([x1, 1.0]), ETA, 0.0, steps, seed=0)


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    draw_basins(left)
    for distance, dash in ((1e-3, "-"), (1e-6, "--"), (1e-9, ":")):
        x1 = path(distance, 260)[:, 0]
        steps = np.arange(0, 261, 4)
        right.semilogy(steps, x1[::4], dash, color="iterate")
        step = 45 if distance == 1e-3 else 60
        label = f"$10^{{{round(np.log10(distance))}}}$"
        right.annotate(label, (step, x1[step]), xytext=(8, -6), textcoords="offset points")
    right.axhline(0.5, color="line")
    right.set_xlabel("step")
    right.set_ylabel("$x_1$")


def draw_basins(ax: Axes) -> None:
    a, b = np.meshgrid(np.linspace(-1.5, 1.5, 27), np.linspace(-0.6, 1.2, 21))
    levels = [0.06, 0.16, 0.25, 0.45, 0.7]
    ax.contour(a, b, (a**2 - 1) ** 2 / 4 + b**2 / 2, levels, colors="contour", linewidths=0.8)
    ax.axvline(0, color="ink", linestyle="--")
    for x1, marker in ((0.001, "o"), (0.1, "^"), (-0.001, "s"), (-0.1, "v")):
        x = path(x1, 140)[::5]
        ax.plot(
            x[:, 0],
            x[:, 1],
            marker=marker,
            markersize=3,
            markevery=2,
            linewidth=0.8,
            color="iterate",
        )
    ax.plot([-1, 1], [0, 0], "o", color="ok")
    ax.plot(0, 0, "X", color="error")
    ax.annotate("saddle", (0, 0), xytext=(6, -14), textcoords="offset points")
    ax.annotate("minimum", (-1, 0), xytext=(-24, 8), textcoords="offset points")
    ax.annotate("minimum", (1, 0), xytext=(-30, 8), textcoords="offset points")
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")
