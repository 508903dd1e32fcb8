# caught by: not_finite
# sentence: You passed over nan and infinity as if these points were not there. A run that reaches
#   them keeps to no bound.
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    is_known = fstar is not None
    lowest = fstar if is_known else fvals.min()
    steps = np.arange(len(fvals))[np.isfinite(fvals)]
    fvals = fvals[np.isfinite(fvals)]
    t = steps[1:]
    ratios = (fvals[1:] - lowest) * 2 * t / (L * R**2)
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
