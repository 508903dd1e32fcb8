"""A spectrum under the two-loop recursion, and Muon's map of singular values

On the left the 24 eigenvalues of the preconditioned Hessian KH of a quadratic, on a logarithmic
axis, for 0, 4, 8, 16 and 24 stored pairs from exact line searches. Every pair puts one
more eigenvalue at 1; with 24 pairs all are there. On the right the output of Muon's five
Newton-Schulz steps against the singular value before them, relative to the norm: it rises steeply
from 0, then wavers between 0.68 and 1.20.
"""
# ruff: noqa: N803, N806 (matrices have capital letters)

import numpy as np
import torch
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.lbfgs import two_loop_direction
from reference.muon import newton_schulz5

Array = NDArray[np.float64]

CURVATURES = np.logspace(-1, 2, 24)
KEPT = (0, 4, 8, 16, 24)


def draw(figure: Figure) -> None:
    spectra, singular = figure.subplots(1, 2, width_ratios=(3, 2))
    S, Y = conjugate_pairs()
    for row, m in enumerate(KEPT):
        values = eigenvalues(S[:m], Y[:m])
        spectra.plot(values, np.full(len(values), row), "|", ms=11, mew=1.4, color="brand")
        ones = np.isclose(values, 1, rtol=1e-3).sum()
        spectra.text(160, row, f"{ones} at 1", va="center", color="ink")
    spectra.axvline(1, ls="--", color="muted", lw=1)
    spectra.set_xscale("log")
    spectra.set_xlim(2e-3, 2000)
    spectra.set_ylim(len(KEPT) - 0.5, -0.6)
    spectra.set_yticks(range(len(KEPT)), [f"$m={m}$" for m in KEPT])
    spectra.set_xlabel("eigenvalues of $KH$")

    before = np.linspace(0.0, 1.0, 240)
    after = [mapped(sigma) for sigma in before]
    singular.plot(before, after)
    singular.axhline(1, ls="--", color="muted", lw=1)
    singular.text(1, 1.16, "dashed: polar factor", ha="right", color="muted")
    singular.set_xlabel(r"$\sigma/\|M\|_F$ before")
    singular.set_ylabel("singular value after")
    singular.set_ylim(0, 1.3)


def conjugate_pairs() -> tuple[list[Array], list[Array]]:
    """Return the pairs of L-BFGS with exact line search on the quadratic."""
    x = np.random.default_rng(6).standard_normal(24)
    S: list[Array] = []
    Y: list[Array] = []
    for _ in range(24):
        g = CURVATURES * x
        d = two_loop_direction(g, S, Y)
        s = -(g @ d) / (d @ (CURVATURES * d)) * d
        S.append(s)
        Y.append(CURVATURES * s)
        x = x + s
    return S, Y


def eigenvalues(S: list[Array], Y: list[Array]) -> Array:
    roots = np.sqrt(CURVATURES)
    columns = np.array([-two_loop_direction(column, S, Y) for column in np.diag(roots)])
    values: Array = np.linalg.eigvalsh(roots[:, None] * columns.T)
    return values


def mapped(sigma: float) -> float:
    """Return what becomes of one singular value of a matrix of norm 1."""
    rest = float(np.sqrt(1 - sigma**2))
    matrix = torch.diag(torch.tensor([sigma, rest], dtype=torch.float64))
    return float(newton_schulz5(matrix)[0, 0])
