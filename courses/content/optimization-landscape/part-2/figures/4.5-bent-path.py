"""A path bent round a hill

Left, contours of a quarter of the square of the squared radius less 1, with minima on the unit
circle. From (1, 0) to (-1, 0) the straight line crosses the hill in the middle; the trained Bezier
curve with control point (0, 2.12) follows the circle closely. Right, the loss along the paths: the
line peaks at 0.25, the trained curve at 0.0123, and a curve trained in the middle only at 0.0156 on
both sides of a zero in the middle.
"""

import numpy as np
from matplotlib.figure import Figure

from reference.bezier import bezier, path_loss
from reference.curve_finding import curve_grad
from reference.state_dict import State

LEVELS = [0.02, 0.06, 0.12, 0.2, 0.5, 1.2]
TIMES = np.linspace(0, 1, 61)
HEIGHTS = ((0.0, "--", "brand"), (2.0, ":", "warn"))


def ring(sd: State) -> float:
    return float((sd["x"] @ sd["x"] - 1) ** 2 / 4)


def trained(a: State, c: State, b: State) -> State:
    grid = (np.arange(100) + 0.5) / 100
    point = np.array(c["x"], dtype=np.float64)
    for _ in range(400):
        gradient = curve_grad(lambda x: (x @ x - 1) * x, a["x"], point, b["x"], grid)
        point = point - 2.0 * np.asarray(gradient, dtype=np.float64)
    return {"x": point}


def draw(figure: Figure) -> None:
    plane, along = figure.subplots(1, 2, width_ratios=(1.15, 1))
    x, y = np.meshgrid(np.linspace(-1.5, 1.5, 71), np.linspace(-0.7, 2.3, 31))
    plane.contour(x, y, (x**2 + y**2 - 1) ** 2 / 4, LEVELS, colors="contour", linewidths=1)
    a, b = ({"x": np.array([sign, 0.0])} for sign in (1.0, -1.0))
    bent = trained(a, {"x": np.array([0.0, 0.05])}, b)
    curve = np.array([bezier(a, bent, b, float(t))["x"] for t in TIMES])
    plane.plot(curve[:, 0], curve[:, 1], "-", color="ok", linewidth=2.5)
    plane.plot([1, -1], [0, 0], "--", color="brand")
    plane.plot([1, -1], [0, 0], "o", color="ink")
    plane.plot(*bent["x"], "s", color="iterate")
    plane.annotate("control point $c$", (0.1, 2.07), color="iterate")
    plane.annotate("$a$", (1.05, 0.08))
    plane.annotate("$b$", (-1.2, 0.08))
    plane.annotate("line", (0, -0.22), ha="center", color="brand")
    plane.annotate("curve", (0, 1.13), ha="center", color="ok")
    plane.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")

    for height, dash, colour in HEIGHTS:
        losses = path_loss(ring, a, {"x": np.array([0.0, height])}, b, TIMES)
        along.plot(TIMES, losses, linestyle=dash, color=colour)
    along.plot(TIMES, path_loss(ring, a, bent, b, TIMES), "-", color="ok")
    along.annotate("line", (0.5, 0.256), ha="center", color="brand")
    along.annotate("trained curve", (0.5, 0.024), ha="center", color="ok")
    along.annotate("middle only: dotted", (0.5, 0.042), ha="center", color="warn")
    along.set(xlabel="$t$", ylabel="loss", ylim=(-0.008, 0.28))
