"""A spectrum from products, and what a step does to each part

Left: the density of the eigenvalues of a symmetric matrix of order 60, estimated from 20 products
for each of 8 random vectors. Ticks below mark the exact eigenvalues: a bulk between -0.6 and 0.6,
and outliers at 2, 3.2 and 4.5, each with a small peak above. Right: the factor |1 - 0.5 t| against
the eigenvalue t. It is above 1 for negative t, below 1 in the shaded range from 0 to 4, and above 1
again beyond 4, which a vertical dashed line marks as 2/eta; the outlier at 4.5 lies beyond.
"""

import numpy as np
import torch
from matplotlib.figure import Figure

from reference.spectral_density import slq_density

OUTLIERS = (2.0, 3.2, 4.5)
ETA = 0.5


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    rng = np.random.default_rng(0)
    bulk = 0.6 * np.sin(np.linspace(-1, 1, 57) ** 3 * np.pi / 2)
    values = torch.tensor(np.concatenate([bulk, OUTLIERS]))
    basis = torch.linalg.qr(torch.tensor(rng.standard_normal((60, 60)))).Q
    matrix = basis @ torch.diag(values) @ basis.T
    probes = torch.tensor(rng.choice([-1.0, 1.0], (8, 60)))
    grid = torch.linspace(-1, 5, 301, dtype=torch.float64)
    density = slq_density(lambda v: matrix @ v, probes, 20, grid, 0.1)
    left.plot(grid.numpy(), density.numpy(), color="brand")
    left.plot(values.numpy(), np.full(60, -0.06), "|", color="iterate", markersize=8)
    left.annotate("bulk", (0.35, 1.2))
    left.annotate("outliers", (2.6, 0.2))
    left.set_xlabel("eigenvalue")
    left.set_ylabel("density")
    t = np.linspace(-1, 5, 121)
    right.axvspan(0, 2 / ETA, color="wash")
    right.plot(t, np.abs(1 - ETA * t), color="ink")
    right.axhline(1, color="line")
    right.axvline(2 / ETA, color="warn", linestyle="--")
    right.plot(OUTLIERS, np.abs(1 - ETA * np.array(OUTLIERS)), "o", color="iterate")
    right.annotate("$2/\\eta$", (4, 0.1), xytext=(-24, 0), textcoords="offset points")
    right.annotate("grows", (4.08, 0.6))
    right.annotate("grows", (-1, 0.6))
    right.annotate("shrinks", (1.4, 1.1))
    right.set_xlabel("eigenvalue $\\lambda$")
    right.set_ylabel("$|1-\\eta\\lambda|$")
