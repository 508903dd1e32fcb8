"""Ritz values from inside, trace estimates from both sides

Left: the smallest and the largest Ritz value against the number of Lanczos products, for a matrix
of order 200 with a bulk of eigenvalues near zero, a largest one of 20 and a smallest one of -2.
Both curves approach these values monotonically from inside and reach them within ten products.
Right: Hutchinson's estimate of the trace with bars of two standard errors, which shrink as the
number of probes grows from 4 to 128; the true trace runs through them.
"""

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference.hutchinson import hutchinson
from reference.lanczos import lanczos_extremal

ORDER = 200
LARGEST, SMALLEST = 20.0, -2.0
PRODUCTS = range(1, 16)
PROBES = (4, 8, 16, 32, 64, 128)


def draw(figure: Figure) -> None:
    """Draw estimates of the ends of a spectrum and of a trace."""
    left, right = figure.subplots(1, 2)
    _ends(left)
    _trace(right)


def matrix() -> torch.Tensor:
    """Return a symmetric matrix with a bulk of eigenvalues, outliers and one below zero."""
    generator = torch.Generator().manual_seed(3)
    normal = torch.randn(ORDER, ORDER, generator=generator, dtype=torch.float64)
    basis = torch.linalg.qr(normal)[0]
    values = torch.rand(ORDER, generator=generator, dtype=torch.float64)
    values[:4] = torch.tensor([LARGEST, 12.0, 8.0, SMALLEST], dtype=torch.float64)
    product: torch.Tensor = basis * values @ basis.mT
    return product


def ends() -> np.ndarray:
    """Return a row of smallest and largest Ritz value for each number of products."""
    hessian = matrix()
    return np.array([lanczos_extremal(lambda v: hessian @ v, ORDER, k, seed=0) for k in PRODUCTS])


def traces() -> np.ndarray:
    """Return a row of estimate and standard error for each number of probes."""
    hessian = matrix()
    return np.array([hutchinson(lambda v: hessian @ v, ORDER, r, seed=1) for r in PROBES])


def _ends(ax: Axes) -> None:
    smallest, largest = ends().T
    for value in (SMALLEST, LARGEST):
        ax.axhline(value, color="line", linestyle="-")
    ax.plot(PRODUCTS, largest, color="brand", linestyle="-", marker="o", markersize=4)
    ax.plot(PRODUCTS, smallest, color="error", linestyle="-", marker="x", markersize=5)
    ax.annotate("largest Ritz value", (5, 16.5), color="brand")
    ax.annotate("smallest Ritz value", (5, 0.2), color="error")
    ax.set_xlabel("products")
    ax.set_ylabel("eigenvalue")


def _trace(ax: Axes) -> None:
    means, errors = traces().T
    ax.axhline(float(torch.trace(matrix())), color="line", linestyle="-")
    ax.errorbar(PROBES, means, yerr=2 * errors, color="brand", marker="o", linestyle="none")
    ax.set_xscale("log", base=2)
    ax.minorticks_off()
    ax.set_xlabel("probes")
    ax.set_ylabel("estimate of the trace")
