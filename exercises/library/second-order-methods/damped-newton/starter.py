import numpy as np


def damped_newton(f, grad, hess, x0, alpha=0.1, beta=0.7, tol=1e-10, maxit=100):
    """Return (x, f, lam2, t): last point, value there, squared decrements, step lengths."""
    return np.full_like(x0, np.nan), np.nan, [], []
