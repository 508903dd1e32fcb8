"""Full Newton steps on four functions, and three curvatures of one logit

Left: the distance from 0 on a logarithmic scale, per step. The square root of 1 + x^2 from 1.1
grows to 2253 in four steps; the power 4/3 from 0.3 doubles at every step; the fourth power
from 1.0 shrinks by 2/3; x^4 - 2x^2 from 0.3 falls to 1e-9 in three steps, to a maximum. Right:
as functions of the logit, the Fisher information is a bell with its top 0.25 at 0. The empirical
Fisher for label 1 falls from 1 to 0, that for label 0 rises from 0 to 1; all three meet at 0 only.
At the logit 2 the values are 0.105, 0.014 and 0.776.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure


def draw(figure: Figure) -> None:
    """Draw the failures of full steps, and what the label does to a curvature."""
    left, right = figure.subplots(1, 2)
    _failures(left)
    _curvatures(right)


def _failures(ax: Axes) -> None:
    for name, start, slope, curvature, style, color, place in (
        (
            "$\\sqrt{1+x^2}$",
            1.1,
            lambda x: x / np.sqrt(1 + x * x),
            lambda x: (1 + x * x) ** -1.5,
            "X--",
            "error",
            (1.4, 2e3),
        ),
        (
            "$|x|^{4/3}$",
            0.3,
            lambda x: 4 / 3 * np.cbrt(x),
            lambda x: 4 / 9 * np.cbrt(x) ** -2,
            "s-.",
            "warn",
            (4.1, 4e1),
        ),
        ("$x^4$", 1.0, lambda x: 4 * x**3, lambda x: 12 * x**2, "o-", "brand", (4.9, 7e-3)),
        (
            "$x^4-2x^2$",
            0.3,
            lambda x: 4 * x**3 - 4 * x,
            lambda x: 12 * x**2 - 4,
            "D:",
            "ink",
            (0.1, 1e-6),
        ),
    ):
        points = [start]
        while len(points) < 7 and 1e-9 < abs(points[-1]) < 1e4:
            x = points[-1]
            points.append(float(x - slope(x) / curvature(x)))
        ax.semilogy(np.abs(points), style, color=color)
        ax.annotate(name, place, color=color)
    ax.set_ylim(1e-11, 1e5)
    ax.set_xlabel("step")
    ax.set_ylabel("$|x|$")


def _curvatures(ax: Axes) -> None:
    theta = np.linspace(-4, 4, 160)
    q = 1 / (1 + np.exp(-theta))
    for values, style, color, name, place in (
        (q * (1 - q), "-", "brand", "Fisher", (-3.4, 0.16)),
        ((1 - q) ** 2, "--", "warn", "label 1", (-3.9, 0.75)),
        (q**2, "-.", "iterate", "label 0", (2.3, 0.65)),
    ):
        ax.plot(theta, values, style, color=color)
        ax.annotate(name, place, color=color)
    at = 1 / (1 + np.exp(-2.0))
    ax.plot([2] * 3, [at * (1 - at), (1 - at) ** 2, at**2], "o", color="ink")
    ax.axvline(2, color="line", lw=1)
    ax.set_xlabel("$\\theta$")
    ax.set_ylabel("curvature")
