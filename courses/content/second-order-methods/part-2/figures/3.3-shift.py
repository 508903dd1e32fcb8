"""A large enough shift turns an ascent step into a descent step

Left: level sets of a saddle with eigenvalues 3 and -1. From (-1/3, 2/3) the Newton step leads to
the saddle point at the origin, uphill. The dotted curve holds the ends of all shifted steps: near
the shift 1 they leave the picture far away along the direction of negative curvature; the shift 2
gives (-0.6, 0.4), and large shifts give short steps along the negative gradient, to the left.
Right: length of the step and cosine of its angle with the negative gradient, against the shift on a
logarithmic scale. The length falls from 70 to 0.01; the cosine rises from 0.71 to 1.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.modified_cholesky import modified_cholesky

Array = NDArray[np.floating]
H = np.array([[1.0, 2.0], [2.0, 1.0]])
START = np.array([-1 / 3, 2 / 3])
G = H @ START


def draw(figure: Figure) -> None:
    """Draw shifted steps at a saddle, and their length and angle."""
    left, right = figure.subplots(1, 2)
    _saddle(left)
    _shifts(right)


def _step(tau: float) -> Array:
    return np.linalg.solve(H + tau * np.eye(2), -G)


def _saddle(ax: Axes) -> None:
    first, second = np.meshgrid(np.linspace(-2, 1, 31), np.linspace(-0.8, 2.2, 31))
    x = np.stack([first, second], axis=-1)
    values = np.einsum("...i,ij,...j->...", x, H, x) / 2
    ax.contour(
        first,
        second,
        values,
        levels=[-2, -1, -0.5, 0, 0.5, 1, 2, 4],
        colors="contour",
        linestyles="solid",
        linewidths=1,
    )
    ends = START + np.array([_step(tau) for tau in np.geomspace(1.2, 200, 80)])
    inside = ends[(ends[:, 0] > -2) & (ends[:, 1] < 2.2)]
    ax.plot(*inside.T, ":", color="muted")
    accepted = modified_cholesky(H, 2.0)[1]
    for tau, color, name, place in (
        (0.0, "error", "$\\tau=0$", (-0.05, 0.3)),
        (accepted, "ok", f"$\\tau={accepted:g}$", (-1.4, 0.92)),
    ):
        end = START + _step(tau)
        ax.annotate("", end, START, arrowprops={"arrowstyle": "->", "color": color, "lw": 2})
        ax.annotate(name, place, color=color)
    ax.plot(*START, "o", color="ink")
    ax.plot(0, 0, "X", color="error")
    ax.set_aspect("equal")
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")


def _shifts(ax: Axes) -> None:
    shifts = np.geomspace(0.01, 100, 60) + 1
    steps = np.array([_step(tau) for tau in shifts])
    lengths = np.linalg.norm(steps, axis=1)
    ax.loglog(shifts - 1, lengths, color="brand")
    ax.loglog(shifts - 1, -steps @ G / lengths, "--", color="iterate")
    ax.annotate("$\\|p\\|_2$", (0.03, 30), color="brand")
    ax.annotate("$\\cos\\theta$", (10, 1.25), color="iterate")
    ax.set_xlabel("$\\tau-1$, the shift beyond $-\\lambda_{\\min}$")
