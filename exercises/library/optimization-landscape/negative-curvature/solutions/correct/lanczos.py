# Lanczos with the tridiagonal matrix, stopped where the subspace is exhausted.
import torch


def negative_curvature(Hv, n, k, g, seed):
    generator = torch.Generator().manual_seed(seed)
    q = torch.randn(n, generator=generator, dtype=torch.float64)
    Q, alphas, betas, size = [q / q.norm()], [], [], 0.0
    while True:
        w = Hv(Q[-1])
        alphas.append(float(Q[-1] @ w))
        size = max(size, float(w.norm()))
        if len(alphas) == k:
            break
        basis = torch.stack(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        if w.norm() <= 1e-13 * n * size:
            break
        betas.append(float(w.norm()))
        Q.append(w / w.norm())
    off = torch.tensor(betas, dtype=torch.float64)
    T = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    T = T + torch.diag(off, 1) + torch.diag(off, -1)
    ritz, vectors = torch.linalg.eigh(T)
    if not ritz[0] < -1e-10 * ritz.abs().max():
        return None
    v = torch.stack(Q).T @ vectors[:, 0]
    v = v / v.norm()
    return (-v if g @ v > 0 else v), float(ritz[0])
