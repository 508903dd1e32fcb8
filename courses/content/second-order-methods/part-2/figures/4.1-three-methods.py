"""Newton, gradient descent and a trust region from one starting point

Level sets of f(x, y) = x^4/4 - x^2/2 + y^2/2, with minima at (-1, 0) and (1, 0) and a saddle at the
origin, and three paths from (0.3, 0.9). Newton's method (squares, dotted) lands near the saddle
after one step and converges to it. Gradient descent with step size 0.2 (small dots, dashed) bends
towards the minimum at (1, 0). The trust region (diamonds, solid) is there to plotting accuracy
after five accepted steps and one that it refused.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.quadratic_model import model_reduction, ratio
from reference.trust_region import trust_region_step

Array = NDArray[np.floating]
INTERACTIVE = "three-methods"
START = np.array([0.3, 0.9])
STEP_SIZE = 0.2
RADIUS, LARGEST_RADIUS = 0.5, 1.0


def draw(figure: Figure) -> None:
    """Draw the level sets, the stationary points and a path of each method."""
    ax = figure.subplots()
    x, y = np.meshgrid(np.linspace(-1.8, 1.8, 46), np.linspace(-1.2, 1.2, 31))
    levels = [-0.24, -0.18, -0.1, 0.0, 0.12, 0.28, 0.5, 0.8, 1.2]
    height = f(np.array([x, y]))
    ax.contour(x, y, height, levels=levels, colors="contour", linewidths=1, linestyles="-")
    ax.plot([-1, 1], [0, 0], color="ink", marker="*", markersize=11, linestyle="none")
    ax.plot([0], [0], color="ink", marker="x", markersize=8, linestyle="none")
    ax.annotate("minimum", (1, 0), (1.08, -0.14))
    ax.annotate("minimum", (-1, 0), (-1.42, -0.16))
    ax.annotate("saddle", (0, 0), (-0.35, -0.14))
    path(ax, newton(START, 5), "still-newton", ":", "s", "error")
    path(ax, descent(START, 40), "still-descent", "--", ".", "brand")
    path(ax, trust_region(START, 9), "still-trust-region", "-", "D", "iterate")
    ax.plot(*START, color="ink", marker="o", markersize=8, linestyle="none", gid="still-start")
    label(ax, "start", (0.24, 1.0), "ink", "still-start-label")
    label(ax, "Newton", (-0.22, 0.5), "error", "still-newton-label")
    label(ax, "gradient\ndescent", (0.11, 0.13), "brand", "still-descent-label")
    label(ax, "trust region", (0.64, 0.68), "iterate", "still-trust-region-label")
    ax.set_xlim(-1.8, 1.8)
    ax.set_ylim(-1.2, 1.2)
    ax.set_xlabel("$x$")
    ax.set_ylabel("$y$")


def path(ax: Axes, points: list[Array], gid: str, dash: str, marker: str, color: str) -> None:
    """Draw the iterates of a method; the script of the page hides what is still."""
    x, y = np.array(points).T
    ax.plot(x, y, color=color, linestyle=dash, marker=marker, markersize=5, gid=gid)


def label(ax: Axes, text: str, place: tuple[float, float], color: str, gid: str) -> None:
    """Write the name of a path, which the script hides with it."""
    ax.annotate(text, place, color=color, gid=gid)


def f(x: Array) -> Array:
    """Return the double well."""
    value: Array = x[0] ** 4 / 4 - x[0] ** 2 / 2 + x[1] ** 2 / 2
    return value


def gradient(x: Array) -> Array:
    """Return its gradient."""
    return np.array([x[0] ** 3 - x[0], x[1]])


def hessian(x: Array) -> Array:
    """Return its Hessian, indefinite where three times the square of x is below 1."""
    return np.diag([3 * x[0] ** 2 - 1, 1.0])


def newton(x: Array, steps: int) -> list[Array]:
    """Return the iterates of full Newton steps, whatever the curvature."""
    points = [x]
    for _ in range(steps):
        points.append(points[-1] - np.linalg.solve(hessian(points[-1]), gradient(points[-1])))
    return points


def descent(x: Array, steps: int) -> list[Array]:
    """Return the iterates of gradient descent with a constant step size."""
    points = [x]
    for _ in range(steps):
        points.append(points[-1] - STEP_SIZE * gradient(points[-1]))
    return points


def trust_region(x: Array, trials: int) -> list[Array]:
    """Return the accepted iterates, with the constants of section 4.1."""
    points, radius = [x], RADIUS
    for _ in range(trials):
        here, g = points[-1], gradient(points[-1])
        p, multiplier = trust_region_step(g, hessian(here), radius)
        promise = model_reduction(g, hessian(here).__matmul__, p)
        rho = ratio(float(f(here)), float(f(here + p)), promise)
        if rho < 0.25:
            radius /= 4
        elif rho > 0.75 and multiplier > 0:
            radius = min(2 * radius, LARGEST_RADIUS)
        if rho > 0.1:
            points.append(here + p)
    return points
