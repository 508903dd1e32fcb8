"""Steepest directions in four norms, and descent on finer grids

Left: the unit balls of four norms and on each the point where the slope of g = (3, -4) is lowest:
(-0.6, 0.8) on the circle, (0, 1) on the diamond, (-1, 1) on the square and (-0.83, 0.28) on the
ellipse. Right: the relative error of gradient descent on -u'' = b with 7, 15 and 31 grid points
falls more slowly on each finer grid; with the gradient of the other inner product it is zero after
one step.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.steepest_direction import Norm, steepest_direction

P = np.diag([1.0, 4.0])
CORNERS = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1], [1, 1]], dtype=np.float64)


def balls() -> dict[Norm, NDArray[np.float64]]:
    angle = np.linspace(0, 2 * np.pi, 100)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    diamond = np.array([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 0]], dtype=np.float64)
    return {"l2": circle, "l1": diamond, "linf": CORNERS, "P": circle / np.sqrt(np.diag(P))}


def grid_errors(points: int, steps: int) -> NDArray[np.floating]:
    """Return the relative errors of gradient descent with its best step on -u'' = 1."""
    operator = (points + 1) ** 2 * (2 * np.eye(points) - np.eye(points, k=1) - np.eye(points, k=-1))
    curvatures = np.linalg.eigvalsh(operator)
    solution = np.linalg.solve(operator, np.ones(points))
    eta = float(2 / (curvatures[0] + curvatures[-1]))
    path = gradient_descent(
        lambda u: np.asarray(operator @ u - 1, dtype=np.float64), np.zeros(points), eta, steps
    )
    errors = np.linalg.norm(path - solution, axis=1) / np.linalg.norm(solution)
    return np.asarray(errors, dtype=np.float64)


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    kinds = (
        ("brand", "-", r"$\ell_2$", (-0.52, 0.84)),
        ("iterate", "--", r"$\ell_1$", (0.06, 1.07)),
        ("ok", "-.", r"$\ell_\infty$", (-1.25, 1.1)),
        ("error", ":", "$P$", (-0.75, 0.08)),
    )
    for (norm, ball), (colour, dashes, name, place) in zip(balls().items(), kinds, strict=True):
        left.plot(ball[:, 0], ball[:, 1], dashes, color=colour)
        d = steepest_direction(np.array([3.0, -4.0]), norm, P)
        left.plot([0, d[0]], [0, d[1]], dashes, color=colour, linewidth=1)
        left.plot(d[0], d[1], "o", color=colour)
        left.annotate(name, place, color=colour)
    left.set(xlabel="$v_1$", ylabel="$v_2$", xlim=(-1.4, 1.4), ylim=(-1.4, 1.4), aspect="equal")
    for points, dashes, colour in ((7, ":", "muted"), (15, "--", "iterate"), (31, "-", "brand")):
        errors = grid_errors(points, 150)
        right.semilogy(errors, dashes, color=colour)
        right.annotate(f"n = {points}", (100, 1.3 * errors[100]), color=colour)
    right.semilogy([0, 1], [1, 1e-4], "s-", color="ok")
    right.annotate("other inner product", (6, 2e-4), color="ok")
    right.set(xlabel="step $t$", ylabel="relative error", ylim=(1e-4, 3))
