# caught by: part
# sentence: Eigenvalues outside the grid were moved to its ends, where your density has a peak that
#   is not there. What lies outside is left where it is.
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
        weights = vectors[0] ** 2
        nodes = nodes.clamp(grid.min(), grid.max())
        rho += torch.exp(-(((grid[:, None] - nodes) / sigma) ** 2) / 2) @ weights
    return rho / (len(probes) * sigma * math.sqrt(2 * math.pi))
