# caught by: signs
# sentence: Power iteration finds the eigenvalue of largest modulus. Where that one is negative it
#   is no largest eigenvalue, and the other end is still unknown. Lanczos finds both ends from the
#   same products.
import math

import torch


def lanczos_extremal(Hv, n, k, seed, device="cpu"):
    if not 1 <= k <= n:
        raise ValueError(f"k must be between 1 and {n}, not {k}")
    generator = torch.Generator().manual_seed(seed)
    q = torch.randn(n, generator=generator, dtype=torch.float64).to(device)
    lengths = []
    for _ in range(k):
        q = Hv(q / q.norm().clamp(min=1e-300))
        lengths.append(float(q.norm()))
    return min(lengths), max(lengths)


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
    variance = math.fsum((sample - mean) ** 2 for sample in samples) / (s - 1)
    return mean, math.sqrt(variance / s)
