# caught by: last_phase
# sentence: Each of your searches begins at the step length where the last one ended, so no full
#   step is ever taken again. Begin at t = 1: near the minimum it is what makes convergence
#   quadratic.
import numpy as np
from scipy.linalg import cho_solve


def damped_newton(f, grad, hess, x0, alpha=0.1, beta=0.7, tol=1e-10, maxit=100):
    x, value, lam2, t = x0.copy(), f(x0), [], []
    a = 1.0
    while len(t) < maxit:
        g, H = grad(x), hess(x)
        p = cho_solve((np.linalg.cholesky(H), True), -g)
        lam2.append(float(-g @ p))
        if lam2[-1] / 2 <= tol:
            break
        while not f(x + a * p) <= value - alpha * a * lam2[-1]:
            a *= beta
            if a < 1e-16:
                return x, value, lam2, t
        t.append(a)
        x = x + a * p
        value = f(x)
    return x, value, lam2, t
