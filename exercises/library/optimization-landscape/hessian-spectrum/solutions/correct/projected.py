# Projects H onto each probe's vectors in NumPy, and weighs by the probe's parts there.
import numpy as np
import torch


def slq_density(Hv, probes, k, grid, sigma):
    m, n = probes.shape
    nodes, weights = [], []
    for z in probes.numpy():
        Q, products = np.zeros((n, 0)), np.zeros((n, 0))
        candidate = z / np.linalg.norm(z)
        for _ in range(k):
            length = np.linalg.norm(candidate)
            for _ in range(3):
                candidate = candidate - Q @ (Q.T @ candidate)
            if np.linalg.norm(candidate) <= 1e-12 * n * length:
                break
            q = candidate / np.linalg.norm(candidate)
            candidate = Hv(torch.from_numpy(q)).numpy()
            Q, products = np.column_stack([Q, q]), np.column_stack([products, candidate])
        projected = Q.T @ products
        values, vectors = np.linalg.eigh((projected + projected.T) / 2)
        nodes.append(values)
        weights.append((vectors.T @ (Q.T @ z)) ** 2 / (z @ z))
    nodes, weights = np.concatenate(nodes), np.concatenate(weights) / m
    gaussians = np.exp(-(((grid.numpy()[:, None] - nodes) / sigma) ** 2) / 2)
    return torch.from_numpy(gaussians @ weights / (sigma * np.sqrt(2 * np.pi)))
