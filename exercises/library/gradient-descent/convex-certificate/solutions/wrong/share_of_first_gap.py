# caught by: value
# sentence: You compared the last gap with the first. That says how much was gained in this run;
#   the bound compares with LR², which the start value may exceed or not.
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    if not np.isfinite(fvals).all():
        return False, np.inf
    is_known = fstar is not None
    lowest = fstar if is_known else fvals.min()
    t = np.arange(1, len(fvals))
    gaps = fvals - lowest
    ratios = gaps[-1:] / gaps[0] if len(t) else gaps[:0]
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
