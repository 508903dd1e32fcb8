# caught by: value
# sentence: You asked for the whole decrease that the slope promises. A function that curves
#   upwards never delivers it, so even the exact minimiser along p is rejected. Ask for the
#   share c₁.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
