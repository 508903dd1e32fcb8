# Builds an orthonormal basis and projects with stored products: no tridiagonal form is used.
import numpy as np


def condition_estimate(Av, n, k, seed):
    eps = np.finfo(float).eps
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], n)
    lengths = np.random.default_rng(seed + 1).uniform(0.5, 1.5, n)
    w = signs * lengths
    Q, products = np.empty((0, n)), np.empty((0, n))
    while len(Q) < min(k, n):
        Q = np.vstack([Q, w / np.linalg.norm(w)])
        products = np.vstack([products, Av(Q[-1])])
        w = products[-1]
        for _ in range(3):
            w = w - Q.T @ (Q @ w)
        if np.linalg.norm(w) <= n * eps * np.linalg.norm(products):
            break
    B = Q @ products.T
    values = np.linalg.eigvalsh((B + B.T) / 2)
    smallest, largest = values[0], np.abs(values).max()
    if smallest < -10 * n * eps * largest:
        raise ValueError("negative eigenvalue")
    if smallest <= 10 * n * eps * largest:
        return float("inf")
    return float(values[-1] / smallest)
