"""The stable arc of a curve of minima

Contours of half the square of uv - 1 for positive u and v. Its minima are the branch uv = 1 of a
hyperbola. For step size 0.4 the part between about (0.46, 2.19) and (2.19, 0.46), inside the dotted
circle of radius root 5, is drawn solid: it is stable. Outside it is dashed. Four runs of gradient
descent, from starts marked by squares, end at four different points of the solid part.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent

ETA = 0.4
STARTS = ((0.5, 0.3), (0.3, 1.3), (1.6, 0.2), (1.35, 1.2))


def gradient(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray((x[0] * x[1] - 1) * x[::-1])


def draw(figure: Figure) -> None:
    ax = figure.subplots()
    u, v = np.meshgrid(np.linspace(0, 3.4, 61), np.linspace(0, 2.7, 37))
    levels = [0.02, 0.1, 0.3, 0.5, 1, 2, 4, 8]
    ax.contour(u, v, (u * v - 1) ** 2 / 2, levels, colors="contour", linewidths=1)
    angle = np.linspace(0, np.pi / 2, 90)
    ax.plot(np.sqrt(2 / ETA) * np.cos(angle), np.sqrt(2 / ETA) * np.sin(angle), ":", color="muted")
    ax.annotate("$u^2+v^2=2/\\eta$", (1.35, 1.9), color="muted")
    minima = np.geomspace(0.37, 3.4, 150)
    stable = minima**2 + minima**-2 < 2 / ETA
    ax.plot(minima[stable], 1 / minima[stable], "-", color="ok", linewidth=3)
    for part in (minima < 1, minima > 1):
        edge = part & ~stable
        ax.plot(minima[edge], 1 / minima[edge], "--", color="error", linewidth=2)
    ax.annotate("stable", (1.2, 0.95), color="ok")
    ax.annotate("unstable", (2.7, 0.45), color="error")
    for start in STARTS:
        path = gradient_descent(gradient, np.array(start), ETA, 14)
        ax.plot(path[:, 0], path[:, 1], "-", color="iterate", linewidth=1.2)
        ax.plot(path[1:-1, 0], path[1:-1, 1], ".", color="iterate")
        ax.plot(*path[0], "s", color="iterate")
        ax.plot(*path[-1], "o", color="ink")
    ax.set(xlabel="$u$", ylabel="$v$", xlim=(0, 3.4), ylim=(0, 2.7), aspect="equal")
