"""Full Gauss-Newton steps that converge, and some that are repelled

Left, on a logarithmic scale: the distance to the stationary point 0 after each full step from 0.01.
For c = 0.5 it halves, for c = -0.9 it shrinks by about a tenth a step, for c = -2 it doubles until
it exceeds 0.1. Right: the objective along the full step for c = -2 from 0.1. It starts at 1.028, is
least near a quarter of the step, passes its start again near half of it and ends at 1.348.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gauss_newton import gauss_newton_step

Array = NDArray[np.floating]
NEAR, START = 0.01, 0.1


def draw(figure: Figure) -> None:
    """Draw distances to the stationary point, and the objective along one step."""
    left, right = figure.subplots(1, 2)
    _distances(left)
    _along(right, -2.0)


def residuals(c: float, x: float) -> Array:
    """Return the two residuals of the example."""
    return np.array([x + 1, c * x**2 + x - 1])


def step(c: float, x: float) -> float:
    """Return the full Gauss-Newton step at a point."""
    jacobian = np.array([[1.0], [2 * c * x + 1]])
    return float(gauss_newton_step(jacobian, residuals(c, x))[0])


def distances(c: float, steps: int) -> list[float]:
    """Return the distance to 0 after each full step."""
    x, found = NEAR, [NEAR]
    for _ in range(steps):
        x += step(c, x)
        found.append(abs(x))
    return found


def _distances(ax: Axes) -> None:
    for c, steps, color, marker, dash, place in (
        (-2.0, 4, "error", "s", "-", (0.2, 0.085)),
        (-0.9, 8, "warn", "D", ":", (6.2, 0.0076)),
        (0.5, 8, "brand", "o", "--", (0.3, 0.0009)),
    ):
        ax.semilogy(distances(c, steps), color=color, marker=marker, linestyle=dash)
        ax.annotate(f"$c={c:g}$", place, color=color)
    ax.set_xlabel("full step")
    ax.set_ylabel("distance to $0$")


def _along(ax: Axes, c: float) -> None:
    p, t = step(c, START), np.linspace(0, 1.05, 80)
    height = [float(residuals(c, START + s * p) @ residuals(c, START + s * p)) / 2 for s in t]
    ax.plot(t, height, color="error", linestyle="-")
    ax.axhline(height[0], color="muted", linestyle="--", linewidth=1)
    ax.annotate("$f(x)$", (0.78, height[0]), (0.78, height[0] + 0.008), color="muted")
    ax.annotate("$f(x+tp)$", (0.42, height[0] + 0.1), color="error")
    ax.plot([0, 1], [height[0], np.interp(1, t, height)], color="error", marker="s", ls="none")
    ax.set_xlabel("share $t$ of the full step")
    ax.set_ylabel("objective")
