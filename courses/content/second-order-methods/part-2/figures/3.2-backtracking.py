"""A full Newton step that climbs, and the backtracking that prevents it

Left: log cosh along the Newton step from w = 1.5, against the step length t. The curve starts at
0.86, falls to 0 near t = 0.3 and rises to 2.82 at t = 1, above the dashed line that backtracking
asks for; the half step, at 0.44, is below it. Right: the distance to the minimiser 0 on a
logarithmic scale. Full steps are 276 away after two iterations, 6e238 after three; with
backtracking the distance falls below 1e-9 in four.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.damped_newton import damped_newton
from reference.newton import newton_step

START, ALPHA = 1.5, 0.1


def draw(figure: Figure) -> None:
    """Draw one line search, and the errors of two runs."""
    left, right = figure.subplots(1, 2)
    _line_search(left)
    _runs(right)


def _line_search(ax: Axes) -> None:
    p = -0.5 * np.sinh(2 * START)
    square, value = np.tanh(START) * -p, np.log(np.cosh(START))
    t = np.linspace(0, 1.08, 120)
    ax.plot(t, np.log(np.cosh(START + t * p)), color="ink")
    ax.plot(t, value - ALPHA * t * square, "--", color="muted")
    for length, marker, color, name, offset in (
        (1.0, "X", "error", "$t=1$ refused", (-92, 2)),
        (0.5, "o", "ok", "$t=1/2$ accepted", (12, -18)),
    ):
        place = (length, float(np.log(np.cosh(START + length * p))))
        ax.plot(*place, marker, color=color, ms=8)
        ax.annotate(name, place, offset, textcoords="offset points", color=color)
    ax.annotate("$f(w)-\\alpha t\\lambda^2$", (0.02, 0.98), color="muted")
    ax.set_ylim(-0.1, 3.2)
    ax.set_xlabel("$t$")
    ax.set_ylabel("$f(w+tp)$")


def _runs(ax: Axes) -> None:
    full = [START]
    for _ in range(2):
        w = full[-1]
        full.append(w + float(newton_step(np.tanh([w]), 1 / np.cosh([[w]]) ** 2)[0]))
    damped = [
        abs(
            damped_newton(
                lambda w: float(np.log(np.cosh(w[0]))),
                np.tanh,
                lambda w: np.diag(1 / np.cosh(w) ** 2),
                np.array([START]),
                alpha=ALPHA,
                beta=0.5,
                tol=1e-30,
                maxit=k,
            )[0][0]
        )
        for k in range(5)
    ]
    ax.semilogy(np.abs(full), "X--", color="error")
    ax.semilogy(damped, "o-", color="ok")
    ax.annotate("full steps", (0.3, 60), color="error")
    ax.annotate("backtracking", (0.3, 1e-5), color="ok")
    ax.set_ylim(1e-12, 1e4)
    ax.set_xlabel("iteration")
    ax.set_ylabel("$|w|$")
