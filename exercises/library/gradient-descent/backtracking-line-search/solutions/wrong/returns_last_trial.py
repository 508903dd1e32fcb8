# caught by: gives_up
# sentence: No step decreased f enough, and you returned one all the same. The caller would take
#   it for a good one; such an end is a RuntimeError.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * slope:
            break
        a *= rho
    return a
