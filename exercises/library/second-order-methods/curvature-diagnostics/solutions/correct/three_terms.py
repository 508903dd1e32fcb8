# Lanczos with the tridiagonal matrix, reorthogonalised twice; restarts outside a full subspace.
import math

import torch


def lanczos_extremal(Hv, n, k, seed, device="cpu"):
    if not 1 <= k <= n:
        raise ValueError(f"k must be between 1 and {n}")
    generator = torch.Generator().manual_seed(seed)
    q = torch.randn(n, generator=generator, dtype=torch.float64).to(device)
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
        length = float(w.norm())
        if length <= 1e-13 * n * size:
            # All that can be reached from here is known.
            break
        betas.append(length)
        Q.append(w / length)
    off = torch.tensor(betas, dtype=torch.float64)
    T = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    T = T + torch.diag(off, 1) + torch.diag(off, -1)
    ritz = torch.linalg.eigvalsh(T)
    return float(ritz[0]), float(ritz[-1])


def hutchinson(Hv, n, s, seed, device="cpu"):
    if s < 1:
        raise ValueError("at least one probe")
    generator = torch.Generator().manual_seed(seed)
    samples = []
    for _ in range(s):
        z = 2.0 * torch.randint(0, 2, (n,), generator=generator).double() - 1
        z = z.to(device)
        samples.append(float(z @ Hv(z)))
    mean = sum(samples) / s
    if s == 1:
        return mean, math.inf
    variance = sum((sample - mean) ** 2 for sample in samples) / (s - 1)
    return mean, math.sqrt(variance / s)
