# caught by: value
# sentence: You looked at the largest Ritz value, where the smallest was asked for: that end is the
#   negative one.
import torch


def negative_curvature(Hv, n, k, g, seed):
    generator = torch.Generator().manual_seed(seed)
    q = torch.randn(n, generator=generator, dtype=torch.float64)
    Q, alphas, betas = [q / q.norm()], [], []
    for _ in range(k):
        w = Hv(Q[-1])
        size = w.norm()
        alphas.append(float(Q[-1] @ w))
        basis = torch.stack(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        if w.norm() <= 1e-13 * n * size:
            break
        betas.append(float(w.norm()))
        Q.append(w / w.norm())
    Q = torch.stack(Q[: len(alphas)])
    off = torch.tensor(betas[: len(alphas) - 1], dtype=torch.float64)
    T = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    T = T + torch.diag(off, 1) + torch.diag(off, -1)
    ritz, vectors = torch.linalg.eigh(T)
    if not ritz[-1].abs() > 1e-10 * ritz.abs().max():
        return None
    v = Q.T @ vectors[:, -1]
    v = v / v.norm()
    if g @ v > 0:
        v = -v
    return v, float(ritz[-1])
