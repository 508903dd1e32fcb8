"""What three exponents make of the singular values of a gradient

Left, both axes logarithmic: the singular value of the update against that of the first gradient,
with 0.01 added to the squares. Exponent -1/4 on each side levels off at 1 beyond about 0.1;
exponents -1/2 and -1 fall beyond it, as 1/s and as the inverse cube. Right: a gradient with
singular values 2 and 0.5 takes the unit circle to a long ellipse; the update with exponent -1/4
takes it almost to the circle, the update with -1/2 to an ellipse stretched the other way.
"""

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.shampoo import inverse_fourth_root

Array = NDArray[np.floating]
EPSILON = 0.01
VALUES = np.array([2.0, 0.5])


def draw(figure: Figure) -> None:
    """Draw what exponents do to singular values, and to the unit circle."""
    left, right = figure.subplots(1, 2)
    _values(left)
    _circles(right)


def value(sigma: Array, exponent: float) -> Array:
    """Return a singular value of the first update, with an exponent on each side."""
    result: Array = sigma * (sigma**2 + EPSILON) ** (2 * exponent)
    return result


def update() -> Array:
    """Return Shampoo's first direction for a gradient that is turned by 30 degrees."""
    matrix = torch.tensor(gradient())
    left, right = (
        inverse_fourth_root(each, EPSILON) for each in (matrix @ matrix.mT, matrix.mT @ matrix)
    )
    direction: Array = (left @ matrix @ right).numpy()
    return direction


def gradient() -> Array:
    """Return a symmetric gradient with the two singular values."""
    turn = _turn()
    result: Array = turn @ np.diag(VALUES) @ turn.T
    return result


def _turn() -> Array:
    c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)
    return np.array([[c, -s], [s, c]])


def _values(ax: Axes) -> None:
    sigma = np.geomspace(1e-2, 10, 50)
    for exponent, name, color, dash, place in (
        (-0.25, r"$-1/4$", "iterate", "-", (3.2, 1.4)),
        (-0.5, r"$-1/2$", "brand", "--", (3.4, 0.4)),
        (-1.0, r"$-1$", "warn", ":", (0.3, 50)),
    ):
        ax.loglog(sigma, value(sigma, exponent), color=color, linestyle=dash)
        ax.annotate(name, place, color=color)
    ax.minorticks_off()
    ax.set_ylim(1e-2, 1e3)
    ax.set_xlabel(r"singular value $\sigma$ of $G$")
    ax.set_ylabel("singular value of the update")


def _circles(ax: Axes) -> None:
    angle = np.linspace(0, 2 * np.pi, 90)
    circle = np.array([np.cos(angle), np.sin(angle)])
    inverse = _turn() @ np.diag(value(VALUES, -0.5)) @ _turn().T
    for matrix, name, color, dash, place in (
        (gradient(), "$G$", "muted", "-.", (1.55, 1.15)),
        (update(), "$-1/4$", "iterate", "-", (-0.6, -1.38)),
        (inverse, "$-1/2$", "brand", "--", (-1.9, 1.5)),
    ):
        x, y = matrix @ circle
        ax.plot(x, y, color=color, linestyle=dash)
        ax.annotate(name, place, color=color)
    ax.set_xlim(-2.2, 2.2)
    ax.set_ylim(-2.2, 2.2)
    ax.set_aspect("equal")
