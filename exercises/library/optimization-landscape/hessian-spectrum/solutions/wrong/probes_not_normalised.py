# caught by: length
# sentence: A longer probe counted more: the length of the probe entered the weights. Each probe is
#   brought to length 1.
import math

import torch


def lanczos(Hv, z, k):
    Q, alphas, betas = [z / z.norm()], [], []
    for _ in range(k):
        w = Hv(Q[-1])
        size = w.norm()
        alphas.append(float(Q[-1] @ w))
        basis = torch.stack(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        if w.norm() <= 1e-13 * len(z) * size:
            break
        betas.append(float(w.norm()))
        Q.append(w / w.norm())
    off = torch.tensor(betas[: len(alphas) - 1], dtype=torch.float64)
    T = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    return T + torch.diag(off, 1) + torch.diag(off, -1)


def slq_density(Hv, probes, k, grid, sigma):
    rho = torch.zeros_like(grid)
    for z in probes:
        nodes, vectors = torch.linalg.eigh(lanczos(Hv, z, k))
        weights = vectors[0] ** 2 * (z @ z) / len(z)
        rho += torch.exp(-(((grid[:, None] - nodes) / sigma) ** 2) / 2) @ weights
    return rho / (len(probes) * sigma * math.sqrt(2 * math.pi))
