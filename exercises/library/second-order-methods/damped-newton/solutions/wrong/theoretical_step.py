# caught by: value
# sentence: Your steps are t = 1/(1 + λ). That rule belongs to the analysis of self-concordant
#   functions; the exercise asks for backtracking from t = 1.
import numpy as np
from scipy.linalg import cho_solve


def damped_newton(f, grad, hess, x0, alpha=0.1, beta=0.7, tol=1e-10, maxit=100):
    x, value, lam2, t = x0.copy(), f(x0), [], []
    while len(t) < maxit:
        g, H = grad(x), hess(x)
        p = cho_solve((np.linalg.cholesky(H), True), -g)
        lam2.append(float(-g @ p))
        if lam2[-1] / 2 <= tol:
            break
        a = 1 / (1 + lam2[-1] ** 0.5)
        t.append(a)
        x = x + a * p
        value = f(x)
    return x, value, lam2, t
