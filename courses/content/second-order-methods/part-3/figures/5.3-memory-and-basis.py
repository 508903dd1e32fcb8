"""More memory for L-BFGS, and the basis in which SOAP measures

Left: the loss of L-BFGS on a quadratic with 100 variables and condition number 1000. To fall below
1e-10 it needs 304 iterations with one pair, 248 with five and 200 with forty. Right: a cloud of
gradients stretched along a diagonal. A dashed box along the axes shows the spreads that Adam
divides by, nearly equal; a solid box along the eigenvectors shows those of SOAP, three to one.
"""
# ruff: noqa: N806 (matrices have capital letters)

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.lbfgs import lbfgs

Array = NDArray[np.floating]
CURVATURES = np.geomspace(1.0, 1000.0, 100)
MEMORIES = ((1, ":", (205, 5e-6)), (5, "--", (232, 3e-12)), (40, "-", (88, 1e-9)))


def draw(figure: Figure) -> None:
    """Draw gradient norms for three memories, and a cloud of gradients with two boxes."""
    left, right = figure.subplots(1, 2)
    for m, style, place in MEMORIES:
        losses = excess_losses(m)
        left.semilogy(range(0, len(losses), 3), losses[::3], linestyle=style)
        left.annotate(f"$m={m}$", place)
    left.set_ylim(1e-12, 1e5)
    left.set_xlabel("iteration")
    left.set_ylabel("loss above the minimum")
    _cloud(right)


def excess_losses(m: int) -> list[float]:
    """Return the values at the iterates; the minimum is 0."""
    return lbfgs(_quadratic, np.ones(100), m=m, tol=1e-5).history


def _quadratic(x: Array) -> tuple[float, Array]:
    return float(x @ (CURVATURES * x)) / 2, CURVATURES * x


def _cloud(ax: Axes) -> None:
    rng = np.random.default_rng(0)
    turn = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)
    gradients = rng.standard_normal((60, 2)) * np.array([3.0, 1.0]) @ turn.T
    Q = np.linalg.eigh(gradients.T @ gradients)[1]
    ax.plot(*gradients.T, color="muted", marker=".", markersize=3, linestyle="none")
    for basis, style, colour in ((np.eye(2), "--", "error"), (Q, "-", "brand")):
        spread = np.sqrt(np.mean((gradients @ basis) ** 2, axis=0))
        corners = np.array([[1, 1], [1, -1], [-1, -1], [-1, 1], [1, 1]]) * spread
        ax.plot(*(corners @ basis.T).T, linestyle=style, color=colour)
    ax.annotate("Adam", (-2.2, 2.5), (-4.2, 2.4), color="error")
    ax.annotate("SOAP", (2.9, 1.5), (3.1, 0.6), color="brand")
    ax.set_aspect("equal")
    ax.set_xlabel("first gradient entry")
    ax.set_ylabel("second gradient entry")
