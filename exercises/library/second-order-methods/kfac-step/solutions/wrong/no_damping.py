# caught by: rank_deficient
# sentence: λI is missing from a factor. Estimated from fewer examples than the layer is wide, a
#   factor is singular and has no inverse without it.
import torch


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(A, torch.linalg.solve(B, G), left=False)
