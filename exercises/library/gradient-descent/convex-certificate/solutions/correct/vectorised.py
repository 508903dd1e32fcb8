# All ratios at once, then the verdict.
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    if not np.isfinite(fvals).all():
        return False, np.inf
    is_known = fstar is not None
    lowest = fstar if is_known else np.min(fvals)
    ratios = 2 * np.arange(len(fvals)) * (fvals - lowest) / (L * R**2)
    worst = float(np.max(ratios[1:], initial=-np.inf)) if len(fvals) > 1 else 0.0
    if worst > 1:
        return False, worst
    return (True if is_known else None), worst


def gd_values(f, grad, x0, L, T):
    x, values = x0, [f(x0)]
    for _ in range(T):
        x = x - grad(x) / L
        values.append(f(x))
    return np.array(values)
