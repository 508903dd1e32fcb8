# caught by: value
# sentence: Your bound is twice as large as it should be, so that half of all broken bounds stay
#   unseen: it is LR²/(2t).
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    if not np.isfinite(fvals).all():
        return False, np.inf
    is_known = fstar is not None
    lowest = fstar if is_known else fvals.min()
    t = np.arange(1, len(fvals))
    ratios = (fvals[1:] - lowest) * t / (L * R**2)
    worst = float(ratios.max()) if len(ratios) else 0.0
    if worst > 1:
        return False, worst
    return (True if is_known else None), worst


def gd_values(f, grad, x0, L, T):
    x, values = x0, [f(x0)]
    for _ in range(T):
        x = x - grad(x) / L
        values.append(f(x))
    return np.array(values)
