"""Four step sizes on one quadratic, by their losses and by their gradients

Left: the loss over 12 steps on a log axis, for the quadratic with curvatures 1 and 10 from (1, 1).
With step size 0.002 it falls slowly, with 0.05 and 0.15 quickly, with 0.21 it rises. Right: the
inner product of successive gradients over the squared norm. It stays at 0.98 for 0.002, rises from
0.50 to 0.95 for 0.05, from -0.49 to 0.8 for 0.15, and stays near -1.1 for 0.21, below the line at
-1.
"""

import numpy as np
from matplotlib.figure import Figure

from reference.gradient_descent import gradient_descent

CURVATURES = np.array([1.0, 10.0])
STEPS = 12
STYLES = {0.002: "^:", 0.05: "o-", 0.15: "s--", 0.21: "D-."}


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    for eta, style in STYLES.items():
        points = gradient_descent(lambda x: CURVATURES * x, np.ones(2), eta, STEPS)
        gradients = points * CURVATURES
        ratio = (gradients[1:] * gradients[:-1]).sum(axis=1) / (gradients[:-1] ** 2).sum(axis=1)
        left.semilogy((points**2 @ CURVATURES) / 2, style, markevery=2, label=rf"$\eta={eta}$")
        right.plot(ratio, style, markevery=2, label=rf"$\eta={eta}$")
    for place in (0, -1):
        right.axhline(place, linestyle="-", color="line", zorder=0)
    left.set(xlabel="step $t$", ylabel="loss $f_t$", ylim=(1e-3, 300))
    right.set(xlabel="step $t$", ylabel="$r_t$", ylim=(-1.5, 1.2))
    left.legend(loc="lower left")
