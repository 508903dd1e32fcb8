# Projects H onto the vectors in NumPy; where they run out, goes on with a new random one.
import numpy as np
import torch


def negative_curvature(Hv, n, k, g, seed):
    draw = np.random.default_rng(seed).standard_normal
    Q, products = np.zeros((n, 0)), np.zeros((n, 0))
    candidate = draw(n)
    for _ in range(k):
        length = np.linalg.norm(candidate)
        for _ in range(3):
            candidate = candidate - Q @ (Q.T @ candidate)
        if np.linalg.norm(candidate) <= 1e-12 * n * length:
            candidate = draw(n)
            for _ in range(3):
                candidate = candidate - Q @ (Q.T @ candidate)
        q = candidate / np.linalg.norm(candidate)
        candidate = Hv(torch.from_numpy(q)).numpy()
        Q, products = np.column_stack([Q, q]), np.column_stack([products, candidate])
    projected = Q.T @ products
    ritz, vectors = np.linalg.eigh((projected + projected.T) / 2)
    if not ritz[0] < -1e-10 * np.abs(ritz).max():
        return None
    v = torch.from_numpy(Q @ vectors[:, 0])
    v = v / v.norm()
    if float(g @ v) > 0:
        v = -v
    return v, float(ritz[0])
