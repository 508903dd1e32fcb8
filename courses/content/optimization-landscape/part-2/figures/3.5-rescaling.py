"""One function, many sharpnesses

Left: the curve u v = 1 in the quarter plane, with markers at (1, 1), (2, 0.5) and (5, 0.2), and a
dashed quarter circle u squared + v squared = 20. A run of gradient descent with step size 0.1 from
(5, 0.21) jumps across the curve, wider each time, until it is inside the circle, and settles at
(3.57, 0.28). Right: along the curve, against the factor a on logarithmic axes, the sharpness a
squared + 1 over a squared rises from 2 at a = 1 to 100 at a = 10 and crosses the dashed line
2/eta = 20 near a = 4.5. The normalised sharpness is 2 throughout.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.perturbed_descent import perturbed_gd
from reference.reparameterization import normalised_sharpness

Array = NDArray[np.float64]
ETA = 0.1


def grad(x: Array) -> Array:
    residual = x[0] * x[1] - 1
    return np.array([residual * x[1], residual * x[0]])


def normalised(a: float) -> float:
    hessian = np.array([[1 / a**2, 1.0], [1.0, a**2]])
    return normalised_sharpness(np.array([a, 1 / a]), hessian)


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    u = np.geomspace(0.5, 6, 80)
    left.plot(u, 1 / u, color="ink")
    angle = np.linspace(-0.1, np.pi / 2, 60)
    left.plot(np.sqrt(20) * np.cos(angle), np.sqrt(20) * np.sin(angle), "--", color="warn")
    run = perturbed_gd(grad, np.array([5.0, 0.21]), ETA, 0.0, 200, seed=0)
    left.plot(run[:, 0], run[:, 1], "o-", color="iterate", markersize=3, linewidth=0.7)
    left.plot([1, 2, 5], [1, 0.5, 0.2], "s", color="brand")
    left.annotate("$uv=1$", (0.75, 1.6))
    left.annotate("$u^2+v^2=2/\\eta$", (2.0, 1.75))
    left.set_xlim(0, 5.5)
    left.set_ylim(-1.3, 2)
    left.set_xlabel("$u$")
    left.set_ylabel("$v$")
    a = np.geomspace(1, 10, 40)
    right.loglog(a, a**2 + 1 / a**2, color="ink")
    right.loglog(a, [normalised(float(each)) for each in a], "-.", color="brand")
    right.axhline(2 / ETA, color="warn", linestyle="--")
    right.annotate("sharpness", (1.25, 8))
    right.annotate("normalised", (4, 2.3))
    right.annotate("$2/\\eta$", (1.1, 22))
    right.set_xlabel("factor $a$")
    right.set_ylabel("largest eigenvalue")
