"""The best iterate under its bound, and the minimum that a step size can keep

Left: over seven steps on 1 - cos x from x = 3 the squared gradient rises from 0.02 to 0.84 and then
drops; the smallest so far stays at 0.02 until step 5; the bound falls as 1/T from 3.98 to 0.57.
Right: the sharpness along two runs on (uv - 1)^2 / 2 from (4, 0.3), where it starts at 16.1. With
step size 0.1 it stays at 16.0, below 20; with 0.2 it drops within six steps and ends at 2.3, below
10.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.stationarity import best_stationary

STEPS, LONG = 7, 20


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    points = gradient_descent(np.sin, np.array([3.0]), 1.0, STEPS - 1)[:, 0]
    count = np.arange(STEPS)
    best = [best_stationary(np.sin, np.array([3.0]), 1.0, t + 1)[1] for t in range(STEPS)]
    left.semilogy(count, 2 * (1 - np.cos(3.0)) / (count + 1), "--", color="muted", label="bound")
    left.semilogy(count, np.sin(points) ** 2, "o-", color="iterate", label="$g_t^2$")
    left.semilogy(count, best, "s:", color="brand", label="smallest so far")
    left.set(xlabel="step $t$", ylabel="squared gradient", ylim=(1e-6, 30))
    left.legend(loc="lower left")

    for eta, marker, colour in ((0.1, "o", "iterate"), (0.2, "s", "brand")):
        run = gradient_descent(_gradient, np.array([4.0, 0.3]), eta, LONG)
        sharpness = (run**2).sum(axis=1)
        style = f"{marker}-"
        right.plot(sharpness, style, color=colour, label=rf"$\eta={eta}$")
        right.axhline(2 / eta, color=colour, linestyle="--")
        right.annotate(
            rf"$2/\eta={2 / eta:.0f}$", (LONG, 2 / eta), ha="right", va="bottom", color=colour
        )
    right.set(xlabel="step $t$", ylabel="$u^2+v^2$", ylim=(0, 24))
    right.legend(loc="center right", bbox_to_anchor=(1, 0.28))


def _gradient(point: NDArray[np.floating]) -> NDArray[np.floating]:
    u, v = point
    return np.array([(u * v - 1) * v, (u * v - 1) * u])
