"""A function, its quadratic models at two points, and the ratio along the steps

On the left exp(x) - 2x, with its minimum at 0.69, and its quadratic models at 0 and at -2. The
model at 0 has its minimum at 1, a little beyond the function's. The model at -2 goes on falling to
the right of the picture, where the function has long turned upwards. On the right the ratio of
actual to promised decrease against the fraction of the Newton step: from 0 it falls from 1 to 0.56,
from -2 it is below zero after less than a third of the step.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.quadratic_model import model_reduction, ratio

Array = NDArray[np.float64]


def draw(figure: Figure) -> None:
    picture, trust = figure.subplots(1, 2)
    x = np.linspace(-2.6, 2.4, 120)
    picture.plot(x, f(x), color="ink", label="$f$")
    fractions = np.linspace(0.01, 1, 120)
    for start, style, color in ((0.0, "--", "brand"), (-2.0, ":", "iterate")):
        curvature = np.exp(start)
        model = f(start) + (curvature - 2) * (x - start) + curvature * (x - start) ** 2 / 2
        picture.plot(x, model, style, color=color, label=f"model at ${start:g}$")
        picture.plot(start, f(start), "o", color=color)
        found = [gain(start, fraction) for fraction in fractions]
        trust.plot(fractions, found, style, color=color, label=f"from ${start:g}$")
    picture.set_ylim(-1.5, 6)
    picture.set_xlabel("$x$")
    picture.legend()
    trust.axhline(0, color="muted", lw=1)
    trust.set_ylim(-1, 1.5)
    trust.set_xlabel("fraction of the Newton step")
    trust.set_ylabel(r"$\rho$")
    trust.legend()


def gain(start: float, fraction: float) -> float:
    curvature = np.exp(start)
    g = np.array([curvature - 2])
    p = -fraction * g / curvature
    promise = model_reduction(g, lambda v: curvature * v, p)
    return ratio(float(f(start)), float(f(start + p[0])), promise)


def f(x: Array | float) -> Array:
    value: Array = np.exp(x) - 2 * np.asarray(x)
    return value
