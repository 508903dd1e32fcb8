# caught by: direction
# sentence: Your bound is right for p = −g only. The slope along p is gᵀp; −‖g‖² is that slope for
#   one direction of many.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    g = df(x)
    if not g @ p < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start - c1 * a * (g @ g):
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
