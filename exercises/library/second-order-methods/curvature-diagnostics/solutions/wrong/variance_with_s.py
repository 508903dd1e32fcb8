# caught by: trace
# sentence: Your standard error is a little too small: the squared deviations were divided by s. As
#   they are taken from the sample's own mean, it is s − 1.
import math

import torch


def lanczos_extremal(Hv, n, k, seed, device="cpu"):
    if not 1 <= k <= n:
        raise ValueError(f"k must be between 1 and {n}, not {k}")
    generator = torch.Generator().manual_seed(seed)
    q = torch.randn(n, generator=generator, dtype=torch.float64).to(device)
    Q, alphas, betas = [q / q.norm()], [], []
    for _ in range(k):
        w = Hv(Q[-1])
        size = w.norm()
        alphas.append(Q[-1] @ w)
        basis = torch.stack(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        if w.norm() <= 1e-13 * n * size:
            break
        betas.append(w.norm())
        Q.append(w / w.norm())
    off = torch.tensor(betas[: len(alphas) - 1], dtype=torch.float64)
    T = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    T = T + torch.diag(off, 1) + torch.diag(off, -1)
    ritz = torch.linalg.eigvalsh(T)
    return float(ritz[0]), float(ritz[-1])


def hutchinson(Hv, n, s, seed, device="cpu"):
    if s < 1:
        raise ValueError(f"s must be at least 1, not {s}")
    generator = torch.Generator().manual_seed(seed)
    samples = []
    for _ in range(s):
        z = (2 * torch.randint(0, 2, (n,), generator=generator) - 1).to(device, torch.float64)
        samples.append(float(z @ Hv(z)))
    mean = math.fsum(samples) / s
    if s == 1:
        return mean, math.inf
    variance = math.fsum((sample - mean) ** 2 for sample in samples) / s
    return mean, math.sqrt(variance / s)
