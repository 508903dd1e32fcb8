# Writes the ladder down as a generator of powers, and asks for the mean slope of the chord.
import numpy as np


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = float(np.dot(df(x), p))
    if np.isnan(slope) or slope >= 0:
        raise ValueError("p is no descent direction")
    start = f(x)

    def is_enough(a):
        value = f(x + a * p)
        return np.isfinite(value) and (value - start) / a <= c1 * slope

    step = next((a for a in (a0 * rho**k for k in range(maxit)) if is_enough(a)), None)
    if step is None:
        raise RuntimeError("no step decreases f enough")
    return step
