import numpy as np


def lm_step(J, r, mu, D):
    """Return the p that solves (JᵀJ + mu·D²)p = −Jᵀr, D being diagonal."""
    return np.zeros_like(D)


def lm(res, jac, b0, tol=1e-12, maxit=1000):
    """Return (b, cov, history, converged) of a least-squares fit from b0."""
    n = len(b0)
    return b0, np.zeros((n, n)), np.zeros(1), False
