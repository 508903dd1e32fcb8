# caught by: parameters
# sentence: Your steps are shortened by ½ whatever beta is. The caller chose the factor.
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
        a = 1.0
        while not f(x + a * p) <= value - alpha * a * lam2[-1]:
            a *= 0.5
            if a < 1e-16:
                return x, value, lam2, t
        t.append(a)
        x = x + a * p
        value = f(x)
    return x, value, lam2, t
