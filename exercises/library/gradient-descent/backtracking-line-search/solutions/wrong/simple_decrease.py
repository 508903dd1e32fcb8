# caught by: value
# sentence: You accepted a step because f fell. Any decrease, however small, passes that test, and
#   the steps may then add up to less than the way to the minimum. The rule asks for a decrease of
#   at least c₁·a·|gᵀp|.
import math


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    if not df(x) @ p < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if math.isfinite(value) and value < start:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
