# caught by: scale
# sentence: With H multiplied by a constant your answer was wrong. A threshold that is a fixed
#   number has this effect; it has to be relative to the largest Ritz value.
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
    if not ritz[0] < -1e-8:
        return None
    v = Q.T @ vectors[:, 0]
    v = v / v.norm()
    if g @ v > 0:
        v = -v
    return v, float(ritz[0])
