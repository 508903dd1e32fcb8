# caught by: calls
# sentence: n products were used to write the whole Hessian down. k of them are allowed, and they
#   are enough.
import torch


def negative_curvature(Hv, n, k, g, seed):
    H = torch.stack([Hv(row) for row in torch.eye(n, dtype=torch.float64)])
    values, vectors = torch.linalg.eigh((H + H.T) / 2)
    if not values[0] < -1e-10 * values.abs().max():
        return None
    v = vectors[:, 0].clone()
    return (-v if g @ v > 0 else v), float(values[0])
