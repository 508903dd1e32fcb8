# caught by: domain
# sentence: A step to where f is −inf was accepted. It is below every bound and still no value of
#   the function: a step counts only where f is finite.
def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    slope = df(x) @ p
    if not slope < 0:
        raise ValueError("p is no descent direction")
    start, a = f(x), a0
    for _ in range(maxit):
        if f(x + a * p) <= start + c1 * a * slope:
            return a
        a *= rho
    raise RuntimeError("no step decreases f enough")
