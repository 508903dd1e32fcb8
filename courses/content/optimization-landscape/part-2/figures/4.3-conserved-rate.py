"""A conserved quantity that sets the rate

Left, four runs of gradient flow on half the square of uv - 1, from (0.1, 0.1), (1, 0), (2, 0) and
(3, 0). Each runs along a curve of constant Q, the square of u less the square of v, towards the
curve of minima uv = 1. Right, the loss over time on a logarithmic scale: it falls faster for
Q = 1, 4 and 9 than for Q = 0, which first stays on a plateau; the dashed bounds,
exp(-2 Q t) times the first loss, lie above them.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

TIMES = np.linspace(0, 3, 150)
# Start, colour, and where its label stands on the right.
RUNS = (
    ((0.1, 0.1), "ink", (2.25, 0.2)),
    ((1.0, 0.0), "ok", (1.15, 3e-4)),
    ((2.0, 0.0), "warn", (0.95, 2e-7)),
    ((3.0, 0.0), "error", (0.15, 1e-8)),
)


def velocity(_: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(-(x[0] * x[1] - 1) * x[::-1])


def draw(figure: Figure) -> None:
    plane, decay = figure.subplots(1, 2)
    minima = np.geomspace(0.3, 3.6, 100)
    plane.plot(minima, 1 / minima, "-", color="brand", linewidth=3)
    plane.annotate("$uv=1$", (0.6, 1.75), color="brand")
    for (u, v), colour, place in RUNS:
        flow = solve_ivp(velocity, (0, 3), [u, v], t_eval=TIMES, rtol=1e-10, atol=1e-12).y
        loss = (flow[0] * flow[1] - 1) ** 2 / 2
        Q = u * u - v * v  # noqa: N806 (as in the text)
        plane.plot(flow[0], flow[1], "-", color=colour)
        plane.plot(u, v, "s", color=colour)
        plane.annotate(f"$Q={Q:.0f}$", (u - 0.05, v - 0.22), color=colour)
        shown = loss > 1e-9
        decay.semilogy(TIMES[shown], loss[shown], "-", color=colour)
        decay.annotate(f"$Q={Q:.0f}$", place, color=colour)
        bound = loss[0] * np.exp(-2 * Q * TIMES)
        if Q > 0:
            shown = bound > 1e-9
            decay.semilogy(TIMES[shown], bound[shown], "--", color=colour, linewidth=1)
    plane.set(xlabel="$u$", ylabel="$v$", xlim=(0, 3.6), ylim=(-0.3, 2.2))
    decay.set(xlabel="$t$", ylabel="loss", ylim=(1e-9, 2))
