# caught by: value
# sentence: The decrease you ask for does not shrink with the step. A short step cannot bring
#   what was asked of a long one: the bound is c₁·a·gᵀp with the a of this trial.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value <= start + c1 * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
