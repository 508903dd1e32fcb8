"""What one curvature pair fixes, and what it leaves open

Left: the gradient component g(x) = x cubed between x = 1 and x = 2. The chord has slope 7; the
tangents at the ends have slopes 3 and 12. Right: three ellipses, the level sets of positive
definite matrices with entries 7, 1, 1 and b, for b = 0.4, 8/7 and 4. All three touch the same pair
of parallel lines at s = (-1, 0) and at (1, 0), and differ everywhere else.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Y = np.array([-7.0, -1.0])
CURVATURE = 7.0


def draw(figure: Figure) -> None:
    """Draw the slope of a chord, and three solutions of one secant equation."""
    left, right = figure.subplots(1, 2)
    _chord(left)
    _solutions(right)


def _chord(ax: Axes) -> None:
    x = np.linspace(0.75, 2.1, 80)
    ax.plot(x, x**3, color="ink", linestyle="-")
    ends = np.array([1.0, 2.0])
    ax.plot(ends, ends**3, color="brand", marker="o", linestyle="-")
    ax.plot([0.75, 1.45], [0.25, 2.35], color="muted", linestyle="--")
    ax.plot([1.75, 2.1], [5.0, 9.2], color="muted", linestyle="--")
    ax.annotate("chord: slope 7", (1.5, 4.5), (0.8, 5.6), color="brand")
    ax.annotate("tangent: slope 3", (1.3, 1.9), (1.48, 1.6), color="muted")
    ax.annotate("tangent: slope 12", (1.8, 5.6), (1.2, 8.2), color="muted")
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$\\partial f/\\partial x_1$ at $x_2=0$")


def _solutions(ax: Axes) -> None:
    angle = np.linspace(0, 2 * np.pi, 200)
    circle = np.vstack([np.cos(angle), np.sin(angle)])
    cases = ((0.4, "-.", (-0.6, 3.7)), (8 / 7, "-", (-0.35, 1.8)), (4.0, "--", (-0.25, 0.5)))
    for b, style, place in cases:
        factor = np.linalg.cholesky(np.array([[7.0, 1.0], [1.0, b]]))
        v1, v2 = np.linalg.solve(factor.T, circle) * np.sqrt(CURVATURE)
        name = "$b=8/7$" if b == 8 / 7 else f"$b={b:g}$"
        ax.plot(v1, v2, linestyle=style)
        ax.annotate(name, place)
    for sign in (-1.0, 1.0):
        # The tangent at sign * s is orthogonal to y.
        across = np.array([-Y[1], Y[0]]) / CURVATURE
        ends = np.array([sign * np.array([-1.0, 0.0]) + t * across for t in (-4.2, 4.2)])
        ax.plot(ends[:, 0], ends[:, 1], color="muted", linestyle="-", linewidth=1)
    ax.plot([-1, 1], [0, 0], color="ink", marker="o", linestyle="none")
    ax.annotate("$s$", (-1, 0), (-1.3, -0.2))
    ax.annotate("$-s$", (1, 0), (1.12, -0.2))
    ax.set_xlabel("$v_1$")
    ax.set_ylabel("$v_2$")
