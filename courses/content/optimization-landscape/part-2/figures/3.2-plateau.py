"""Two plateaus: a saturated sigmoid, and a run that passes a saddle

Left: losses against steps for one sigmoid unit that starts at logit -6. The squared loss, solid,
hardly moves for 371 steps, which are shaded, and then falls within some fifty. Cross-entropy,
dashed, falls at once. Right: the double well along the run that starts at (0.001, 1). The loss
drops from 0.75 to about 0.25, stays there for some thirty steps, and falls to zero. A dashed
horizontal line marks 0.25, the barrier of the straight line between the two minima.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.special import expit

from reference.perturbed_descent import perturbed_gd
from reference.plateaus import plateaus

Array = NDArray[np.float64]


def logits(power: int, steps: int) -> Array:
    """Return the run on half the squared error (power 2) or on cross-entropy (power 1)."""

    def grad(w: Array) -> Array:
        q = expit(w)
        slope: Array = -(1 - q) * (q * (1 - q) if power == 2 else 1)
        return slope

    return perturbed_gd(grad, np.array([-6.0]), 1.0, 0.0, steps, seed=0)[:, 0]


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    steps = np.arange(0, 601, 3)
    squared = (1 - expit(logits(2, 600))) ** 2 / 2
    entropy = -np.log(expit(logits(1, 600)))
    for a, b in plateaus(squared, 1e-3, 50):
        left.axvspan(a, b, color="wash")
    left.plot(steps, (squared / squared[0])[::3], "-", color="iterate")
    left.plot(steps, (entropy / entropy[0])[::3], "--", color="brand")
    left.annotate("squared loss", (120, 0.93))
    left.annotate("cross-entropy", (20, 0.06))
    left.set_xlabel("step")
    left.set_ylabel("loss / loss at the start")

    def grad(x: Array) -> Array:
        return np.array([x[0] ** 3 - x[0], x[1]])

    x = perturbed_gd(grad, np.array([0.001, 1.0]), 0.1, 0.0, 120, seed=0)
    right.plot((x[:, 0] ** 2 - 1) ** 2 / 4 + x[:, 1] ** 2 / 2, color="iterate")
    right.axhline(0.25, color="muted", linestyle="--")
    right.annotate("barrier between minima", (30, 0.27))
    right.set_xlabel("step")
    right.set_ylabel("loss")
