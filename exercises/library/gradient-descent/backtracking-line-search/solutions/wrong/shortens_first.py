# caught by: first_trial
# sentence: The first step was never tried. For Newton's direction it is the good one: to skip it
#   costs the fast convergence.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        a *= rho
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * slope:
            return a
    raise RuntimeError("no step decreases f enough")
