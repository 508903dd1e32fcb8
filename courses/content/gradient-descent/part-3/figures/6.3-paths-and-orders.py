"""Paths near the gradient flow, and the order of their errors

Left: contours of a quadratic with curvatures 1 and 10. The flow bends smoothly into the valley;
descent with step 0.05 stays close to it, and with step 0.18 it jumps across the valley at every
step. Right: on the same quadratic at time 0.9 the distance from the flow falls in proportion to the
step, and the distance from the modified flow in proportion to its square.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.gradient_flow import flow, modified_flow_grad

CURVATURES = np.array([1.0, 10.0])
START = np.array([2.0, 1.0])


def slope(x: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(CURVATURES * x, dtype=np.float64)


def errors(eta: float) -> tuple[float, float]:
    """Return the distances from the flow and from the modified flow at time 0.9."""
    reached = gradient_descent(slope, START, eta, round(0.9 / eta))[-1]

    def modified(x: NDArray[np.floating]) -> NDArray[np.float64]:
        point = np.asarray(x, dtype=np.float64)
        return modified_flow_grad(slope, lambda _, v: slope(v), eta, point)

    ends = (flow(each, START, 0.9, 400) for each in (slope, modified))
    first, second = (float(np.linalg.norm(reached - end)) for end in ends)
    return first, second


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    grid = np.meshgrid(np.linspace(-0.2, 2.2, 30), np.linspace(-1.1, 1.1, 30))
    heights = grid[0] ** 2 / 2 + 5 * grid[1] ** 2
    left.contour(*grid, heights, levels=(0.1, 0.5, 1, 2, 4), colors="contour", linewidths=1)
    path = np.exp(-np.outer(np.linspace(0, 3, 80), CURVATURES)) * START
    left.plot(path[:, 0], path[:, 1], color="brand")
    for eta, marker, colour in ((0.05, "s--", "ok"), (0.18, "o-", "error")):
        points = gradient_descent(slope, START, eta, round(2.5 / eta))
        left.plot(points[:, 0], points[:, 1], marker, color=colour, markersize=4, linewidth=1)
    left.annotate(r"$\eta=0.18$", (1.3, -0.95), color="error")
    left.annotate(r"$\eta=0.05$", (0.55, 0.62), color="ok")
    left.annotate(
        "flow",
        (1.75, 0.27),
        (1.5, 0.85),
        color="brand",
        arrowprops={"arrowstyle": "-", "color": "brand"},
    )
    left.set(xlabel="$x_1$", ylabel="$x_2$")
    etas = 0.9 / np.array([9, 18, 36, 72, 144])
    both = np.array([errors(float(eta)) for eta in etas])
    right.loglog(etas, both[:, 0], "o-", color="iterate")
    right.loglog(etas, both[:, 1], "s--", color="brand")
    right.annotate("off the flow", (0.012, 2e-2), color="iterate")
    right.annotate("off the modified flow", (0.016, 2e-5), color="brand")
    right.set(xlabel=r"$\eta$", ylabel="distance at time 0.9")
