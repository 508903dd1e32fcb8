"""A step along negative curvature leaves a saddle

Left, the contours of x1 squared plus cos x2. From the saddle at the origin a dashed step of
length 2 goes along the second axis to (0, 2); from there gradient descent goes on to the minimum
at (0, pi). Right, the change of the loss along that axis lies below the bound, which is lowest at
t = 2, with minus two thirds, and back at zero at t = 3.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent


def gradient(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.array([2 * x[0], -np.sin(x[1])])


def draw(figure: Figure) -> None:
    plane, slice_ = figure.subplots(1, 2)
    first, second = np.meshgrid(np.linspace(-1.2, 1.2, 33), np.linspace(-1, 4.2, 41))
    values = first**2 + np.cos(second)
    levels = np.linspace(-0.9, 1.7, 11)
    plane.contour(second, first, values, levels, colors="contour", linestyles="-", linewidths=1)
    path = gradient_descent(gradient, np.array([0.0, 2.0]), 0.5, 12)
    plane.plot([0, 2], [0, 0], "--", color="brand")
    plane.plot(path[:, 1], path[:, 0], "o", linestyle="-", color="iterate", markersize=4)
    plane.plot(0, 0, "s", color="warn")
    plane.plot(np.pi, 0, "*", color="ok", markersize=12)
    plane.annotate("saddle", (0, 0.1), ha="center")
    plane.annotate("minimum", (np.pi, 0.12), ha="center")
    plane.annotate("step $2\\gamma/M$", (1, -0.2), ha="center", color="brand")
    plane.set(xlabel="$x_2$", ylabel="$x_1$")

    t = np.linspace(0, 3.3, 120)
    slice_.axhline(0, color="line")
    slice_.plot(t, np.cos(t) - 1, "-", color="brand")
    slice_.plot(t, -(t**2) / 2 + t**3 / 6, "--", color="ink")
    slice_.plot(2, -2 / 3, "o", color="ink")
    slice_.annotate("bound (4.2)", (1.2, 0.1), color="ink")
    slice_.annotate("$f(tv)-f(0)$", (0.35, -1.35), color="brand")
    slice_.set(xlabel="$t$", ylabel="change of the loss")
