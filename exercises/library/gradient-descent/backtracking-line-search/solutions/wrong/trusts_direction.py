# caught by: descent
# sentence: You searched along a direction that does not descend. There gᵀp ≥ 0 and the condition
#   asks for no decrease at all: say so before the first trial.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
