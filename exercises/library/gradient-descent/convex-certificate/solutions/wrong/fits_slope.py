# caught by: refuted
# sentence: You judged the run by how fast it falls, not by where it lies. A run may fall as 1/t
#   and be far above the bound all the way.
import numpy as np


def convex_certificate(fvals, fstar, L, R):
    if not np.isfinite(fvals).all():
        return False, np.inf
    is_known = fstar is not None
    lowest = fstar if is_known else fvals.min()
    t = np.arange(1, len(fvals))
    ratios = (fvals[1:] - lowest) * 2 * t / (L * R**2)
    worst = float(ratios.max()) if len(ratios) else 0.0
    logs = np.log(np.maximum(fvals[1:] - lowest, 1e-300))
    if len(t) > 2 and np.polyfit(np.log(t), logs, 1)[0] > -0.8:
        return False, worst
    if len(t) <= 2 and worst > 1:
        return False, worst
    return (True if is_known else None), worst


def gd_values(f, grad, x0, L, T):
    x, values = x0, [f(x0)]
    for _ in range(T):
        x = x - grad(x) / L
        values.append(f(x))
    return np.array(values)
