"""The path of damped steps, and three rates from three rules for the damping

Left: level sets of the linear model's sum of squares, elongated along the second axis. The
Levenberg-Marquardt steps for all dampings form a curve that leaves 0 along the negative gradient,
nearly along the first axis, and bends to the Gauss-Newton step at (-1, -2); dots mark dampings 4, 1
and 0.1. Right, logarithmic: errors on a scalar problem from 0.5. With damping 1 they roughly halve
at each step; with damping equal to the residual, and with none, the curves bend downwards.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.levenberg_marquardt import lm_step

Array = NDArray[np.floating]
JACOBIAN, RESIDUAL = np.diag([2.0, 0.5]), np.array([2.0, 1.0])
FLOOR = 1e-9


def draw(figure: Figure) -> None:
    """Draw the steps for all dampings, and the errors under three rules."""
    left, right = figure.subplots(1, 2)
    _steps(left)
    for rule, color, dash, marker, place in (
        ("one", "warn", ":", "D", (3.2, 0.1)),
        ("residual", "iterate", "-", "o", (3.55, 3e-4)),
        ("none", "brand", "--", "s", (1.3, 2e-5)),
    ):
        name = {"one": r"$\mu=1$", "residual": r"$\mu=|r|$", "none": r"$\mu=0$"}[rule]
        right.semilogy(errors(rule, 5), color=color, linestyle=dash, marker=marker)
        right.annotate(name, place, color=color)
    right.set_ylim(FLOOR, 1)
    right.set_xlabel("step")
    right.set_ylabel("error")


def step(damping: float) -> Array:
    """Return the damped step of the left picture."""
    return lm_step(JACOBIAN, RESIDUAL, damping, np.ones(2))


def errors(rule: str, steps: int) -> list[float]:
    """Return the errors of a run on the residual x + x^2/2 from 0.5."""
    x, found = 0.5, [0.5]
    for _ in range(steps):
        r, slope = x + x**2 / 2, 1 + x
        damping = {"one": 1.0, "residual": abs(r), "none": 0.0}[rule]
        x -= slope * r / (slope**2 + damping)
        found.append(abs(x))
    return found


def _steps(ax: Axes) -> None:
    p1, p2 = np.meshgrid(np.linspace(-2.1, 0.4, 40), np.linspace(-3.3, 0.5, 40))
    r1, r2 = JACOBIAN[0, 0] * p1 + RESIDUAL[0], JACOBIAN[1, 1] * p2 + RESIDUAL[1]
    levels = [0.03, 0.12, 0.3, 0.7, 1.3, 2.5]
    ax.contour(p1, p2, (r1**2 + r2**2) / 2, levels=levels, colors="contour", linewidths=1)
    path = np.array([step(damping) for damping in np.geomspace(1e-4, 1e3, 80)])
    ax.plot(path[:, 0], path[:, 1], color="iterate", linestyle="-")
    for damping, right, up in ((4.0, 0.06, -0.17), (1.0, 0.1, -0.12), (0.1, 0.1, 0.0)):
        at1, at2 = (float(value) for value in step(damping))
        ax.plot(at1, at2, color="iterate", marker="o", linestyle="none")
        ax.annotate(rf"$\mu={damping:g}$", (at1, at2), (at1 + right, at2 + up), color="iterate")
    ax.plot(-1, -2, color="brand", marker="s", linestyle="none")
    ax.annotate("Gauss–Newton", (-1, -2), (-0.9, -2.2), color="brand")
    ax.plot(0, 0, color="ink", marker="o", linestyle="none")
    ax.annotate("$0$", (0, 0), (0.05, 0.1))
    ax.set_xlabel("$p_1$")
    ax.set_ylabel("$p_2$")
