# caught by: value
# sentence: You returned the accepted steps. Asked for is one truth value for each step of the
#   grid, so that the caller can lay it beside the grid.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return grid[np.isfinite(values) & (values <= start + c1 * grid * dphi0)]


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
