# caught by: purity
# sentence: The point x had moved when you returned. You were asked how far to go; the caller
#   makes the step.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    origin = x.copy()
    for _ in range(maxit):
        x[:] = origin + a * p
        value = f(x)
        if math.isfinite(value) and value <= start + c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
