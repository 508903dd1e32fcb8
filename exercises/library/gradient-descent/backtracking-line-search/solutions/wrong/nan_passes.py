# caught by: domain
# sentence: A step to where f is nan was accepted. No comparison with nan holds, so a test for
#   "too large" lets it through; ask whether the value is small enough.
def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        if value != float("-inf") and not value > start + c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
