"""The expected rise and the trace; a narrow minimum against a round one

Left: the expected rise of 1 - cos x at 0 against sigma, both axes logarithmic. The exact curve and
the parabola sigma squared over 2 agree up to sigma = 0.5; beyond, the parabola goes on to 4.5 at
sigma = 3 while the rise stays below 1. Six estimates with error bars stand close to the exact
curve. Right: the level line 0.05 of two quadratics. That of A, with curvatures 10 and 0.1, is a
long thin ellipse, 0.1 wide to each side and 1 long; that of B, with curvature 6 in all directions,
is a circle of radius 0.13. A dashed circle of radius 0.1 touches A and lies within B.
"""

import numpy as np
from matplotlib.figure import Figure

from reference.flatness import expected_rise


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    sigma = np.geomspace(0.1, 3, 60)
    left.loglog(sigma, 1 - np.exp(-(sigma**2) / 2), color="ink")
    left.loglog(sigma, sigma**2 / 2, "--", color="brand")
    for seed, each in enumerate(np.geomspace(0.12, 2.6, 6)):
        mean, error = expected_rise(
            lambda x: float(1 - np.cos(x[0])), np.zeros(1), float(each), 300, seed=seed
        )
        left.errorbar(each, mean, 2 * error, fmt="o", color="iterate", markersize=4)
    left.annotate("$\\sigma^2/2$", (1.2, 1.9))
    left.annotate("exact", (1.5, 0.35))
    left.set_xlabel("$\\sigma$")
    left.set_ylabel("expected rise")
    angle = np.linspace(0, 2 * np.pi, 121)
    for name, first, second, dash, place in (
        ("A", 10.0, 0.1, "-", (-0.22, 0.75)),
        ("B", 6.0, 6.0, "-.", (0.16, 0.05)),
    ):
        x = np.sqrt(0.1 / first) * np.cos(angle)
        right.plot(x, np.sqrt(0.1 / second) * np.sin(angle), dash, color="brand")
        right.annotate(name, place)
    right.plot(0.1 * np.cos(angle), 0.1 * np.sin(angle), "--", color="warn")
    right.set_xlim(-0.8, 0.8)
    right.set_ylim(-1.1, 1.1)
    right.set_aspect("equal")
    right.set_xlabel("$x_1$")
    right.set_ylabel("$x_2$")
