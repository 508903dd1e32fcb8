"""Three steps from one start, within and beyond the descent lemma

Left: the loss of a product of two numbers from (2, 0.1). With step 0.1 it falls at once; with step
0.75 it rises from 0.02 to 0.70 within three steps and then converges; with step 1.1 it grows beyond
all bounds. Right: the step times the curvature. It starts at 0.4, 3.0 and 4.4; the middle run ends
at 0.21, well below the line at 2.
"""

import numpy as np
from matplotlib.figure import Figure

from reference.catapult import catapult


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    kinds = (
        (0.1, 20, "s--", "ok", (1.5, 2e-6), (13, 0.55)),
        (0.75, 20, "o-", "brand", (9, 3e-3), (4.6, 1.2)),
        (1.1, 4, "^:", "error", (5, 3), (3.2, 5)),
    )
    for eta, steps, marker, colour, of_loss, of_curvature in kinds:
        output, curvature = catapult(np.array([2.0]), np.array([0.1]), eta, steps)
        left.semilogy(output**2 / 2, marker, color=colour, markersize=4)
        right.plot(eta * curvature, marker, color=colour, markersize=4)
        left.annotate(rf"$\eta={eta}$", of_loss, color=colour)
        right.annotate(rf"$\eta={eta}$", of_curvature, color=colour)
    left.set(xlabel="step $t$", ylabel="loss", ylim=(1e-8, 30))
    right.axhline(2, color="muted", linestyle="-.")
    right.set(xlabel="step $t$", ylabel=r"$\eta(u^2+v^2)$", ylim=(0, 6))
