# caught by: calls
# sentence: You computed f(x) anew for each trial. It does not change during the search: k trials
#   take k + 1 values of f, not 2k.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope, a = df(x) @ p, a0
    if not slope < 0:
        raise ValueError("p is no descent direction")
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= f(x) + c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
