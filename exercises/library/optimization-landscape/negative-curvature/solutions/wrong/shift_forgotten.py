# caught by: dominated
# sentence: Your curvature is not vᵀHv: it belongs to the shifted matrix H − σI that was iterated.
#   Add σ again, and look at the sign only then.
import torch


def negative_curvature(Hv, n, k, g, seed):
    generator = torch.Generator().manual_seed(seed)
    v = torch.randn(n, generator=generator, dtype=torch.float64)
    v = v / v.norm()
    shift = float(Hv(v).norm())
    curvature, last = 0.0, v
    for _ in range(k - 1):
        w = Hv(v) - 2 * shift * v
        curvature = float(v @ w)
        if w.norm() == 0:
            return None
        last, v = v, w / w.norm()
    if not curvature < 0:
        return None
    return (-last if g @ last > 0 else last), curvature
