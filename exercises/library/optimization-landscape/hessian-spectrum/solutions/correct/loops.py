# One Lanczos run after the other; a run stops where the subspace is exhausted.
import math

import torch


def quadrature(Hv, z, k):
    Q, alphas, betas, size = [z / z.norm()], [], [], 0.0
    while True:
        w = Hv(Q[-1])
        alphas.append(float(Q[-1] @ w))
        size = max(size, float(w.norm()))
        if len(alphas) == k:
            break
        basis = torch.stack(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        if w.norm() <= 1e-13 * len(z) * size:
            break
        betas.append(float(w.norm()))
        Q.append(w / w.norm())
    off = torch.tensor(betas, dtype=torch.float64)
    T = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    nodes, vectors = torch.linalg.eigh(T + torch.diag(off, 1) + torch.diag(off, -1))
    return nodes, vectors[0] ** 2


def slq_density(Hv, probes, k, grid, sigma):
    rho = torch.zeros_like(grid)
    for z in probes:
        for node, weight in zip(*quadrature(Hv, z, k), strict=True):
            rho += weight * torch.exp(-0.5 * ((grid - node) / sigma) ** 2)
    return rho / (len(probes) * sigma * math.sqrt(2 * math.pi))
