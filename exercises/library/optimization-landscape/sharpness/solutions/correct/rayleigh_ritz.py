# Keeps products, not coefficients: the projected matrix is formed at the end.
import numpy as np


def lambda_max(Hv, n, k, seed=0):
    if k < 1 or k > n:
        raise ValueError(k)
    Q, HQ = np.zeros((n, 0)), np.zeros((n, 0))
    v = np.random.default_rng(seed).uniform(-1, 1, n)
    while Q.shape[1] < k:
        size = np.linalg.norm(v)
        for _ in range(3):
            v = v - Q @ (Q.T @ v)
        rest = np.linalg.norm(v)
        if rest <= 1e-13 * n * size:
            break
        Q = np.column_stack([Q, v / rest])
        v = Hv(np.ascontiguousarray(Q[:, -1]))
        HQ = np.column_stack([HQ, v])
    small = Q.T @ HQ
    return float(np.max(np.linalg.eigvalsh((small + small.T) / 2)))


def sam_step(w, grad, lr, rho):
    if np.isnan(rho) or rho < 0:
        raise ValueError(rho)
    uphill = grad(w)
    steepness = np.sqrt(uphill @ uphill)
    if steepness > 0:
        uphill = grad(w + uphill * (rho / steepness))
    return w - lr * uphill
