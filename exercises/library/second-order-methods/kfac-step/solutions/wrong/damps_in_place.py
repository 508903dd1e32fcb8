# caught by: purity
# sentence: The factors changed during the call: each further call damps them again. They are
#   running statistics that belong to the optimiser.
import torch


def kfac_step(G, A, B, lam):
    A.diagonal().add_(lam)
    B.diagonal().add_(lam)
    return torch.linalg.solve(A, torch.linalg.solve(B, G), left=False)
