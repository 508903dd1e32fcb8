# caught by: calls
# sentence: You asked for the gradient again at every trial step. The slope at the start of the
#   search is −λ², which you know.
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
            a *= beta
            g = grad(x)
            if a < 1e-16:
                return x, value, lam2, t
        t.append(a)
        x = x + a * p
        value = f(x)
    return x, value, lam2, t
