# caught by: gives_up
# sentence: You tried one step more than maxit allows. The first step a0 is a trial, too.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start = f(x)
    for k in range(maxit + 1):
        a = a0 * rho**k
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * slope:
            return a
    raise RuntimeError("no step decreases f enough")
