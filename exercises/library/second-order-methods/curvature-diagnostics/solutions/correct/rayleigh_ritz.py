# Keeps all products and projects H onto the vectors; draws with NumPy.
import numpy as np
import torch


def lanczos_extremal(Hv, n, k, seed, device="cpu"):
    if k < 1 or k > n:
        raise ValueError("1 <= k <= n")
    draw = np.random.default_rng(seed).standard_normal
    Q = torch.zeros(n, 0, dtype=torch.float64, device=device)
    products = torch.zeros_like(Q)
    candidate = torch.as_tensor(draw(n), device=device)
    for _ in range(k):
        length = candidate.norm()
        for _ in range(3):
            candidate = candidate - Q @ (Q.T @ candidate)
        if candidate.norm() <= 1e-12 * n * length:
            candidate = torch.as_tensor(draw(n), device=device)
            for _ in range(3):
                candidate = candidate - Q @ (Q.T @ candidate)
        q = candidate / candidate.norm()
        candidate = Hv(q)
        Q = torch.cat([Q, q[:, None]], dim=1)
        products = torch.cat([products, candidate[:, None]], dim=1)
    projected = Q.T @ products
    ritz = torch.linalg.eigvalsh((projected + projected.T) / 2)
    return ritz[0].item(), ritz[-1].item()


def hutchinson(Hv, n, s, seed, device="cpu"):
    if s < 1:
        raise ValueError("s must be positive")
    Z = np.random.default_rng(seed).choice([-1.0, 1.0], size=(s, n))
    Z = torch.as_tensor(Z, device=device)
    samples = np.array([(z @ Hv(z)).item() for z in Z])
    if s == 1:
        return float(samples[0]), float("inf")
    return float(samples.mean()), float(samples.std(ddof=1) / np.sqrt(s))
