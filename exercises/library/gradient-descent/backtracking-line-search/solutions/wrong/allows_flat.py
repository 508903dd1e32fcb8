# caught by: descent
# sentence: A direction along which the slope is 0 was let through. It promises no decrease, so
#   nothing can be asked of the step: only gᵀp < 0 is descent.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if slope > 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
