"""Gradient descent across a valley, for a step size below the stable limit

Contours of a quadratic with curvatures 1 and 10 are long ellipses around the minimiser at the
origin. From (-2.1, 0.8) forty steps of size 0.15 cross the long axis at every step, nearer to it
each time, and move along it to the minimiser: a zigzag. Each step keeps at most 0.85 of the error;
from step size 0.2 on its part across the valley no longer shrinks.
"""

import numpy as np
from matplotlib.figure import Figure

from reference.gradient_descent import gradient_descent

INTERACTIVE = "step-size"
CURVATURES = np.array([1.0, 10.0])
START = np.array([-2.1, 0.8])
STEPS = 40
ETA = 0.15


def draw(figure: Figure) -> None:
    ax = figure.subplots()
    grid = np.meshgrid(np.linspace(-2.4, 2.4, 61), np.linspace(-1.3, 1.3, 61))
    heights = (CURVATURES[0] * grid[0] ** 2 + CURVATURES[1] * grid[1] ** 2) / 2
    levels = (0.05, 0.3, 1.0, 2.0, 3.5, 5.5)
    ax.contour(*grid, heights, levels=levels, colors="contour", linewidths=1)
    path = gradient_descent(lambda x: CURVATURES * x, START, ETA, STEPS)
    ax.plot(path[:, 0], path[:, 1], "o-", color="iterate", markersize=5, gid="still-path")
    ax.annotate(rf"$\eta={ETA}$", (-1.5, -0.62), color="iterate", gid="still-label")
    ax.plot(0, 0, "*", color="ink", markersize=11)
    ax.annotate("minimiser", (0.08, 0.12))
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(-2.4, 2.4), ylim=(-1.3, 1.3), aspect="equal")
