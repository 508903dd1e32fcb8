# caught by: unknown
# sentence: You certified a run whose minimum nobody knows. The smallest value seen is at least f*,
#   so your gaps may be too small: they can break the bound, not prove it.
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    if not np.isfinite(fvals).all():
        return False, np.inf
    is_known = fstar is not None
    lowest = fstar if is_known else fvals.min()
    t = np.arange(1, len(fvals))
    ratios = (fvals[1:] - lowest) * 2 * t / (L * R**2)
    worst = float(ratios.max()) if len(ratios) else 0.0
    if worst > 1:
        return False, worst
    return True, worst


def gd_values(f, grad, x0, L, T):
    x, values = x0, [f(x0)]
    for _ in range(T):
        x = x - grad(x) / L
        values.append(f(x))
    return np.array(values)
