"""A line that leaves the valley

Left, contours of a quarter of the square of the squared radius less 1, which is lowest on the unit
circle. A straight line joins its minima (1, 0) and (0, 1) through the inside of the circle, the arc
stays on it. Right, the loss along the line rises from 0 to 0.0625 in the middle. Four points, at 0,
one third, two thirds and 1, see 0.0494 at most. The dashed bound for curvature minus one half
peaks at 0.125.
"""

import numpy as np
from matplotlib.figure import Figure

from reference.linear_interpolation import interpolate_losses
from reference.state_dict import State

LEVELS = [0.005, 0.02, 0.06, 0.12, 0.2, 0.5, 1]


def ring(sd: State) -> float:
    return float((sd["x"] @ sd["x"] - 1) ** 2 / 4)


def draw(figure: Figure) -> None:
    plane, line = figure.subplots(1, 2)
    x, y = np.meshgrid(np.linspace(-0.35, 1.45, 61), np.linspace(-0.35, 1.45, 37))
    plane.contour(x, y, (x**2 + y**2 - 1) ** 2 / 4, LEVELS, colors="contour", linewidths=1)
    angle = np.linspace(0, np.pi / 2, 60)
    plane.plot(np.cos(angle), np.sin(angle), "-", color="ok", linewidth=3)
    plane.plot([1, 0], [0, 1], "--", color="brand")
    plane.plot([1, 0], [0, 1], "o", color="ink")
    plane.annotate("$a$", (1.04, 0.03))
    plane.annotate("$b$", (0.04, 1.04))
    plane.annotate("line", (0.18, 0.48), color="brand")
    plane.annotate("minima", (0.77, 0.75), color="ok")
    plane.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")

    ends = {"x": np.array([1.0, 0.0])}, {"x": np.array([0.0, 1.0])}
    alphas = np.linspace(0, 1, 101)
    four = np.linspace(0, 1, 4)
    line.plot(alphas, alphas * (1 - alphas) / 2, "--", color="ink")
    line.plot(alphas, interpolate_losses(ring, *ends, alphas), "-", color="brand")
    line.plot(four, interpolate_losses(ring, *ends, four), "s", color="iterate")
    line.annotate("bound (4.17)", (0.5, 0.128), ha="center")
    line.annotate("loss $\\varphi$", (0.5, 0.067), ha="center", color="brand")
    line.annotate("four points", (0.5, 0.035), ha="center", color="iterate")
    line.set(xlabel="$\\alpha$", ylabel="loss", ylim=(-0.006, 0.145))
