# caught by: calls
# sentence: You took a gradient for each trial. All trials share the slope at x: one gradient is
#   enough, and on large problems it is the dear part.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    if not df(x) @ p < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * (df(x) @ p):
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
