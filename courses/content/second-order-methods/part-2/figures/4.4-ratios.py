"""How a slope quotient reads the curvature along a step

Left: the loss of the logistic layer along two K-FAC steps, undamped and with damping 0.1, against
the share of the step taken, as solid and dashed lines. Both still fall at their ends, marked by a
circle and a square, where the slope is 0.136 and 0.384 of that at the start. Right: the straight
line r = 1 - tR, and the decrease of a quadratic in units of t times the squared decrement,
1 - tR/2. They vanish at tR = 1 and tR = 2. The two steps are marked on the line at tR = 0.864 and
0.616.
"""

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.kfac import kfac_step
from reference.logistic_regression import logistic_loss_grad

Array = NDArray[np.floating]
INPUTS, LABELS, WEIGHTS = np.diag([2.0, 1.0]), np.array([1.0, 0.0]), np.array([1.0, 0.0])
CASES = (
    (0.0, r"$\delta=0$", "iterate", "-", "o"),
    (0.1, r"$\delta=0.1$", "brand", "--", "s"),
)


def draw(figure: Figure) -> None:
    """Draw the loss along two steps, and what the quotient says of them."""
    left, right = figure.subplots(1, 2)
    places = ((0.3, 0.13), (0.55, 0.262))
    for (damping, name, color, dash, marker), place in zip(CASES, places, strict=True):
        share, p = np.linspace(0, 1.1, 60), step(damping)
        left.plot(share, [loss(WEIGHTS + t * p) for t in share], color=color, linestyle=dash)
        left.plot(1, loss(WEIGHTS + p), color=color, marker=marker, linestyle="none")
        left.annotate(name, place, color=color)
    left.set_xlabel("share of the step")
    left.set_ylabel("loss")
    _lines(right)


def loss(w: Array) -> float:
    """Return the mean logistic loss of the layer."""
    return logistic_loss_grad(w, INPUTS, LABELS)[0]


def gradient(w: Array) -> Array:
    """Return its gradient."""
    return logistic_loss_grad(w, INPUTS, LABELS)[1]


def step(damping: float) -> Array:
    """Return K-FAC's step, with labels drawn from the model in its factors."""
    q = 1 / (1 + np.exp(-INPUTS @ WEIGHTS))
    inputs, outputs = INPUTS.T @ INPUTS / 2, np.array([[np.mean(q * (1 - q))]])
    factors = torch.tensor(inputs), torch.tensor(outputs)
    preconditioned = kfac_step(torch.tensor(gradient(WEIGHTS)[None]), *factors, damping)
    result: Array = -preconditioned.numpy()[0]
    return result


def quotient(damping: float) -> float:
    """Return the slope at the end of the full step over that at its start."""
    p = step(damping)
    return float(gradient(WEIGHTS + p) @ p / (gradient(WEIGHTS) @ p))


def _lines(ax: Axes) -> None:
    product = np.array([-0.5, 2.5])
    ax.plot(product, 1 - product, color="ink", linestyle="-")
    ax.plot(product, 1 - product / 2, color="muted", linestyle="--")
    ax.axhline(0, color="line", linewidth=1.2, linestyle="-")
    for (damping, name, color, _, marker), width in zip(CASES, (0.65, 0.85), strict=True):
        r = quotient(damping)
        ax.plot(1 - r, r, color=color, marker=marker, linestyle="none", markersize=8)
        ax.annotate(name, (1 - r, r), (1 - r - width, r - 0.08), color=color)
    ax.annotate("$r=1-tR$", (0.85, -1.2), color="ink")
    ax.annotate(r"$1-\frac{1}{2}tR$", (1.35, 0.55), color="muted")
    ax.set_xlabel("$tR$")
