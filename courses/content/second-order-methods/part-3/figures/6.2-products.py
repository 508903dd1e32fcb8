"""Errors of gradient differences, and Ritz values against the number of products

On the left, for x1^2 x2 at (1, 2), the error of a forward difference of gradients against the step
h in float64 and float32. Each falls with h and rises again where rounding takes over, in a V below
its dashed bound; the best error is near 1e-8 in float64 and near 1e-3 in float32. On the right the
Ritz values of a spectrum of 200 eigenvalues: 198 between 0 and 2, one at -3, one at 10. The outlier
at 10 is found after three products, the one at -3 after six.
"""

import numpy as np
import torch
from matplotlib.figure import Figure

from reference.lanczos import lanczos

STEPS = np.logspace(-14, 0, 57)


def draw(figure: Figure) -> None:
    errors, values = figure.subplots(1, 2)
    for kind, style, marker in ((np.float64, "brand", "o"), (np.float32, "iterate", "s")):
        found = [difference_error(h, kind) for h in STEPS]
        shown = [(h, error) for h, error in zip(STEPS, found, strict=True) if 0 < error < 1e3]
        errors.plot(*zip(*shown, strict=True), marker, ms=3, color=style, label=kind.__name__)
        # The largest component of the gradient is 4; rounding x + hv counts as an error of it.
        errors.plot(STEPS, STEPS + 2 * 4 * np.finfo(kind).eps / STEPS, "--", color="muted", lw=1)
    errors.set_xscale("log")
    errors.set_yscale("log")
    errors.set_ylim(1e-10, 1e3)
    errors.set_xlabel("$h$")
    errors.set_ylabel("error of the difference")
    errors.legend()

    spectrum = torch.cat([torch.linspace(0, 2, 198).double(), torch.tensor([-3.0, 10.0])])
    start = torch.randn(200, generator=torch.Generator().manual_seed(6)).double()
    for k in range(1, 13):
        alpha, beta, _ = lanczos(lambda v: spectrum * v, start, k)
        ritz = torch.linalg.eigvalsh(alpha.diag() + beta.diag(1) + beta.diag(-1))
        values.plot(np.full(k, k), ritz.tolist(), "o", ms=3, color="brand")
    for outlier in (-3, 10):
        values.axhline(outlier, ls="--", color="muted", lw=1)
    values.set_xticks(range(2, 13, 2))
    values.set_xlabel("products $k$")
    values.set_ylabel("Ritz values")


def difference_error(h: float, kind: type[np.floating]) -> float:
    def gradient(x1: np.floating, x2: np.floating) -> np.ndarray:
        return np.array([kind(2) * x1 * x2, x1 * x1])

    step, one, two = kind(h), kind(1), kind(2)
    difference = (gradient(one + step, two) - gradient(one, two)) / step
    return float(np.linalg.norm(difference.astype(np.float64) - [4.0, 2.0]))
