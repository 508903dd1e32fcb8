# caught by: dominated
# sentence: You found no negative curvature beside a larger positive one: power iteration goes to
#   the eigenvalue of largest modulus. The negative end of the spectrum is required.
import torch


def negative_curvature(Hv, n, k, g, seed):
    generator = torch.Generator().manual_seed(seed)
    v = torch.randn(n, generator=generator, dtype=torch.float64)
    v = v / v.norm()
    for _ in range(k):
        w = Hv(v)
        curvature = float(v @ w)
        if w.norm() == 0:
            return None
        last, v = v, w / w.norm()
    if not curvature < 0:
        return None
    return (-last if g @ last > 0 else last), curvature
