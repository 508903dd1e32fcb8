"""The Newton step in its own metric, and what the decrement says about the gap

Left: level sets of a quadratic model with Hessian (4, 2; 2, 3) and gradient (2, 3) at the origin.
The ellipse of all v with H-norm equal to the decrement, 1.73, is centred at the origin; the Newton
step (0, -1) ends on it, at the centre of the level sets. The negative gradient points elsewhere.
Right: gaps of x - log x against the decrement. Left of the minimiser the gap equals the bound,
which leaves every scale as the decrement tends to 1; right of it the gap lies below half the
squared decrement, the dashed curve between them.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.newton import newton_decrement, newton_step

H = np.array([[4.0, 2.0], [2.0, 3.0]])
G = np.array([2.0, 3.0])


def draw(figure: Figure) -> None:
    """Draw the Newton step on its ellipse, and gaps against the decrement."""
    left, right = figure.subplots(1, 2)
    _step(left)
    _gaps(right)


def _step(ax: Axes) -> None:
    first, second = np.meshgrid(np.linspace(-1.5, 1.5, 60), np.linspace(-1.8, 1.6, 60))
    v = np.stack([first, second], axis=-1)
    model = v @ G + np.einsum("...i,ij,...j->...", v, H, v) / 2
    ax.contour(
        first,
        second,
        model,
        levels=[-1.4, -1, 0, 2, 5],
        colors="contour",
        linestyles="solid",
        linewidths=1,
    )
    angle = np.linspace(0, 2 * np.pi, 160)
    circle = np.vstack([np.cos(angle), np.sin(angle)])
    ellipse = newton_decrement(G, H) * np.linalg.solve(np.linalg.cholesky(H).T, circle)
    ax.plot(*ellipse, color="brand")
    ax.annotate("$\\|v\\|_H=\\lambda$", (-0.95, 1.32), color="brand")
    downhill = -0.25 * G
    for end, color, name, place in (
        (newton_step(G, H), "brand", "$p$", (0.06, -0.75)),
        (downhill, "iterate", "$-g/4$", (-1.02, -0.9)),
    ):
        ax.annotate("", end, (0, 0), arrowprops={"arrowstyle": "->", "color": color, "lw": 2})
        ax.annotate(name, place, color=color)
    ax.plot(0, 0, "o", color="ink")
    ax.set_aspect("equal")
    ax.set_xlabel("$v_1$")
    ax.set_ylabel("$v_2$")


def _gaps(ax: Axes) -> None:
    decrement = np.linspace(0, 0.97, 120)
    for values, style, color, name, place in (
        (-decrement - np.log1p(-decrement), "-", "brand", "bound, and $x<1$", (0.24, 1.3)),
        (decrement**2 / 2, "--", "ink", "$\\lambda^2/2$", (0.88, 0.56)),
        (decrement - np.log1p(decrement), "-.", "iterate", "$x>1$", (0.83, 0.08)),
    ):
        ax.plot(decrement, values, style, color=color)
        ax.annotate(name, place, color=color)
    ax.set_xlim(0, 1.08)
    ax.set_ylim(0, 2)
    ax.set_xlabel("decrement $\\lambda$")
    ax.set_ylabel("gap to the minimum")
