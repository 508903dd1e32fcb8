# caught by: value
# sentence: You accepted a step after which f was larger. The slope gᵀp is negative, so the bound
#   f(x) + c₁·a·gᵀp lies below f(x); yours lies above.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start - c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
