# caught by: square
# sentence: A and B were exchanged. B belongs to the outputs and acts from the left; a square layer
#   lets the exchange go unnoticed.
import torch


def damped(M, lam):
    return M + lam * torch.eye(len(M), dtype=M.dtype, device=M.device)


def kfac_step(G, A, B, lam):
    return torch.linalg.solve(damped(B, lam), torch.linalg.solve(damped(A, lam), G), left=False)
