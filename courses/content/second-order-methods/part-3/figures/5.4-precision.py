"""What five steps do to a singular value, and what float32 keeps of one

Left: singular values before and after five Newton–Schulz steps. The quintic of Muon takes all that
begin above 0.003 into a band from 0.68 to 1.21 and multiplies smaller ones by up to 485; the cubic
takes 0.01 only to 0.08. Right: singular values from 1 down to 1e-6 of a matrix in float32. Computed
from the matrix they follow the diagonal; from the eigenvalues of its product with its transpose
they leave it below about 1e-4.
"""
# ruff: noqa: N806 (matrices have capital letters)

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.muon import newton_schulz5

ORDER = 25


def draw(figure: Figure) -> None:
    """Draw two maps of singular values, and two ways to compute them."""
    left, right = figure.subplots(1, 2)
    _maps(left)
    _computed(right)
    for ax in (left, right):
        ax.minorticks_off()


def _maps(ax: Axes) -> None:
    sigma = np.geomspace(1e-4, 0.999, 140)
    cubic = sigma.copy()
    for _ in range(5):
        cubic = 1.5 * cubic - 0.5 * cubic**3
    ax.axhspan(0.68, 1.21, color="wash")
    ax.loglog(sigma, [quintic(value) for value in sigma], color="brand", linestyle="-")
    ax.loglog(sigma, cubic, color="muted", linestyle="--")
    ax.annotate("quintic", (1.2e-3, 0.28), color="brand")
    ax.annotate("cubic", (4e-3, 0.012), color="muted")
    ax.set_xlabel("singular value before")
    ax.set_ylabel("after five steps")


def quintic(sigma: float) -> float:
    """Return what five steps make of a singular value of a matrix of norm 1."""
    # The other singular value fills the norm up to 1.
    filled = torch.tensor([sigma, np.sqrt(1 - sigma**2)], dtype=torch.float64)
    return float(newton_schulz5(torch.diag(filled))[0, 0])


def _computed(ax: Axes) -> None:
    true, direct, squared = computed()
    ax.loglog(true, true, color="line", linestyle="-")
    ax.loglog(true, direct, color="brand", marker="o", markersize=3, linestyle="none")
    ax.loglog(true, squared, color="error", marker="x", markersize=4, linestyle="none")
    ax.annotate("from $G$", (1e-5, 1.5e-6), color="brand")
    ax.annotate("from $GG^{\\top}$", (2e-6, 6e-4), color="error")
    ax.set_xlabel("true singular value")
    ax.set_ylabel("computed in float32")


def computed() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return singular values of a matrix: true, computed from it, and from its Gram matrix."""
    generator = torch.Generator().manual_seed(0)
    normal = torch.randn(2, ORDER, ORDER, generator=generator, dtype=torch.float64)
    Q = torch.linalg.qr(normal)[0]
    true = torch.logspace(0, -6, ORDER, dtype=torch.float64)
    G = (Q[0] * true @ Q[1].mT).float()
    squares = torch.linalg.eigvalsh(G @ G.mT).flip(0)
    # A negative eigenvalue, which rounding makes, counts by its size.
    return true.numpy(), torch.linalg.svdvals(G).numpy(), squares.abs().sqrt().numpy()
