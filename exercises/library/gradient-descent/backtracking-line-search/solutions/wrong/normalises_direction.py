# caught by: direction
# sentence: You changed the length of p before you searched along it. The step a belongs to the p
#   that was given: the caller will move by a·p.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    g = df(x)
    if not g @ p < 0:
        raise ValueError("p is no descent direction")
    p = p * math.sqrt((g @ g) / (p @ p))
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * (g @ p):
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
