# Walks along the run, computes the bound of each point, and keeps the largest ratio.
import math

import numpy as np


def convex_certificate(fvals, fstar, L, R):
    values = fvals.tolist()
    if not all(map(math.isfinite, values)):
        return False, math.inf
    lowest = min(values) if fstar is None else fstar
    worst = None
    for t, value in enumerate(values):
        if t > 0:
            ratio = (value - lowest) / (L * R * R / (2 * t))
            worst = ratio if worst is None else max(worst, ratio)
    worst = 0.0 if worst is None else worst
    ok = worst <= 1
    return (None if ok and fstar is None else ok), worst


def gd_values(f, grad, x0, L, T):
    values, x = np.empty(T + 1), x0.copy()
    for t in range(T):
        values[t] = f(x)
        x -= grad(x) / L
    values[T] = f(x)
    return values
