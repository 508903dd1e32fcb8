import numpy as np


def lbfgs(fun_grad, x0, m=10, tol=1e-8, maxit=1000):
    """Return (x, history, converged) of a minimisation with the last m pairs."""
    return np.zeros_like(x0), np.zeros(1), False
