# Direction and line search are functions of their own; each value of f is used again.
import math

import numpy as np


def direction(g, H):
    L = np.linalg.cholesky(H)
    w = np.linalg.solve(L, g)
    return -np.linalg.solve(L.T, w), float(w @ w)


def search(f, x, p, now, drop, beta):
    power = 0
    while beta**power > 1e-16:
        step = beta**power
        there = f(x + step * p)
        if math.isfinite(there) and now - there >= step * drop:
            return step, there
        power += 1
    return None


def damped_newton(f, grad, hess, x0, alpha=0.1, beta=0.7, tol=1e-10, maxit=100):
    x, now = np.array(x0), f(x0)
    decrements, steps = [], []
    for _ in range(maxit):
        p, squared = direction(grad(x), hess(x))
        decrements.append(squared)
        found = search(f, x, p, now, alpha * squared, beta) if squared > 2 * tol else None
        if found is None:
            return x, now, decrements, steps
        steps.append(found[0])
        x, now = x + found[0] * p, found[1]
    return x, now, decrements, steps
