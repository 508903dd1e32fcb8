# caught by: purity
# sentence: The factors changed during the call, and the next call would start from the changed
#   ones. They are running averages that belong to the optimiser.
import torch


def kfac_step(G, A, B, lam):
    A.diagonal().add_(lam)
    B.diagonal().add_(lam)
    return torch.linalg.solve(A, torch.linalg.solve(B, G), left=False)
