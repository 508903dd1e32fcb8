# caught by: start
# sentence: You judged the start, as if one step had been made. The bound begins with t = 1: where
#   the run starts is nobody's merit or fault.
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    if not np.isfinite(fvals).all():
        return False, np.inf
    is_known = fstar is not None
    lowest = fstar if is_known else fvals.min()
    t = np.maximum(np.arange(len(fvals)), 1)
    ratios = (fvals - lowest) * 2 * t / (L * R**2)
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
